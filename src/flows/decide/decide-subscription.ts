import {
  subscriptionDecidedText,
  subscriptionHandledText,
  subscriptionUndoneText,
} from '../../chat/say/licenses/subscription-decision.ts';
import type { Action } from '../../domain/action.ts';
import type { Caller } from '../../domain/caller.ts';
import type { LicenseRecord } from '../../domain/licenses/license-check.ts';
import { type LicenseDecision, licenseLapse } from '../../domain/licenses/license-decision.ts';
import { titleOf } from '../../domain/licenses/subscription.ts';
import { recordAudit } from '../../store/audit.ts';
import { saveLicenseFindings, standingLicenseFindings } from '../../store/findings/license-findings.ts';
import { closingOf } from '../alerts/closing.ts';
import { countDay } from '../alerts/record-daily-figures.ts';
import { updateFindings } from '../alerts/update-findings.ts';
import { type App, type Context, clockOf, openApp, timestamp, today } from '../context.ts';
import { wholeInventory } from '../licenses/list-inventory.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import { refusedDay } from './snooze.ts';

/** A subscription with what is wrong with it. */
export interface SubscriptionTarget {
  readonly app: App;
  readonly subscription: string;
  readonly title: string;
  readonly findings: readonly LicenseRecord[];
}

/** The subscription that a decision is about, as it is now. */
export function findSubscription(
  context: Context,
  { app: appId, subscription }: { readonly app: string; readonly subscription: string },
): SubscriptionTarget | Outcome {
  const config = context.config.apps.find(({ id }) => id === appId);
  if (config === undefined) return refuse(context, { kind: 'no-app', app: appId });
  const app = openApp(context, config);
  const item = wholeInventory(context, app.source.id).find(({ id }) => id === subscription);
  if (item === undefined) return refuse(context, { kind: 'no-subscription', app: config.name, subscription });
  const findings = standingLicenseFindings(context.store, app.source.id).filter(
    (finding) => finding.subscription === subscription,
  );
  return { app, subscription, title: titleOf(item), findings };
}

/** An admin decides that what is wrong with a subscription is fine, with a reason and an optional end. */
export function knownSubscription(
  context: Context,
  by: Caller,
  { app, subscription, reason, until }: Extract<Action, { type: 'known-subscription' }>,
): Outcome {
  if (until !== null && until <= today(context))
    return refuse(context, { kind: 'day-not-in-future', day: until, none: true });
  return decideSubscription(context, by, { app, subscription }, { kind: 'known', reason, until });
}

/** Puts off what is wrong with a subscription: it stays open, is not shown, and comes back on that day. */
export function snoozeSubscription(
  context: Context,
  by: Caller,
  { app, subscription, until }: Extract<Action, { type: 'snooze-subscription' }>,
): Outcome {
  const refusal = refusedDay(context, until);
  return (
    refusal ?? decideSubscription(context, by, { app, subscription }, { kind: 'snooze', reason: null, until })
  );
}

function decideSubscription(
  context: Context,
  by: Caller,
  target: { readonly app: string; readonly subscription: string },
  what: Pick<LicenseDecision, 'kind' | 'reason' | 'until'>,
): Outcome {
  return context.store.write(() => {
    const found = findSubscription(context, target);
    if ('done' in found) return found;
    const { app, title, findings } = found;
    const [first] = findings;
    const on = { title, app: app.config.name };
    if (first === undefined) return refuse(context, { kind: 'nothing-wrong', ...on });
    const before = first.decision ?? null;
    if (before?.kind === what.kind && before.reason === what.reason && before.until === what.until)
      return refuse(context, { kind: 'subscription-decided-already', ...on, made: before });
    const at = timestamp(context);
    const entry = recordAudit(context.store, {
      at,
      actor: by.id,
      action: `${what.kind}-subscription`,
      subject: `subscription:${app.config.id}/${target.subscription}`,
      detail: { label: title, by: by.name, reason: what.reason, until: what.until, before },
    });
    const undo = { first: entry, last: entry, at };
    save(context, app, findings, (record) => ({ ...what, by: by.name, at, detail: record.detail }));
    const clock = clockOf(context);
    const text = subscriptionHandledText(what, { title, by: by.name, clock });
    tell(context, found, by, { handled: [{ account: target.subscription, text, decision: undo }] });
    return { ...done(subscriptionDecidedText(what, { ...on, clock })), undo };
  });
}

/** Takes back what was decided about a subscription. `before`: the decision that holds again. */
export function undoSubscription(
  context: Context,
  by: Caller,
  target: { readonly app: string; readonly subscription: string; readonly before?: LicenseDecision | null },
): Outcome {
  return context.store.write(() => {
    const found = findSubscription(context, target);
    if ('done' in found) return found;
    const { app, title, findings } = found;
    const on = { title, app: app.config.name };
    const decided = findings.filter(({ decision }) => decision != null);
    if (decided.length === 0) return refuse(context, { kind: 'subscription-not-decided', ...on });
    const { before = null } = target;
    recordAudit(context.store, {
      at: timestamp(context),
      actor: by.id,
      action: 'undo-subscription',
      subject: `subscription:${app.config.id}/${target.subscription}`,
      detail: { label: title, by: by.name },
    });
    save(context, app, decided, ({ detail }) =>
      before !== null && licenseLapse(before, detail, today(context)) === null ? before : null,
    );
    tell(context, found, by, { undone: { kind: 'subscription', accounts: [target.subscription] } });
    return done(subscriptionUndoneText(on));
  });
}

function save(
  { store }: Context,
  { source }: App,
  findings: readonly LicenseRecord[],
  decisionOn: (record: LicenseRecord) => LicenseDecision | null,
): void {
  saveLicenseFindings(
    store,
    source.id,
    findings.map((record) => ({ ...record, decision: decisionOn(record) })),
  );
}

function tell(
  context: Context,
  { app }: SubscriptionTarget,
  by: Caller,
  what: Pick<Parameters<typeof updateFindings>[2], 'handled' | 'undone'>,
): void {
  updateFindings(context, app, {
    rows: [],
    closing: (row) => closingOf(context, row),
    by: by.name,
    sync: false,
    ...what,
  });
  countDay(context, app, today(context));
}
