import { lapseText } from '../../chat/say/decide/ended.ts';
import type { AccountEvent } from '../../domain/findings/happening.ts';
import { awayTooLong, type Lapse } from '../../domain/findings/known.ts';
import { type Called, handedOn } from '../../domain/owners/handed-on.ts';
import { recordAudit } from '../../store/audit.ts';
import { endDecision } from '../../store/decisions/decisions.ts';
import { recordEvents } from '../../store/findings/account-events.ts';
import {
  decidedAccounts,
  type MovedAccount,
  type ReturningAccount,
} from '../../store/intake/returning-accounts.ts';
import { type App, type Context, SEATKEEPER, timestamp } from '../context.ts';

/** Records in the history that accounts with a decision are missing. The decision stays for now: one short list ends nothing. */
export function recordGone(context: Context, rows: readonly number[]): void {
  const at = timestamp(context);
  const events = decidedAccounts(context.store, rows).map(
    (account): AccountEvent => ({ account, at, happening: { kind: 'gone' }, by: null }),
  );
  recordEvents(context.store, events);
}

/**
 * Accounts with a decision that are back. The decision still holds if they were gone for less than a month and are unchanged; otherwise
 * it ends, and the admins are asked again. Runs in the transaction that shows the accounts.
 */
export function settleReturns(context: Context, app: App, returning: readonly ReturningAccount[]): void {
  const { store } = context;
  const at = timestamp(context);
  const noted = new Set<number>();
  for (const { row, account, kind, goneAt, email, role, newEmail, newRole } of returning) {
    if (!noted.has(row))
      recordEvents(store, [{ account: row, at, happening: { kind: 'back', goneAt }, by: null }]);
    noted.add(row);
    const moved = { goneAt, email, role, now: { email: newEmail, role: newRole } };
    const away = awayTooLong(moved, at, context.config.timezone);
    if (away === null) continue;
    const lapse: Lapse = kind === 'link' ? { ...away, link: true } : away;
    lapseDecision(context, app, { row, account, kind }, lapse, 'gone');
  }
}

/**
 * Accounts whose id the vendor gave to somebody else: a link to the previous holder ends, and the admins are asked again. Returns their
 * rows. Runs in the transaction that shows them, after `settleReturns`.
 */
export function settleHandedOn(
  context: Context,
  app: App,
  moved: readonly MovedAccount[],
): readonly number[] {
  const at = timestamp(context);
  const another = moved.filter(({ before, now }) => handedOn(before, now));
  for (const { row, account, linked, before } of another) {
    const happening = { kind: 'handed-on', from: calledText(before) } as const;
    if (linked) lapseDecision(context, app, { row, account, kind: 'link' }, happening, 'lapsed');
    else recordEvents(context.store, [{ account: row, at, happening, by: null }]);
  }
  return another.map(({ row }) => row);
}

/** `Kim Lee, kim@acme.example` */
function calledText({ emails, username, name }: Called): string {
  return [name, emails[0] ?? username].filter((text) => text !== null).join(', ');
}

function lapseDecision(
  context: Context,
  app: App,
  { row, account, kind }: Pick<ReturningAccount, 'row' | 'account' | 'kind'>,
  lapse: Lapse,
  ending: 'gone' | 'lapsed',
): void {
  const { store } = context;
  const at = timestamp(context);
  const why = lapseText(lapse);
  endDecision(store, { kind, app: app.source.id, account }, { ending, why }, at);
  recordEvents(store, [{ account: row, at, happening: { kind: 'lapsed', lapse }, by: null }]);
  const subject = `${app.config.id}/${account}`;
  const action = kind === 'link' ? 'link-lapsed' : 'known-ended';
  recordAudit(store, { at, actor: SEATKEEPER, action, subject, detail: { why } });
}
