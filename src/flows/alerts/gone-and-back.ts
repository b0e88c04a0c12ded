import { lapseText } from '../../chat/say/decide/ended.ts';
import type { AccountEvent } from '../../domain/findings/happening.ts';
import { awayTooLong } from '../../domain/findings/known.ts';
import { recordAudit } from '../../store/audit.ts';
import { endDecision } from '../../store/decisions/decisions.ts';
import { recordEvents } from '../../store/findings/account-events.ts';
import { decidedAccounts, type ReturningAccount } from '../../store/intake/returning-accounts.ts';
import { type App, type Context, SEATKEEPER, timestamp } from '../context.ts';

/** Keeps in the history that accounts with a decision are missing. The decision waits for them: one short list ends nothing. */
export function recordGone(context: Context, rows: readonly number[]): void {
  const at = timestamp(context);
  const events = decidedAccounts(context.store, rows).map(
    (account): AccountEvent => ({ account, at, happening: { kind: 'gone' }, by: null }),
  );
  recordEvents(context.store, events);
}

/**
 * Accounts with a decision that are back: it still holds if they were gone for less than a month and are the same, otherwise
 * "known" ends and is asked again. Links are kept under the account's immutable id, and stay. In the transaction that shows them.
 */
export function settleReturns(context: Context, app: App, returning: readonly ReturningAccount[]): void {
  const { store } = context;
  const at = timestamp(context);
  const noted = new Set<number>();
  for (const { row, account, kind, goneAt, email, role, newEmail, newRole } of returning) {
    if (!noted.has(row))
      recordEvents(store, [{ account: row, at, happening: { kind: 'back', goneAt }, by: null }]);
    noted.add(row);
    if (kind !== 'known') continue;
    const moved = { goneAt, email, role, now: { email: newEmail, role: newRole } };
    const lapse = awayTooLong(moved, at, context.config.timezone);
    if (lapse === null) continue;
    const why = lapseText(lapse);
    endDecision(store, { kind, app: app.source.id, account }, { ending: 'gone', why }, at);
    recordEvents(store, [{ account: row, at, happening: { kind: 'lapsed', lapse }, by: null }]);
    const subject = `${app.config.id}/${account}`;
    recordAudit(store, { at, actor: SEATKEEPER, action: 'known-ended', subject, detail: { why } });
  }
}
