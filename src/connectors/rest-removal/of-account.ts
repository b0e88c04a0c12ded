import type { Account } from '../../domain/account.ts';
import type { Obstacle, Restorable } from '../base/removal.ts';
import { placeholdersIn, type Settings } from '../rest-declaration/placeholders.ts';
import type { Call } from '../rest-declaration/removal.ts';

/** The values of `{id}`, `{email}`, `{username}` and the remembered names. Facts that the app does not tell are left out. */
export function valuesOfAccount(
  { id, emails: [email], username }: Account,
  before: Restorable = {},
): Settings {
  const kept = Object.entries(before).filter(([, value]) =>
    ['string', 'number', 'boolean'].includes(typeof value),
  );
  return {
    ...Object.fromEntries(kept.map(([name, value]) => [name, String(value)])),
    id,
    ...(email === undefined ? {} : { email }),
    ...(username === null ? {} : { username }),
  };
}

/** Remembered values that the request needs but that the app did not show for this account. */
export function untold(call: Call | undefined, before: Restorable): Obstacle | null {
  const missing = placeholdersIn([call]).find(
    ({ name }) => Object.hasOwn(before, name) && (before[name] ?? null) === null,
  );
  return missing === undefined
    ? null
    : {
        kind: 'other',
        why: `the request needs the ${missing.name} of the account, and the app shows none: remove it in the app`,
      };
}

const WORDS: Readonly<Record<string, string>> = { email: 'address', username: 'user name' };

/** Why these requests cannot be made about the account; `null` if nothing is missing. */
export function unaskable(calls: readonly (Call | undefined)[], values: Settings): Obstacle | null {
  const named = new Set(placeholdersIn(calls).map(({ name }) => name));
  const missing = Object.keys(WORDS).find((name) => named.has(name) && !Object.hasOwn(values, name));
  if (missing !== undefined)
    return {
      kind: 'other',
      why: `the request needs the ${WORDS[missing]} of the account, and the app tells none: remove it in the app`,
    };
  // In an address these mean the folder itself and its parent, however they are encoded.
  const dots = Object.keys(values).find((name) => named.has(name) && /^\.{1,2}$/.test(values[name] ?? ''));
  return dots === undefined
    ? null
    : { kind: 'other', why: `its ${dots} is "${values[dots]}", which cannot be sent in an address` };
}
