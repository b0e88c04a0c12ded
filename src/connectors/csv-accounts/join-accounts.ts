import type { Account, AccountState } from '../../domain/account.ts';
import { strongerOf } from '../csv-states/state-flags.ts';
import { uniteAccounts } from './unite-accounts.ts';

/** How much of a further file is about accounts that another file of the app lists too. */
export interface Fit {
  readonly accounts: number;
  readonly fitting: number;
  /** How many accounts the first file lists. */
  readonly listed: number;
}

/** What the other files of an app say, by everything an account is called. */
export interface FurtherAccounts {
  /** Each is joined with the one that it is about, if another file has it. `file`: counted from 0. */
  add(accounts: readonly Account[], file: number): void;
  /** Told of every account of the first file, before any is joined: what is below is known then. */
  look(accounts: readonly Account[]): void;
  fitOf(file: number): Fit;
  /** The account as all files tell it; what the first one says of it goes before the others. */
  joined(account: Account): Account;
  /** Those that no account of the first file was about. */
  rest(): readonly Account[];
  /** The ids of those among them that the first file gives to other addresses. */
  clashing(): readonly string[];
}

/** So many further files an app may have: each is a bit of a number. */
export const MOST_FILES = 30;

/** Joins lists of one app by id, login or address: a list of members, and one of their activity. They are held in memory. */
export function furtherAccounts(): FurtherAccounts {
  const accounts: Account[] = [];
  /** The files that have each of them. */
  const files: number[] = [];
  const places = new Map<string, number>();
  const joined = new Set<number>();
  const clashing = new Set<number>();
  let listed = 0;
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
    add(page, file) {
      for (const account of page) {
        const [at = accounts.length] = placesOf(account);
        const before = accounts[at];
        accounts[at] = before === undefined ? account : joinAccounts(before, account);
        files[at] = (files[at] ?? 0) | (1 << file);
        clashing.clear();
        for (const key of keysOf(account)) if (!places.has(key)) places.set(key, at);
      }
    },
    look(page) {
      listed += page.length;
      for (const account of page) for (const place of placesOf(account)) joined.add(place);
    },
    fitOf(file) {
      const bit = 1 << file;
      const own = files.flatMap((mask, place) => ((mask & bit) === 0 ? [] : [place]));
      const fitting = own.filter((place) => joined.has(place) || files[place] !== bit);
      return { accounts: own.length, fitting: fitting.length, listed };
    },
    joined(account) {
      let whole = account;
      for (const place of placesOf(account)) {
        const other = accounts[place];
        if (other !== undefined) whole = joinAccounts(whole, other);
      }
      return whole;
    },
    rest: () => accounts.filter((_, place) => !joined.has(place)),
    clashing: () => [...clashing].flatMap((place) => (joined.has(place) ? [] : (accounts[place]?.id ?? []))),
  };
}

/** Whether two files have hardly an account in common, so that what one tells says nothing of those of the other. */
export function isApart({ accounts, fitting, listed }: Fit): boolean {
  return fitting * 2 < Math.min(accounts, listed);
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
