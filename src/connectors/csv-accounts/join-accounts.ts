import type { Account, AccountState } from '../../domain/account.ts';
import { strongerOf } from '../csv-states/state-flags.ts';
import { uniteAccounts } from './unite-accounts.ts';

/** What the other files of an app say, by everything an account is called. */
export interface FurtherAccounts {
  /** Joins each account with the same account in another file, if there is one. */
  add(accounts: readonly Account[]): void;
  /** The account as all files tell it; the first file takes precedence. */
  joined(account: Account): Account;
  /** Accounts that are not in the first file. */
  rest(): readonly Account[];
  /** The ids among those that belong to other addresses in the first file. */
  clashing(): readonly string[];
}

/** Joins lists of one app by id, login or address: a list of members, and one of their activity. They are held in memory. */
export function furtherAccounts(): FurtherAccounts {
  const accounts: Account[] = [];
  const places = new Map<string, number>();
  const joined = new Set<number>();
  const clashing = new Set<number>();
  const placesOf = (account: Account) => {
    const found = new Set<number>();
    for (const key of keysOf(account)) {
      const place = places.get(key);
      const other = place === undefined ? undefined : accounts[place];
      if (place === undefined || other === undefined) continue;
      // A running number in one list may be somebody else's id in another.
      if (!areApart(account, other)) found.add(place);
      else if (other.id.toLowerCase() === account.id.toLowerCase()) clashing.add(place);
    }
    return found;
  };
  return {
    add(page) {
      for (const account of page) {
        const [at = accounts.length] = placesOf(account);
        const before = accounts[at];
        accounts[at] = before === undefined ? account : joinAccounts(before, account);
        clashing.clear();
        for (const key of keysOf(account)) if (!places.has(key)) places.set(key, at);
      }
    },
    joined(account) {
      let whole = account;
      for (const place of placesOf(account)) {
        const other = accounts[place];
        joined.add(place);
        if (other !== undefined) whole = joinAccounts(whole, other);
      }
      return whole;
    },
    rest: () => accounts.filter((_, place) => !joined.has(place)),
    clashing: () => [...clashing].flatMap((place) => (joined.has(place) ? [] : (accounts[place]?.id ?? []))),
  };
}

/** One account in two files: what the first does not say, the second does. */
function joinAccounts(first: Account, next: Account): Account {
  const { kind, role } = first;
  return {
    ...uniteAccounts(first, next),
    state: joinedState(first.state, next.state),
    kind: kind === 'unknown' ? next.kind : kind,
    role: role ?? next.role,
  };
}

function areApart(one: Account, other: Account): boolean {
  const { emails } = other;
  return one.emails.length > 0 && emails.length > 0 && !one.emails.some((email) => emails.includes(email));
}

/** If they differ, the stronger state counts: one list may be older, or list only accounts that it considers active. */
function joinedState(first: AccountState, next: AccountState): AccountState {
  if (first === 'unknown' || next === 'unknown') return first === 'unknown' ? next : first;
  return strongerOf(first, next);
}

/** A login in one file may be the id in the other, and so may an address. */
function keysOf({ id, username, emails }: Account): readonly string[] {
  const named = username === null ? [id, ...emails] : [id, username, ...emails];
  return named.map((text) => text.toLowerCase());
}
