import { z } from 'zod';
import type { Account } from '../../domain/account.ts';
import { afterWrite, ConnectorError } from '../base/errors.ts';
import type { Restorable, VendorSaid } from '../base/removal.ts';
import { said } from '../http/said.ts';
import type { AdobeClient } from './client.ts';
import { nameOf } from './user-name.ts';

/** What undoing a step needs. */
export const Before = z.object({
  type: z.string(),
  email: z.string(),
  country: z.string().nullable(),
  firstname: z.string().nullable(),
  lastname: z.string().nullable(),
  /** The groups that the user is in directly; `profiles` are those of them that the step takes. */
  groups: z.array(z.string()),
  profiles: z.array(z.string()),
});

export function doneBy(way: string, before: Restorable): readonly Commands[] {
  if (way === 'profile') return tens(Before.parse(before).profiles).map((group) => [{ remove: { group } }]);
  return [[{ removeFromOrg: { deleteAccount: way === 'delete' } }]];
}

/** What is done to a user in one command, in this order. */
type Commands = readonly object[];

const ADDED_BY: Readonly<Record<string, string>> = {
  adobeID: 'addAdobeID',
  enterpriseID: 'createEnterpriseID',
  federatedID: 'createFederatedID',
};

/** Refused by the API, whoever asks. */
const SYSTEM_ADMINISTRATOR = '_org_admin';

export function undoneBy(way: string, before: Restorable): readonly Commands[] {
  const { type, groups, profiles, email, country, firstname, lastname } = Before.parse(before);
  if (way === 'profile') return tens(profiles).map((group) => [{ add: { group } }]);
  const known = Object.entries({ email, country, firstname, lastname }).filter(([, value]) => value !== null);
  const add = { ...Object.fromEntries(known), option: 'ignoreIfAlreadyExists' };
  const [first, ...rest] = tens(groups.filter((name) => name !== SYSTEM_ADMINISTRATOR)).map((group) => ({
    add: { group },
  }));
  return [
    [{ [ADDED_BY[type] ?? 'addAdobeID']: add }, ...(first === undefined ? [] : [first])],
    ...rest.map((more) => [more]),
  ];
}

/** A command may name ten groups at most. */
function tens(groups: readonly string[]): readonly (readonly string[])[] {
  return Array.from({ length: Math.ceil(groups.length / 10) }, (_, at) =>
    groups.slice(at * 10, at * 10 + 10),
  );
}

const Result = z.object({ result: z.string(), completed: z.number().nullish() });

/** https://adobe-apiplatform.github.io/umapi-documentation/en/api/ActionsRef.html */
export async function act(
  { api, organization }: AdobeClient,
  account: Account,
  commands: readonly Commands[],
  way: string,
): Promise<VendorSaid> {
  const name = nameOf(account);
  if (name === null) throw api.unexpected('does not tell by which name and domain it knows this user');
  const { user, domain, isUsername, isAdobeId } = name;
  const who = { user, ...(isUsername ? { domain } : {}), ...(isAdobeId ? { useAdobeID: true } : {}) };
  const body = commands.map((each) => ({ ...who, requestID: `seatkeeper-${way}`, do: each }));
  const sent = api.send(`action/${organization}`, { method: 'POST', body, once: true });
  const answer = await (commands.flat().length > 1 ? mayBeHalf(sent) : sent);
  const { result, completed } = answer.json(Result);
  return said(`POST action/{org} (${way})`, answer, `${result}, completed ${completed ?? 'unknown'}`);
}

/** If there are several commands, the ones before the one that Adobe names in its error were carried out. */
async function mayBeHalf<Answer>(sent: Promise<Answer>): Promise<Answer> {
  try {
    return await sent;
  } catch (error) {
    if (!(error instanceof ConnectorError) || error.kind !== 'unexpected-response') throw error;
    return afterWrite('Adobe may have done a part of it', Promise.reject(error));
  }
}
