import type { AccountNow, RemovalStep, Restorable } from '../../connectors/base/removal.ts';
import { declaredKey } from '../../domain/removal/by-hand.ts';
import type { OperationReason } from '../../domain/removal/operation.ts';
import type { StoredOperation } from '../../store/removal/operations.ts';

/** The step as its connector knows it: for an undo, the step that is taken back. */
export function stepOf({ way, license, planned }: StoredOperation): RemovalStep {
  return { way: declaredKey(way), license, account: planned.account };
}

/** What the step took away, for an undo. */
export function takenBy({ undoes, before }: StoredOperation): Restorable | undefined {
  return undoes === null ? undefined : (before ?? {});
}

/** Whether the app shows the intended effect of the step. */
export function isInForce({ way }: Pick<StoredOperation, 'way'>, seen: AccountNow): boolean {
  if (way.startsWith('undo:')) return isBack(seen) && (seen.lacks ?? []).length === 0;
  return seen.kind === 'gone' || seen.removed;
}

/** What to say about an undo that gave back only a part, when nothing more is to be expected; `null` where nothing was given back. */
export function partlyBack({ way }: Pick<StoredOperation, 'way'>, seen: AccountNow): OperationReason | null {
  return way.startsWith('undo:') && isBack(seen) ? { kind: 'partly-back', lacks: seen.lacks ?? [] } : null;
}

function isBack(seen: AccountNow): seen is Extract<AccountNow, { kind: 'present' }> {
  return seen.kind === 'present' && !seen.removed;
}
