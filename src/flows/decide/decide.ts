import { type Decided, type DecidedOn, decidedText, handledText } from '../../chat/say/decide/decided.ts';
import type { Caller } from '../../domain/caller.ts';
import type { Closing } from '../../domain/findings/finding.ts';
import { accountLabel } from '../../store/accounts/account-label.ts';
import type { StoredAccount } from '../../store/accounts/accounts.ts';
import { recordAudit } from '../../store/audit.ts';
import { closingOf } from '../alerts/closing.ts';
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
}

/** A decision that can be carried out. */
export interface Plan {
  readonly what: Decided;
  save(): void;
  /** What the audit keeps with the action, besides the label. */
  readonly detail: Readonly<Record<string, unknown>>;
  /** Why a finding that the decision closes is closed; worked out from the account afterwards when left out. */
  readonly closing?: Closing;
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
    carryOut(context, [{ subject, plan: planned }], handledText(planned.what, on));
    return done(decidedText(planned.what, on));
  });
}

export interface Planned {
  readonly subject: Subject;
  readonly plan: Plan;
}

/**
 * Carries out decisions of one admin about accounts of one app. Runs inside a transaction; `handled` is what the alert shows
 * of them until the next sync.
 */
export function carryOut(context: Context, planned: readonly Planned[], handled: string | null): void {
  const [first] = planned;
  if (first === undefined) return;
  const { app, by } = first.subject;
  for (const { plan } of planned) plan.save();
  recomputeStored(
    context,
    planned.map(({ subject }) => subject.stored),
  );
  const closings = new Map(planned.map(({ subject, plan }) => [subject.stored.row, plan.closing]));
  const account = first.subject.stored.account.id;
  updateFindings(context, app, {
    rows: [...closings.keys()],
    closing: (row) => closings.get(row) ?? closingOf(context, row),
    by: by.name,
    ...(handled === null ? {} : { handled: [{ account, text: handled }] }),
    sync: false,
  });
  for (const { subject, plan } of planned)
    recordAudit(context.store, {
      at: subject.at,
      actor: by.id,
      action: plan.what.kind,
      subject: `${app.config.id}/${subject.stored.account.id}`,
      detail: { label: subject.label, ...plan.detail },
    });
}

export function decisionSubject(
  context: Context,
  by: Caller,
  { app, stored }: { readonly app: App; readonly stored: StoredAccount },
): Subject {
  return { app, stored, label: accountLabel(stored), by, at: timestamp(context) };
}

/** What the words about a decision name. */
export function decidedOn({ app, label, by, at }: Subject): DecidedOn {
  return { app: app.config.name, label, by: by.name, at };
}
