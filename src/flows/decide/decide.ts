import { type Decided, type DecidedOn, decidedText, handledText } from '../../chat/say/decide/decided.ts';
import type { Caller } from '../../domain/caller.ts';
import type { Closing } from '../../domain/findings/finding.ts';
import { accountLabel } from '../../store/accounts/account-label.ts';
import type { StoredAccount } from '../../store/accounts/accounts.ts';
import { recordAudit } from '../../store/audit.ts';
import type { LoggedDecision } from '../../store/findings/alerts.ts';
import { forgetLastPerson } from '../../store/intake/returning-accounts.ts';
import { closingOf } from '../alerts/closing.ts';
import type { Undone } from '../alerts/undone.ts';
import { updateFindings } from '../alerts/update-findings.ts';
import { type App, type Context, timestamp } from '../context.ts';
import { done, findTarget, isOutcome, type Outcome } from '../outcome.ts';
import { recomputeStored } from '../owners/recompute-verdicts.ts';

/** The account a decision is about, as it is now. */
export interface Subject {
  readonly app: App;
  readonly stored: StoredAccount;
  /** What admins call it. */
  readonly label: string;
  readonly by: Caller;
  readonly at: string;
  readonly timezone: string;
}

/** A decision that can be carried out. */
export interface Plan {
  readonly what: Decided;
  save(): void;
  /** What the audit keeps with the action, besides the label. */
  readonly detail: Readonly<Record<string, unknown>>;
  /** Why a finding that the decision closes is closed; worked out from the account afterwards when left out. */
  readonly closing?: Closing;
  /** The kind of decision that it takes back, if that is what it does. */
  readonly undoes?: Undone['kind'];
}

/** Looks at the account as it is now and returns a plan, or why there can be none. Writes nothing. */
export type Planner = (context: Context, subject: Subject) => Plan | Outcome;

/** Carries out one decision about one account: decision, verdict, finding, alert and audit in one transaction. */
export function decide(
  context: Context,
  by: Caller,
  { app: appId, account }: { readonly app: string; readonly account: string },
  plan: Planner,
): Outcome {
  return context.store.write(() => {
    const target = findTarget(context, appId, account);
    if (isOutcome(target)) return target;
    const subject = decisionSubject(context, by, target);
    const planned = plan(context, subject);
    if ('done' in planned) return planned;
    const on = decidedOn(subject);
    const undo = carryOut(context, [{ subject, plan: planned }], handledText(planned.what, on));
    const said = done(decidedText(planned.what, on));
    return planned.undoes === undefined ? { ...said, undo } : said;
  });
}

export interface Planned {
  readonly subject: Subject;
  readonly plan: Plan;
}

/**
 * Carries out decisions of one admin about accounts of one app, and returns their entries in the audit log. Runs inside a
 * transaction; `handled` is what the alert shows of them until the next sync. There must be at least one.
 */
export function carryOut(
  context: Context,
  planned: readonly [Planned, ...Planned[]],
  handled: string | null,
): LoggedDecision {
  const [first] = planned;
  const { app, by, at } = first.subject;
  for (const { plan } of planned) plan.save();
  recomputeStored(
    context,
    planned.map(({ subject }) => subject.stored),
  );
  // Somebody who was linked by mistake must not be suggested.
  const unlinked = planned.filter(({ plan }) => plan.what.kind === 'unlink');
  if (unlinked.length > 0)
    forgetLastPerson(
      context.store,
      unlinked.map(({ subject }) => subject.stored.row),
    );
  const closings = new Map(planned.map(({ subject, plan }) => [subject.stored.row, plan.closing]));
  const entries = planned.map(({ subject, plan }) =>
    recordAudit(context.store, {
      at: subject.at,
      actor: by.id,
      action: plan.what.kind,
      subject: `${app.config.id}/${subject.stored.account.id}`,
      detail: { label: subject.label, by: by.name, ...plan.detail },
    }),
  );
  const decision = { first: entries[0] ?? 0, last: entries.at(-1) ?? 0, at };
  const account = first.subject.stored.account.id;
  const { undoes } = first.plan;
  updateFindings(context, app, {
    rows: [...closings.keys()],
    closing: (row) => closings.get(row) ?? closingOf(context, row),
    by: by.name,
    ...(handled === null ? {} : { handled: [{ account, text: handled, decision }] }),
    ...(undoes === undefined
      ? {}
      : { undone: { kind: undoes, accounts: planned.map(({ subject }) => subject.stored.account.id) } }),
    sync: false,
  });
  return decision;
}

export function decisionSubject(
  context: Context,
  by: Caller,
  { app, stored }: { readonly app: App; readonly stored: StoredAccount },
): Subject {
  return {
    app,
    stored,
    label: accountLabel(stored),
    by,
    at: timestamp(context),
    timezone: context.config.timezone,
  };
}

/** The facts that the words about a decision mention. */
export function decidedOn({ app, label, by, at, timezone }: Subject): DecidedOn {
  return { app: app.config.name, label, by: by.name, at, timezone };
}
