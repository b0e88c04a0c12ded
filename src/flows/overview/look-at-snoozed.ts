import type { Day } from '../../domain/day.ts';
import { accountLabel } from '../../store/accounts/account-label.ts';
import { accountByRow } from '../../store/accounts/accounts.ts';
import { findAlert } from '../../store/findings/alerts.ts';
import { snoozedFindings } from '../../store/findings/findings.ts';
import { type App, type Context, today } from '../context.ts';

/** Something that is put off: a finding, or the alert of a whole app when `account` is `null`. */
export interface Snoozed {
  readonly app: { readonly id: string; readonly name: string };
  /** The account's own id. */
  readonly account: string | null;
  readonly label: string | null;
  readonly until: Day;
}

/** What is snoozed now: each app before its findings. */
export function lookAtSnoozed(context: Context, apps: readonly App[]): readonly Snoozed[] {
  return apps.flatMap(({ config: { id, name }, source }): Snoozed[] => {
    const app = { id, name };
    const whole = quietUntil(context, source.id);
    const findings = snoozedFindings(context.store, source.id).flatMap(({ row, until }): Snoozed[] => {
      const stored = accountByRow(context.store, row);
      return stored === null ? [] : [{ app, account: stored.account.id, label: accountLabel(stored), until }];
    });
    return whole === null ? findings : [{ app, account: null, label: null, until: whole }, ...findings];
  });
}

/** The day before which the alert of an app stays quiet; `null` when it is not snoozed. */
export function quietUntil(context: Context, app: number): Day | null {
  const until = findAlert(context.store, app)?.snoozedUntil ?? null;
  return until !== null && until > today(context) ? until : null;
}
