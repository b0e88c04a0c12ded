import type { RemovalWay } from '../../connectors/base/declaration.ts';
import type { Account } from '../../domain/account.ts';
import type { Instant } from '../../domain/day.ts';
import { declaredKey } from '../../domain/removal/by-hand.ts';
import { findAccount } from '../../store/accounts/accounts.ts';
import { operationsIn, type StoredOperation } from '../../store/removal/operations.ts';
import { planById } from '../../store/removal/plans.ts';
import type { App, Context } from '../context.ts';
import { declaredWay } from '../declared-ways.ts';
import { isProvenByList, settlesFor } from '../proof-due.ts';
import { handOn } from '../steps/hand-on.ts';
import { verified } from './carry-out-step.ts';
import { endStep } from './end-step.ts';

/**
 * Settles the steps that only a complete read can prove. A step whose effect the read shows is verified; a step whose effect it does not
 * show, although the read began long enough after it, was not done. Runs in the transaction that seals the read.
 */
export function settleByRead(context: Context, app: App, dataAt: Instant): void {
  const { store } = context;
  for (const operation of operationsIn(store, ['in-doubt'])) {
    if (operation.app !== app.source.id || !isProvenByList(context, app, operation)) continue;
    const plan = planById(store, operation.plan);
    const { startedAt, answer, reason } = operation;
    if (plan === null || startedAt === null || dataAt <= startedAt) continue;
    const now = findAccount(store, app.source.id, operation.account)?.account ?? null;
    if (isShown(operation, declaredWay(context, app.config, declaredKey(operation.way)), now)) {
      handOn(context, operation, now);
      endStep(context, plan, operation, verified(context, app, operation));
    } else if (Date.parse(dataAt) - Date.parse(startedAt) >= settlesFor(context, app, operation)) {
      const lost = answer === null && (reason?.kind === 'answer-lost' || reason?.kind === 'half-done');
      endStep(context, plan, operation, { state: 'failed', reason: lost ? reason : { kind: 'no-effect' } });
    }
  }
}

const CLOSED: readonly Account['state'][] = ['suspended', 'deactivated', 'deleted'];

/** Whether the list shows what the step brought about. */
function isShown(
  { way, planned }: StoredOperation,
  declared: RemovalWay | null,
  now: Account | null,
): boolean {
  if (way.startsWith('undo:')) return now !== null && now.state === planned.account.state;
  if (now === null || now.state === 'deleted') return true;
  if (declared?.way === 'disable') return CLOSED.includes(now.state);
  if (declared?.way === 'delete') return false;
  const { licenses } = planned.account;
  return now.state === 'deactivated' || (licenses.length > 0 && now.licenses.length < licenses.length);
}
