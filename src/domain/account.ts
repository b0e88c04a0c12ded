import type { Instant } from './day.ts';

export const ACCOUNT_KINDS = ['person', 'guest', 'bot', 'service', 'shared', 'unknown'] as const;
export type AccountKind = (typeof ACCOUNT_KINDS)[number];

export const ACCOUNT_STATES = [
  'active',
  'invited',
  'suspended',
  'deactivated',
  'deleted',
  'unknown',
] as const;
export type AccountState = (typeof ACCOUNT_STATES)[number];

/** A value in a column that only this app has. */
export type ColumnValue = string | number | boolean | null;

/** One login in one app, as that app reported it. */
export interface Account {
  /** The vendor's immutable id: the key of the account across runs. */
  readonly id: string;
  /** Primary first, then the others; each as `normaliseEmail` returns it. Empty when the app gives none. */
  readonly emails: readonly string[];
  readonly username: string | null;
  readonly name: string | null;
  readonly state: AccountState;
  readonly kind: AccountKind;
  readonly role: string | null;
  /** The licenses it holds, by SKU or product name, as the app calls them. */
  readonly licenses: readonly string[];
  /** `null` when the app did not say; the connector's `reports.lastActive` tells whether it ever does. */
  readonly lastActive: Instant | null;
  readonly created: Instant | null;
  /** The app's own metadata, keyed by `Column.key`. */
  readonly columns: Readonly<Record<string, ColumnValue>>;
}

/** Whether the account can still be used or billed: a deactivated or deleted account no longer uses a seat. */
export function holdsSeat(account: Pick<Account, 'state'>): boolean {
  return account.state !== 'deactivated' && account.state !== 'deleted';
}
