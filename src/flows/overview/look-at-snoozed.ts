import type { Day } from '../../domain/day.ts';
import { accountLabel } from '../../store/accounts/account-label.ts';
import { accountByRow } from '../../store/accounts/accounts.ts';
import { findAlert } from '../../store/findings/alerts.ts';
import { snoozedFindings } from '../../store/findings/findings.ts';
import { type App, type Context, today } from '../context.ts';
import { lookAtAllLicenses } from '../licenses/look-at-licenses.ts';

/** Something that is put off. */
export interface Snoozed {
  readonly app: { readonly id: string; readonly name: string };
  /** The account or subscription whose finding it is; `null` for the alert of the whole app. */
  readonly about: {
    readonly kind: 'account' | 'subscription';
    readonly id: string;
    readonly label: string;
  } | null;
  readonly until: Day;
}

/** What is snoozed now: each app before its findings. */
export function lookAtSnoozed(context: Context, apps: readonly App[]): readonly Snoozed[] {
  return apps.flatMap((each): Snoozed[] => {
    const { config, source } = each;
    const app = { id: config.id, name: config.name };
    const whole = quietUntil(context, source.id);
    const accounts = snoozedFindings(context.store, source.id).flatMap(({ row, until }): Snoozed[] => {
      const stored = accountByRow(context.store, row);
      if (stored === null) return [];
      return [{ app, about: { kind: 'account', id: stored.account.id, label: accountLabel(stored) }, until }];
    });
    const subscriptions = lookAtAllLicenses(context, each).flatMap(
      ({ subscription, title, decision }): Snoozed[] =>
        decision?.kind !== 'snooze' || decision.until === null
          ? []
          : [{ app, about: { kind: 'subscription', id: subscription, label: title }, until: decision.until }],
    );
    return [...(whole === null ? [] : [{ app, about: null, until: whole }]), ...accounts, ...subscriptions];
  });
}

/** The day before which the alert of an app stays quiet; `null` when it is not snoozed. */
export function quietUntil(context: Context, app: number): Day | null {
  const until = findAlert(context.store, app)?.snoozedUntil ?? null;
  return until !== null && until > today(context) ? until : null;
}
