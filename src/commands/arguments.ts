import type { Account } from '../domain/account.ts';
import { addDays, isDay } from '../domain/day.ts';
import { nearest } from '../domain/lookup/nearest.ts';
import { isCurrent } from '../domain/person.ts';
import { accountsCalled } from '../flows/access/find-account.ts';
import { type App, type Context, listApps, openApp, today } from '../flows/context.ts';
import { suggestOwner } from '../flows/owners/suggest-owner.ts';
import { labelOf } from '../store/accounts/account-label.ts';
import { type StoredAccount, searchAccounts } from '../store/accounts/accounts.ts';
import type { StoredPerson } from '../store/people/people.ts';
import { searchPeople } from '../store/people/person-search.ts';
import { CommandError } from './command.ts';

/** The app an admin means, by id or name. */
export function appNamed(context: Context, word: string | undefined): App {
  const { apps } = context.config;
  const ids = apps.map(({ id }) => id);
  if (ids.length === 0)
    throw new CommandError('No app is connected yet: add one under apps: in seatkeeper.yaml.');
  if (word === undefined) throw new CommandError(`Name an app: ${ids.join(', ')}.`);
  const wanted = word.toLowerCase();
  const config = apps.find(({ id, name }) => id.toLowerCase() === wanted || name.toLowerCase() === wanted);
  if (config !== undefined) return openApp(context, config);
  const meant = nearest(word, ids);
  throw new CommandError(
    `There is no app ${JSON.stringify(word)}.${meant === null ? '' : ` Did you mean ${meant}?`} Connected apps: ${ids.join(', ')}.${meant === null ? howToConnect(context, wanted) : ''}`,
  );
}

/** For an app that is not in seatkeeper.yaml: what to write, and what its connector needs. */
function howToConnect({ outside }: Context, wanted: string): string {
  const kind = outside.connectors.find(({ id, name }) => id === wanted || name.toLowerCase() === wanted);
  const id = /^[a-z0-9-]+$/.test(wanted) ? wanted : 'name';
  const scopes = kind === undefined || kind.scopes.length === 0 ? '' : ` It needs: ${kind.scopes.join('; ')}`;
  return ` To connect another, add it under apps: in seatkeeper.yaml, like { id: ${id}, connector: ${kind?.id ?? 'csv'}, settings: … }.${scopes}`;
}

export function appsNamed(context: Context, word: string | undefined): readonly App[] {
  return word === undefined ? listApps(context) : [appNamed(context, word)];
}

/** The account an admin means, by id, address or username. */
export async function accountNamed(
  context: Context,
  app: App,
  word: string | undefined,
): Promise<StoredAccount> {
  if (word === undefined)
    throw new CommandError(`Name an account of ${app.config.name} by its address, username or id.`);
  const called = await accountsCalled(context, app, word);
  return onlyAccount(app, word, called ?? searchAccounts(context.store, app.source.id, word));
}

/** The one that was found. Throws `CommandError` for none and for several. */
export function onlyAccount(app: App, word: string, found: readonly StoredAccount[]): StoredAccount {
  const [only, second] = found;
  if (only !== undefined && second === undefined) return only;
  if (only === undefined) {
    if (app.source.sealedRun === 0)
      throw new CommandError(
        `${app.config.name} has not been read yet, so nobody knows whether it has the account ${JSON.stringify(word)}. Read it with: sync ${app.config.id}`,
      );
    throw new CommandError(
      `${app.config.name} has no account ${JSON.stringify(word)}. Look it up with: access ${app.config.id} email:…`,
    );
  }
  const ids = found.map((stored) => `${stored.account.id} (${labelOf(stored)})`).join(', ');
  throw new CommandError(
    `Several accounts of ${app.config.name} are called ${JSON.stringify(word)}: name one by its id: ${ids}.`,
  );
}

/** The person an admin means, by address, alias, username, roster id or name. */
export function personNamed(context: Context, word: string | undefined): StoredPerson {
  if (word === undefined || word.trim() === '')
    throw new CommandError('Name a person by address, username, roster id or name.');
  const found = searchPeople(context.store, word, 10);
  const [only, second] = found;
  if (only === undefined) {
    const near = suggestOwner(context, accountCalled(word.trim()))?.person;
    throw new CommandError(
      `Nobody in the roster is called ${JSON.stringify(word)}.${near === undefined ? '' : ` Did you mean ${near.email ?? near.name}?`}`,
    );
  }
  if (second === undefined) return only;
  const exact = found.filter((person) => person.email === word.trim().toLowerCase());
  const best =
    exact.find((person) => isCurrent(person.effectiveStatus)) ??
    exact.find((person) => person.effectiveStatus !== 'offboarded') ??
    exact[0];
  if (best !== undefined) return best;
  const names = found.map((person) => `${person.name} (${person.email ?? person.id})`).join(', ');
  throw new CommandError(`Several people are called ${JSON.stringify(word)}: ${names}. Name one by address.`);
}

/** As an app would list somebody of that name or address: who is near is found the same way. */
function accountCalled(word: string): Account {
  const isEmail = word.includes('@');
  return {
    id: word,
    emails: isEmail ? [word.toLowerCase()] : [],
    username: null,
    name: isEmail ? null : word,
    state: 'active',
    kind: 'person',
    role: null,
    licenses: [],
    lastActive: null,
    created: null,
    columns: {},
  };
}

/** `2026-06-30`, or a number of days from today. */
export function dayNamed(context: Context, word: string, what: string): string {
  if (/^\d{1,4}$/.test(word)) return addDays(today(context), Number(word));
  if (isDay(word)) return word;
  throw new CommandError(
    `${what} ${JSON.stringify(word)} is no day. Write it as 2026-06-30, or as a number of days.`,
  );
}

export function wholeNumber(word: string | undefined, fallback: number, what: string): number {
  if (word === undefined) return fallback;
  if (/^\d{1,6}$/.test(word) && Number(word) > 0) return Number(word);
  throw new CommandError(`${what} ${JSON.stringify(word)} is no number above 0.`);
}

/** One of a few words, however it is written. */
export function oneOf<const T extends string>(key: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((word) => word === value.toLowerCase());
  if (found !== undefined) return found;
  const meant = nearest(value, allowed);
  throw new CommandError(
    `${key}:${value} is not known.${meant === null ? '' : ` Did you mean ${key}:${meant}?`} It can be ${allowed.join(', ')}.`,
  );
}

export function yesNo(key: string, value: string): boolean {
  return ['yes', 'true'].includes(oneOf(key, value, ['yes', 'no', 'true', 'false']));
}
