import type { Day } from '../day.ts';
import type { Money } from '../money/money.ts';

/** One account as `access --json` prints it; a person's `id` is the roster's own. */
export interface AccessRow {
  readonly account: string;
  readonly emails: readonly string[];
  readonly username: string | null;
  readonly name: string | null;
  readonly kind: string;
  readonly state: string;
  readonly role: string | null;
  readonly status: 'active' | 'inactive' | 'unknown';
  readonly offboarded: boolean;
  readonly known: { readonly reason: string; readonly by: string; readonly until: string | null } | null;
  readonly person: { readonly id: string; readonly name: string; readonly email: string | null } | null;
  readonly match: { readonly rule: string; readonly reason: string } | null;
  readonly suggestion: {
    readonly person: { readonly id: string; readonly name: string; readonly email: string | null };
    readonly score: number;
    readonly reason: string;
  } | null;
  /** The groups that grant its owner this app. */
  readonly grantedBy: readonly string[];
  /** The same, with the nested group that the owner is in: `Customer teams (Sales)`. */
  readonly grantPaths: readonly string[];
  readonly lastActive: string | null;
  readonly licenses: readonly string[];
  readonly columns: Readonly<Record<string, unknown>>;
}

/** What else the table and its export can show. */
export interface AccessDetails {
  /** Of the owner, as the roster reports them. */
  readonly department: string | null;
  readonly manager: string | null;
  readonly lastDay: Day | null;
  /** What the account costs a month, where the price is known. */
  readonly monthlyCost: Money;
  /** It also holds a license whose price is not known: see `costIsPartial`. */
  readonly costIsPartial: boolean;
}
