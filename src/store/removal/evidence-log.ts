import { textHash } from '../../domain/removal/plan-hash.ts';
import type { AuditAction } from '../audit-action.ts';
import { auditPagesOf } from '../audit-search.ts';
import type { Store } from '../db/open.ts';

/** What the audit log says about a plan. */
interface LoggedPlan {
  /** `planHash`, as it was confirmed. */
  readonly hash: string;
  /** `textHash` of everything that was shown; `null` if an earlier version did not log it. */
  readonly shown: string | null;
}

/** A step as it is stored. */
interface StoredStep {
  readonly state: string;
  readonly by: string;
  readonly approver: string | null;
  /** As JSON. */
  readonly answer: string | null;
}

/** What the audit log says about how a step ended. About a step done by hand it says only that a read proved it. */
type LoggedStep = Pick<StoredStep, 'state'> & Partial<StoredStep>;

/** What the audit log says about plans and steps, by their numbers. */
export interface EvidenceLog {
  readonly plans: ReadonlyMap<number, LoggedPlan>;
  readonly steps: ReadonlyMap<number, LoggedStep>;
}

/** The words that tell what became of a step. */
const ENDS: readonly AuditAction[] = [
  'removal-verified',
  'removal-undone',
  'removal-failed',
  'removal-in-doubt',
  'removal-rehearsed',
];

/** Reads the log once, in pages. */
export function evidenceLog(store: Store): EvidenceLog {
  const plans = new Map<number, LoggedPlan>();
  const steps = new Map<number, LoggedStep>();
  for (const page of auditPagesOf(store, { actions: ['removal-planned', ...ENDS] }))
    for (const { action, detail: text } of page) {
      const detail = JSON.parse(text) as Record<string, unknown>;
      if (action === 'removal-planned') {
        const { plan, hash, shown } = detail;
        if (typeof plan === 'number' && typeof hash === 'string')
          plans.set(plan, { hash, shown: typeof shown === 'string' ? shown : null });
        continue;
      }
      const { operation, state, by, approver, answer } = detail;
      if (typeof operation !== 'number') continue;
      if (typeof by !== 'string') steps.set(operation, { state: 'verified' });
      else
        steps.set(operation, {
          state: String(state),
          by,
          approver: typeof approver === 'string' ? approver : null,
          answer: answer === undefined ? null : JSON.stringify(answer),
        });
    }
  return { plans, steps };
}

/** How a plan differs from what was logged when it was confirmed; empty when it does not. `now`: its hash, worked out from what is stored. */
export function planUnlike(
  { hash, shown, now }: { readonly hash: string; readonly shown: string; readonly now: string },
  logged: LoggedPlan | null,
): readonly ('hash' | 'text' | 'log')[] {
  if (logged === null) return ['log'];
  return [
    ...(now === hash && hash === logged.hash ? [] : ['hash' as const]),
    ...(logged.shown === null || logged.shown === textHash(shown) ? [] : ['text' as const]),
  ];
}

/** How a step that has ended differs from what was logged. */
export function stepUnlike(
  step: StoredStep,
  logged: LoggedStep | null,
): readonly ('state' | 'by' | 'approver' | 'answer' | 'log')[] {
  if (logged === null) return ['log'];
  return (['state', 'by', 'approver', 'answer'] as const).filter(
    (key) => logged[key] !== undefined && step[key] !== logged[key],
  );
}
