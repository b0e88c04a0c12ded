import type { Account, AccountState } from '../../domain/account.ts';
import { strongerOf } from '../csv-states/state-flags.ts';
import { uniteAccounts } from './unite-accounts.ts';

/** What the other files of an app say, by everything an account is called. */
export interface FurtherAccounts {
  /** Each is joined with the one that it is about, if another file has it. */
  add(accounts: readonly Account[]): void;
  /** The account as all files tell it; what the first one says of it goes before the others. */
  joined(account: Account): Account;
  /** Those that no account of the first file was about. */
  rest(): readonly Account[];
  /** The ids of those among them that the first file gives to other addresses. */
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
      // A number by which one list counts its rows is somebody else's id in another.
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

/** Where they differ, the stronger one counts: one list may be older, or name only whom it thinks active. */
function joinedState(first: AccountState, next: AccountState): AccountState {
  if (first === 'unknown' || next === 'unknown') return first === 'unknown' ? next : first;
  return strongerOf(first, next);
}

/** A login in one file may be the id in the other, and so may an address. */
function keysOf({ id, username, emails }: Account): readonly string[] {
  const named = username === null ? [id, ...emails] : [id, username, ...emails];
  return named.map((text) => text.toLowerCase());
}
