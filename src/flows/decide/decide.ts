import type { Caller } from '../../domain/caller.ts';
import type { Closing } from '../../domain/findings/finding.ts';
import { labelOf } from '../../store/accounts/account-label.ts';
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

/** A decision that can be carried out, and everything that is said of it. */
export interface Plan {
  save(): void;
  /** What `audit` keeps, besides the label. */
  readonly action: string;
  readonly detail: Readonly<Record<string, unknown>>;
  /** Why a finding that it settles is closed; by what the account is then, when left out. */
  readonly closing?: Closing;
  /** Shown in the alert until the next sync. */
  readonly handled: string | null;
  readonly answer: string;
  /** What the account will be, in a preview: `linked to Ana (ana@acme.example)`. */
  readonly brief: string;
}

/** Looks at the account as it is now: a plan, or why there can be none. Writes nothing. */
export type Planner = (context: Context, subject: Subject) => Plan | Outcome;

/** Carries out one decision about one account, once: decision, verdict, finding, alert and audit in one transaction. */
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
    carryOut(context, by, [{ subject, plan: planned }], planned.handled);
    return done(planned.answer);
  });
}

export interface Planned {
  readonly subject: Subject;
  readonly plan: Plan;
}

/** Several decisions about accounts of one app. Inside a transaction; `handled` is what the alert shows of them. */
export function carryOut(
  context: Context,
  by: Caller,
  planned: readonly Planned[],
  handled: string | null,
): void {
  const app = planned[0]?.subject.app;
  if (app === undefined) return;
  for (const { plan } of planned) plan.save();
  recomputeStored(
    context,
    planned.map(({ subject }) => subject.stored),
  );
  const closings = new Map(planned.map(({ subject, plan }) => [subject.stored.row, plan.closing]));
  const account = planned[0]?.subject.stored.account.id ?? '';
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
      action: plan.action,
      subject: `${app.config.id}/${subject.stored.account.id}`,
      detail: { label: subject.label, ...plan.detail },
    });
}

export function decisionSubject(
  context: Context,
  by: Caller,
  { app, stored }: { readonly app: App; readonly stored: StoredAccount },
): Subject {
  return { app, stored, label: labelOf(stored), by, at: timestamp(context) };
}
