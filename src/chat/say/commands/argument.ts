/** What is wrong with a word of a command, and what to type instead. */

import { quote } from '../../grammar.ts';

export const NO_APP = 'No app is connected yet: add one under apps: in seatkeeper.yaml.';

export function nameAppText(ids: readonly string[]): string {
  return `Name an app: ${ids.join(', ')}.`;
}

export function nameAccountText(app: string): string {
  return `Name an account of ${app} by its address, username or id.`;
}

export const NAME_PERSON = 'Name a person by address, username, roster id or name.';

export function appNotReadText(app: { readonly id: string; readonly name: string }, account: string): string {
  return `${app.name} has not been read yet, so it is not known whether it has the account ${JSON.stringify(account)}. Read it with: sync ${app.id}`;
}

/** `near`: accounts that begin with the word. */
export function noAccountText(
  app: { readonly id: string; readonly name: string },
  account: string,
  near: readonly string[],
): string {
  const meant = near.length === 0 ? '' : ` Did you mean ${orText(near)}?`;
  return `${app.name} has no account ${JSON.stringify(account)}.${meant} Look it up with: access ${app.id} email:${quote(account)}`;
}

/** For `why nt-15`: the word is an account, and its app is missing. */
export function accountWithoutAppText(
  app: { readonly id: string; readonly name: string },
  account: string,
): string {
  return `${JSON.stringify(account)} is an account of ${app.name}. To see why: why ${app.id} ${quote(account)}`;
}

function orText(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

export function severalAccountsText(
  app: string,
  word: string,
  accounts: readonly { readonly id: string; readonly label: string }[],
): string {
  const ids = accounts.map(({ id, label }) => `${id} (${label})`).join(', ');
  return `Several accounts of ${app} are called ${JSON.stringify(word)}: name one by its id: ${ids}.`;
}

export function severalPeopleText(
  word: string,
  people: readonly {
    readonly id: string;
    readonly name: string;
    readonly email: string | null;
    readonly goneAt: string | null;
  }[],
): string {
  // An address that two of them have would lead to one of them only.
  const shared = (email: string | null) => people.filter((one) => one.email === email).length > 1;
  const names = people
    .map(
      ({ id, name, email, goneAt }) =>
        `${name} (${email ?? id}${email !== null && shared(email) ? `, ${id}` : ''}${goneAt === null ? '' : ', no longer in the roster'})`,
    )
    .join(', ');
  const by = people.some(({ email }) => email !== null && shared(email)) ? 'address or by id' : 'address';
  return `Several people are called ${JSON.stringify(word)}: ${names}. Name one by ${by}.`;
}

export function sharedAddressText(
  word: string,
  people: readonly { readonly id: string; readonly name: string }[],
): string {
  const names = people.map(({ id, name }) => `${name} (${id})`).join(', ');
  return `Several people have the address ${JSON.stringify(word)}: ${names}. Name one by the id in brackets.`;
}

export function notADateText(what: string, word: string): string {
  return `${what} ${JSON.stringify(word)} is not a date. Write it as 2026-06-30, or as a number of days.`;
}

export function notANumberText(what: string, word: string): string {
  return `${what} must be a whole number above 0, not ${JSON.stringify(word)}.`;
}
