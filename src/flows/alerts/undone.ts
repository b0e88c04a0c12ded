import { auditBetween } from '../../store/audit.ts';
import type { HandledRow } from '../../store/findings/alerts.ts';
import type { App, Context } from '../context.ts';

/** Decisions about accounts of one app that an admin has just taken back. */
export interface Undone {
  readonly kind: 'known' | 'link' | 'snooze' | 'added' | 'rule' | 'subscription' | 'removal';
  /** The accounts' own ids, or those of the subscriptions when it is about subscriptions. */
  readonly accounts: readonly string[];
}

/** What the alert still shows as handled once these decisions were taken back. */
export function withoutUndone(
  context: Context,
  app: App,
  handled: readonly HandledRow[],
  undone: Undone | undefined,
): readonly HandledRow[] {
  if (undone === undefined) return handled;
  const accounts = new Set(undone.accounts);
  const kind = undone.kind === 'subscription' ? 'subscription:' : '';
  const subjects = new Set(undone.accounts.map((account) => `${kind}${app.config.id}/${account}`));
  return handled.flatMap((row) => {
    const { decision, back: before = 0 } = row;
    if (decision === undefined) return accounts.has(row.account) ? [] : [row];
    const entries = auditBetween(context.store, decision.first, decision.last);
    const back = before + entries.filter(({ subject }) => subjects.has(subject)).length;
    if (back === before) return [row];
    return back >= entries.length ? [] : [{ ...row, back }];
  });
}
