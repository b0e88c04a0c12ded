import type { Account } from '../account.ts';
import type { Day, Instant } from '../day.ts';
import type { AccountStatus } from '../findings/classify.ts';
import type { PersonStatus } from '../person.ts';
import type { ProtectedBy, StepKey } from './operation.ts';

/** An account as a plan was made of it. Before a step is carried out, everything here is compared with what is read then. */
export interface PlannedAccount {
  readonly app: string;
  readonly account: Account;
  /** What admins call it. */
  readonly label: string;
  /** Its owner; `null` for an Unknown account. */
  readonly person: {
    readonly ref: number;
    readonly name: string;
    readonly status: PersonStatus;
    readonly endDate: Day | null;
  } | null;
  readonly status: AccountStatus;
  readonly known: boolean;
}

/** One step of a plan, with what the admin is told about it. */
export interface PlannedStep extends StepKey {
  /** What the vendor calls it, from the connector's declaration: `Suspend the user`. */
  readonly name: string;
  readonly how: 'api' | 'by-hand';
  readonly disablesAccess: boolean;
  readonly freesSeat: boolean | 'unknown';
  readonly stays: string | null;
  readonly except: string | null;
  readonly undo: { readonly kind: 'yes'; readonly until: Day | null } | { readonly kind: 'no' };
  /** Not before this moment. */
  readonly dueAt: Instant;
  /** For a step by hand: where it is done, and the app's owner who does it. */
  readonly url: string | null;
  readonly owner: string | null;
  /** Why it is a task: no credentials that may write, a group or directory owns the seat, or the app has no API for it. */
  readonly because: ByHandBecause | null;
}

export type ByHandBecause =
  | { readonly kind: 'no-credentials' }
  | { readonly kind: 'no-api' }
  | { readonly kind: 'group'; readonly group: string }
  | { readonly kind: 'directory'; readonly directory: string | null }
  | { readonly kind: 'other'; readonly why: string };

/** What is saved each month; `unknown` where no price is known, and `none` where nothing comes free. */
export type Saving =
  | { readonly kind: 'monthly'; readonly cents: number; readonly currency: string; readonly from: Day | null }
  | { readonly kind: 'unknown' | 'none' };

export interface PlannedRemoval {
  readonly account: PlannedAccount;
  readonly steps: readonly PlannedStep[];
  readonly saving: Saving;
}

/** An account that was asked for and is left alone, and why. */
export interface LeftAlone {
  readonly app: string;
  readonly account: string;
  readonly label: string;
  readonly why:
    | { readonly kind: 'protected'; readonly by: ProtectedBy }
    | { readonly kind: 'active' | 'known' | 'closed' | 'under-way' | 'bot' }
    /** An Unknown account is removed only when the admin says so once more. */
    | { readonly kind: 'nobody-owns-it' };
}

/** Everything that an admin sees before confirming, and that is stored when they do. */
export interface PlanShown {
  readonly scope: 'account' | 'person' | 'app';
  readonly removals: readonly PlannedRemoval[];
  readonly leftAlone: readonly LeftAlone[];
  /** Nothing is asked of any app; until this day where that ends by itself. */
  readonly dryRun: { readonly until: Day | null } | null;
  readonly second: SecondPerson | null;
  /** When the data that the plan is made from was read, by source. */
  readonly dataAt: Readonly<Record<string, Instant | null>>;
}

/** Why somebody else must approve. */
export interface SecondPerson {
  readonly why: 'size' | 'app' | 'breaker';
  readonly limit: number | null;
}
