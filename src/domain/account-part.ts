import { type AccountKind, type AccountState, holdsSeat } from './account.ts';

/**
 * Every word that counts something, once. Messages, tables and exports count with `partOf`, so that the parts of an app always
 * add up to its accounts.
 *
 * | word | meaning |
 * |---|---|
 * | account | one login in one app, as the app's last accepted read listed it; whole apps are counted in accounts |
 * | seat | a license that an account holds, or in an app without subscriptions the account itself: what can be paid for |
 * | person | somebody in the roster; one person may have several accounts |
 * | active | an account whose owner works here (active, on leave or about to start), closed or not |
 * | known | an admin said that this account, whose owner does not work here or is not known, is fine |
 * | closed | a deactivated or deleted account of somebody who does not work here or is not known: it holds no seat |
 * | left | an account of a person who left the company (offboarded) |
 * | inactive | an account of a person who neither works here nor is known to have left |
 * | not people | an account without an owner that the app calls a bot, a service account, or a room or other shared account |
 * | unknown | any other account without an owner: somebody nobody knows |
 * | finding | an account that is left, inactive or unknown, until somebody decides on it |
 * | snoozed | a finding that is put off until a day: it keeps its part, and is not counted as open |
 * | idle | a seat in the bucket `idle` of savings (domain/money/bucket.ts), so never one of an account that is left, inactive, known or closed |
 */
export const ACCOUNT_PARTS = [
  'active',
  'left',
  'inactive',
  'unknown',
  'known',
  'not-people',
  'closed',
] as const;
/** Each account is in exactly one. */
export type AccountPart = (typeof ACCOUNT_PARTS)[number];

/** What decides on the part of an account. */
export interface Sorted {
  readonly state: AccountState;
  readonly kind: AccountKind;
  /** Of the account: whether its owner works here, does not, or is not known. */
  readonly status: 'active' | 'inactive' | 'unknown';
  /** Its owner has left. */
  readonly offboarded: boolean;
  /** A decision of an admin covers it. */
  readonly known: boolean;
}

export function partOf({ state, kind, status, offboarded, known }: Sorted): AccountPart {
  if (status === 'active') return 'active';
  if (known) return 'known';
  if (!holdsSeat({ state })) return 'closed';
  if (status === 'inactive') return offboarded ? 'left' : 'inactive';
  return isNoPerson(kind) ? 'not-people' : 'unknown';
}

/** The kinds of accounts that are nobody's: they need no owner. */
export const NO_PERSON = ['bot', 'service', 'shared'] as const satisfies readonly AccountKind[];
export type NoPerson = (typeof NO_PERSON)[number];

function isNoPerson(kind: AccountKind): kind is NoPerson {
  return (NO_PERSON as readonly AccountKind[]).includes(kind);
}

/** How many accounts of an app are in each part. */
type PartCounts = Readonly<Record<AccountPart, number>>;

/** The accounts of an app by part. */
export interface AccountCounts {
  /** All of them; the parts add up to it. */
  readonly accounts: number;
  readonly parts: PartCounts;
  /** Those that are not people, by kind. */
  readonly notPeople: Readonly<Record<NoPerson, number>>;
}

/**
 * Counts the accounts of an app by part. The accounts that are not active arrive already grouped by what decides on their part; `accounts`
 * is the total, because there are far too many active accounts to count again and again.
 */
export function countParts(
  accounts: number,
  groups: readonly (Sorted & { readonly count: number })[],
): AccountCounts {
  const parts = Object.fromEntries(ACCOUNT_PARTS.map((part) => [part, 0])) as Record<AccountPart, number>;
  const notPeople = { bot: 0, service: 0, shared: 0 } satisfies Record<NoPerson, number>;
  let others = 0;
  for (const group of groups) {
    const part = partOf(group);
    if (part === 'active') continue;
    parts[part] += group.count;
    others += group.count;
    if (part === 'not-people' && isNoPerson(group.kind)) notPeople[group.kind] += group.count;
  }
  parts.active = accounts - others;
  return { accounts, parts, notPeople };
}

/** The accounts of several apps together. */
export function addCounts(counts: readonly AccountCounts[]): AccountCounts {
  const sum = (of: (count: AccountCounts) => number) => counts.reduce((total, count) => total + of(count), 0);
  const each = <Key extends string>(keys: readonly Key[], of: (count: AccountCounts, key: Key) => number) =>
    Object.fromEntries(keys.map((key) => [key, sum((count) => of(count, key))])) as Record<Key, number>;
  return {
    accounts: sum(({ accounts }) => accounts),
    parts: each(ACCOUNT_PARTS, ({ parts }, part) => parts[part]),
    notPeople: each(NO_PERSON, ({ notPeople }, kind) => notPeople[kind]),
  };
}
