import type { AccountNow, RemovalStep } from '../../connectors/base/removal.ts';
import type { StoredOperation } from '../../store/removal/operations.ts';

/** The step as its connector knows it: one that is taken back is the step that is taken back. */
export function stepOf({ way, license, planned }: StoredOperation): RemovalStep {
  return { way: way.replace(/^undo:/, ''), license, account: planned.account };
}

/** Whether the app shows what the step is to bring about. */
export function isInForce({ way }: Pick<StoredOperation, 'way'>, seen: AccountNow): boolean {
  if (way.startsWith('undo:')) return seen.kind === 'present' && !seen.removed;
  return seen.kind === 'gone' || seen.removed;
}
