import {
  accountWithoutAppText,
  appNotReadText,
  NAME_PERSON,
  NO_APP,
  nameAccountText,
  nameAppText,
  noAccountText,
  notADateText,
  notANumberText,
  severalAccountsText,
  severalPeopleText,
  sharedAddressText,
} from '../chat/say/commands/argument.ts';
import { howToConnectText, unknownAppText, unknownPersonText } from '../chat/say/commands/unknown-word.ts';
import type { Account } from '../domain/account.ts';
import { addDays, isDay } from '../domain/day.ts';
import { normaliseEmail } from '../domain/email.ts';
import { nameKey } from '../domain/lookup/name-key.ts';
import { isCurrent } from '../domain/person.ts';
import { namesContradict } from '../domain/roster-index/roster-index.ts';
import { accountsCalled } from '../flows/access/find-account.ts';
import { type App, type Context, listApps, openApp, today } from '../flows/context.ts';
import { neededRights } from '../flows/overview/look-at-connection.ts';
import { suggestOwner } from '../flows/owners/suggest-owner.ts';
import { unreadPeople } from '../flows/owners/why-unknown.ts';
import { accountLabel } from '../store/accounts/account-label.ts';
import {
  accountsBegunBy,
  findAccount,
  type StoredAccount,
  searchAccounts,
} from '../store/accounts/accounts.ts';
import type { StoredPerson } from '../store/people/people.ts';
import { searchPeople } from '../store/people/person-search.ts';
import { CommandError } from './command.ts';
import { resolve } from './resolve.ts';

/** The app an admin means, by id or name. */
export function appNamed(context: Context, word: string | undefined): App {
  const { apps } = context.config;
  if (apps.length === 0) throw new CommandError(NO_APP);
  if (word === undefined) throw new CommandError(nameAppText(apps.map(({ id }) => id)));
  const begun = appBegunBy(apps, word);
  if (begun !== null) return openApp(context, begun);
  const owner = listApps(context).find(({ source }) => findAccount(context.store, source.id, word) !== null);
  if (owner !== undefined)
    throw new CommandError(accountWithoutAppText(owner.config, word), nothingLike(word));
  const config = resolve(
    word,
    apps,
    (unknown) => unknownAppText(unknown, howToConnect(context, word.toLowerCase())),
    ({ id, name }) => [id, name],
  );
  return openApp(context, config);
}

/** The app with this id or name, or the only one whose id or name begins with the word. */
export function appBegunBy(apps: readonly App['config'][], word: string): App['config'] | null {
  const wanted = word.trim().toLowerCase();
  const called = ({ id, name }: App['config']) => [id.toLowerCase(), name.toLowerCase()];
  const exact = apps.find((app) => called(app).includes(wanted));
  if (exact !== undefined) return exact;
  const begun = apps.filter((app) => called(app).some((name) => name.startsWith(wanted)));
  return wanted.length < 2 || begun.length !== 1 ? null : (begun[0] ?? null);
}

/** For an app that is not in seatkeeper.yaml: what to write, and what its connector needs. */
function howToConnect(context: Context, wanted: string): string {
  const kind = context.dependencies.connectors.find(
    ({ id, name }) => id === wanted || name.toLowerCase() === wanted,
  );
  const id = /^[a-z0-9-]+$/.test(wanted) ? wanted : 'name';
  const connector = kind?.id ?? 'csv';
  return howToConnectText(id, connector, neededRights(context, { connector }));
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
  if (word === undefined) throw new CommandError(nameAccountText(app.config.name));
  const called = await accountsCalled(context, app, word);
  return onlyAccount(context, app, word, called ?? searchAccounts(context.store, app.source.id, word));
}

/** The account that has this id, address or username; `null` for none, and for several. */
export async function exactAccount(context: Context, app: App, word: string): Promise<StoredAccount | null> {
  const called = await accountsCalled(context, app, word);
  const [only, second] = called ?? searchAccounts(context.store, app.source.id, word);
  return only === undefined || second !== undefined ? null : only;
}

/** The one that was found. Throws `CommandError` for none and for several. */
function onlyAccount(
  context: Context,
  app: App,
  word: string,
  found: readonly StoredAccount[],
): StoredAccount {
  const [only, second] = found;
  if (only !== undefined && second === undefined) return only;
  if (only === undefined) {
    if (app.source.sealedRun === 0)
      throw new CommandError(appNotReadText(app.config, word), nothingLike(word));
    const near = accountsBegunBy(context.store, app.source.id, word, 3).map(accountLabel);
    throw new CommandError(noAccountText(app.config, word, near), {
      ...nothingLike(word),
      meant: near[0] ?? null,
    });
  }
  const accounts = found.map((stored) => ({ id: stored.account.id, label: accountLabel(stored) }));
  throw new CommandError(severalAccountsText(app.config.name, word, accounts));
}

/** The person an admin means, by address, alias, username, roster id or name. */
export function personNamed(context: Context, word: string | undefined): StoredPerson {
  const people = peopleNamed(context, word);
  const [only, second] = people;
  if (only === undefined) throw unknownPerson(context, word ?? '');
  if (second !== undefined) throw new CommandError(sharedAddressText(word ?? '', people));
  return only;
}

/**
 * The same, but nobody, or several current people who share the address that was typed, by a slip in one roster. Throws when
 * several people are called like that.
 */
export function peopleNamed(context: Context, word: string | undefined): readonly StoredPerson[] {
  if (word === undefined || word.trim() === '') throw new CommandError(NAME_PERSON);
  const found = searchPeople(context.store, word, 10);
  if (found.length < 2) return found;
  const address = normaliseEmail(word);
  const exact = address === null ? [] : found.filter(({ email }) => email === address);
  const current = exact.filter(({ effectiveStatus }) => isCurrent(effectiveStatus));
  const sharing = current.filter(({ source, ref }) =>
    current.some((other) => other.source === source && other.ref !== ref),
  );
  if (sharing.length > 1) return sharing;
  const best =
    current[0] ?? exact.find(({ effectiveStatus }) => effectiveStatus !== 'offboarded') ?? exact[0];
  if (best !== undefined) return [best];
  const [named, other] = found.filter(({ name, goneAt }) => goneAt === null && isNamed(name, word));
  // A vanished record is found by address; by name, only people whom the roster lists are found.
  if (named !== undefined && other === undefined) return [named];
  throw new CommandError(severalPeopleText(word, found));
}

/** People with the same full name whom the roster no longer lists. */
export function vanishedNamesakes({ store }: Context, { ref, name }: StoredPerson): readonly StoredPerson[] {
  return searchPeople(store, name, 10).filter(
    (other) => other.goneAt !== null && other.ref !== ref && isNamed(other.name, name),
  );
}

/** Other people who have the address that was typed, by their names: it was given to one after the other. */
export function hadItBefore(
  { store }: Context,
  word: string,
  { ref, name, email }: StoredPerson,
): readonly StoredPerson[] {
  if (email === null || normaliseEmail(word) !== email) return [];
  return searchPeople(store, word, 10).filter(
    (other) => other.ref !== ref && other.email === email && namesContradict(other.name, name),
  );
}

function isNamed(name: string, word: string): boolean {
  return nameKey(name) !== '' && nameKey(name) === nameKey(word);
}

/** Why there is no such person, with the most similar one. */
export function unknownPerson(context: Context, word: string): CommandError {
  const near = suggestOwner(context, accountCalled(word.trim()))?.person;
  const unknown = { ...nothingLike(word), meant: near === undefined ? null : (near.email ?? near.name) };
  return new CommandError(unknownPersonText(unknown, unreadPeople(context)), unknown);
}

/** An account as an app would list it for this name or address, so that similar people are found as for real accounts. */
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
  throw new CommandError(notADateText(what, word), nothingLike(word));
}

export function wholeNumber(word: string | undefined, fallback: number, what: string): number {
  if (word === undefined) return fallback;
  if (/^\d{1,6}$/.test(word) && Number(word) > 0) return Number(word);
  throw new CommandError(notANumberText(what, word), nothingLike(word));
}

/** A word that nothing is called, without candidates to suggest. */
function nothingLike(word: string) {
  return { word, meant: null, known: [] };
}
