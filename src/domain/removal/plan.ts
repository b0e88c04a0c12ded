import type { Account } from '../account.ts';
import type { GivenUp } from '../asking/question.ts';
import type { Day, Instant } from '../day.ts';
import type { AccountStatus } from '../findings/classify.ts';
import type { Money } from '../money/money.ts';
import type { PersonStatus } from '../person.ts';
import type { FileData } from './old-data.ts';
import type { ProtectedBy, StepKey } from './operation.ts';

/** An account as it was when the plan was made. Before a step is carried out, everything here is compared with what is read then. */
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
  /** Its owner works here, and gave the seat up. */
  readonly givenUp?: GivenUp;
}

/** One step of a plan, with what the admin is told about it. */
export interface PlannedStep extends StepKey {
  readonly kind: StepKind;
  /** What the vendor calls it, from the connector's declaration: `Suspend the user`. */
  readonly name: string;
  readonly how: 'api' | 'by-hand';
  readonly disablesAccess: boolean;
  readonly freesSeat: boolean | 'unknown';
  /** Another license is paid for in its place. */
  readonly paysInstead?: true;
  readonly stays: string | null;
  readonly except: string | null;
  readonly undo: { readonly kind: 'yes'; readonly until: Day | null } | { readonly kind: 'no' };
  /** How many days after the plan is confirmed; 0 for at once. */
  readonly inDays: number;
  /** For a step by hand: where it is done, and the app's owner who does it. */
  readonly url: string | null;
  readonly owner: string | null;
  /** Why it is a task: no credentials that may write, a group or directory owns the seat, or the app has no API for it. */
  readonly because: ByHandBecause | null;
}

/** The steps of one account, or why it has none. */
export type StepsMade =
  | { readonly steps: readonly PlannedStep[]; readonly why: null }
  | { readonly steps: readonly []; readonly why: NoSteps };

export type NoSteps =
  /** It does not have the way that an admin named, or there is nothing that could be deleted later. */
  | { readonly kind: 'no-way' | 'no-delay' }
  /** The usual steps are done already. These ways are left, and are carried out only if an admin names one. */
  | { readonly kind: 'only-named'; readonly ways: readonly string[] };

export type ByHandBecause =
  | { readonly kind: 'no-credentials' }
  | { readonly kind: 'no-api' }
  /** An owner or admin whom the app lets nobody remove this way. */
  | { readonly kind: 'admin' }
  | { readonly kind: 'group'; readonly group: string }
  | { readonly kind: 'directory'; readonly directory: string | null }
  | { readonly kind: 'other'; readonly why: string };

/** What is saved each month. `unknown`: no price is known, or the app does not say whether a seat becomes free; `none`: no seat does. */
export type Saving =
  /** `from`: the first day on which it is saved; `null` where the end of a paid year is not known. */
  | { readonly kind: 'monthly'; readonly monthly: Money; readonly from: Day | null }
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
    | { readonly kind: 'active' | 'known' | 'closed' | 'under-way' }
    /** An account of this kind, or one that nobody owns, is removed only on its own and after the admin confirms it again. */
    | { readonly kind: 'not-a-person' | 'nobody-owns-it' }
    | NoSteps;
}

/** What an admin asks to be removed. */
export type Asked = {
  /** The key of a way, instead of the usual one. */
  readonly way?: string | undefined;
  /** With a way that deletes: disable at once, and delete this many days later. */
  readonly inDays?: number | undefined;
  /** The admin was told how old the files behind the plan are, and wants it anyway. */
  readonly oldData?: true | undefined;
  /** The admin was told that nobody owns the account, or that it does not belong to a person, and confirmed it again. */
  readonly unowned?: true | undefined;
} & (
  | { readonly scope: 'account'; readonly app: string; readonly account: string }
  /** `only`: the accounts whose first step is of this kind, because each kind is confirmed on its own. */
  | { readonly scope: 'person'; readonly person: number; readonly only?: StepKind | undefined }
  | { readonly scope: 'app'; readonly app: string; readonly filter: RemovalFilter }
);

/** Which accounts of an app: of people who left or are inactive, or of those who left only. */
export const REMOVAL_FILTERS = ['inactive', 'left'] as const;
type RemovalFilter = (typeof REMOVAL_FILTERS)[number];

export const STEP_KINDS = ['disable', 'free-seat', 'delete', 'by-hand'] as const;
export type StepKind = (typeof STEP_KINDS)[number];

/** Everything that an admin sees before confirming, and that is stored when they do. */
export interface PlanShown {
  readonly scope: 'account' | 'person' | 'app' | 'undo';
  readonly removals: readonly PlannedRemoval[];
  readonly leftAlone: readonly LeftAlone[];
  /** Nothing is asked of any app; `until` is set where that ends by itself. */
  readonly dryRun: { readonly until: Day | null } | null;
  readonly second: SecondPerson | null;
  /** Ids of apps in the plan that tell no roles: nobody knows whether an account is the last admin there. */
  readonly rolesUnknown: readonly string[];
  /** Ids of apps in the plan that do not tell which account Seatkeeper's own credentials belong to, and for which `protect:` names none. */
  readonly ownUnknown?: readonly string[];
  /** When the data that the plan is made from was read, by source. */
  readonly dataAt: Readonly<Record<string, Instant | null>>;
  /** Files whose data is older than 30 minutes, however recent the read: an admin has to accept them. Left out: none. */
  readonly oldFiles?: readonly FileData[];
}

/** Why somebody else must approve. */
export interface SecondPerson {
  readonly why: 'size' | 'app' | 'breaker';
  readonly limit: number | null;
}
