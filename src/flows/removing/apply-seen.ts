import type { AccountNow } from '../../connectors/base/removal.ts';
import { holdsSeat } from '../../domain/account.ts';
import { changedInApp } from '../../domain/removal/still-as-planned.ts';
import { findAccount, type StoredAccount } from '../../store/accounts/accounts.ts';
import { claimRemoval } from '../../store/findings/findings.ts';
import { applyAccountChanges, markGone } from '../../store/intake/account-intake.ts';
import { lossesOfGone } from '../../store/money/savings.ts';
import { recountSeen, stageSeen } from '../../store/removal/seen-account.ts';
import { runsIn } from '../../store/sources/runs.ts';
import { closingOf } from '../alerts/closing.ts';
import { recordGone, settleHandedOn, settleReturns } from '../alerts/gone-and-back.ts';
import { updateFindings } from '../alerts/update-findings.ts';
import { type App, type Context, timestamp } from '../context.ts';
import { recordSavings } from '../money/record-savings.ts';
import { recomputeStored } from '../owners/recompute-verdicts.ts';

export interface Seen {
  readonly now: AccountNow;
  readonly by: string;
  /** What the alert shows of it until the next sync. */
  readonly handled: string;
  /** How long the app's list may go on showing the account as it was. */
  readonly settles: number;
}

/**
 * Shows an account as the app has just shown it, with its finding and the alert, in the transaction that ends the step. If a read of the
 * app is under way, it may have seen the account as it was before; then the finding is quiet until a later read.
 */
export function applySeen(
  context: Context,
  app: App,
  account: string,
  { now, by, handled, settles }: Seen,
): void {
  const { store } = context;
  const stored = findAccount(store, app.source.id, account);
  if (stored === null) return;
  const at = timestamp(context);
  if (runsIn(store, ['reading', 'applying', 'held'], app.source.id).length > 0)
    claimRemoval(store, app.source.id, stored.row, new Date(Date.parse(at) + settles).toISOString());
  else if (now.kind === 'gone') goneNow(context, app, stored, at);
  else if (changedInApp(stored.account, now.account) !== null)
    changedNow(context, app, stored, { now: now.account, at });
  updateFindings(context, app, {
    rows: [stored.row],
    closing: (row) => closingOf(context, row),
    by,
    handled: [{ account, text: handled }],
    sync: false,
  });
}

function goneNow(context: Context, app: App, { row, account }: StoredAccount, at: string): void {
  const { store } = context;
  recordSavings(context, app, lossesOfGone(store, [row]));
  markGone(store, [row], at);
  recordGone(context, [row]);
  recountSeen(store, app.source, { before: seatOf(account), after: null, gone: true });
}

function changedNow(
  context: Context,
  app: App,
  stored: StoredAccount,
  { now, at }: { readonly now: StoredAccount['account']; readonly at: string },
): void {
  const { store } = context;
  const { sealedRun } = app.source;
  stageSeen(store, stored.row, sealedRun, now);
  applyAccountChanges(
    store,
    { run: sealedRun, limit: 1, at },
    {
      losing: (losses) => recordSavings(context, app, losses),
      returning: (accounts) => settleReturns(context, app, accounts),
      moved: (accounts) => settleHandedOn(context, app, accounts),
    },
  );
  const shown = findAccount(store, app.source.id, now.id);
  if (shown !== null) recomputeStored(context, [shown]);
  recountSeen(store, app.source, { before: seatOf(stored.account), after: seatOf(now), gone: false });
}

/** The licenses of the app that it holds; `null` where it holds no seat. */
function seatOf(account: StoredAccount['account']): StoredAccount['account'] | null {
  return holdsSeat(account) ? account : null;
}
