import { z } from 'zod';
import type { Account } from '../../domain/account.ts';
import {
  type AccountNow,
  type Obstacle,
  type Removal,
  type RemovalStep,
  type Restorable,
  stepBy,
  type VendorSaid,
} from '../base/removal.ts';
import { said } from '../http/said.ts';
import { accountOf } from './account.ts';
import type { AdobeClient } from './client.ts';
import type { Products } from './products.ts';
import { type AdobeUser, readUser } from './users.ts';

/**
 * What is read is read with the credentials for reading. Adobe says success for people whom it does not know, so only reading again shows that
 * something happened. https://adobe-apiplatform.github.io/umapi-documentation/en/api/ActionsCmds.html
 */
export function adobeRemoval(
  reader: AdobeClient,
  writer: AdobeClient,
  products: () => Promise<Products>,
): Removal {
  return {
    usual: ({ state }) => (state === 'deleted' ? [] : [stepBy('organization')]),
    offered: ({ licenses, columns, state }) =>
      state === 'deleted'
        ? []
        : [
            ...licenses.map((license) => ({ way: 'profile', license })),
            stepBy('organization'),
            ...(columns.identity === 'adobeID' ? [] : [stepBy('delete')]),
          ],
    look: async (wanted) => look(reader, await products(), wanted),
    carryOut: ({ way, account }, before) => act(writer, account, doneBy(way, before), way),
    undo: ({ way, account }, before) => act(writer, account, undoneBy(way, before), `undo ${way}`),
  };
}

const Before = z.object({
  type: z.string(),
  email: z.string(),
  country: z.string().nullable(),
  firstname: z.string().nullable(),
  lastname: z.string().nullable(),
  /** The groups that the user is in directly, and of those the profiles that the step takes. */
  groups: z.array(z.string()),
  profiles: z.array(z.string()),
});

async function look(
  client: AdobeClient,
  products: Products,
  { way, license, account: planned }: RemovalStep,
): Promise<AccountNow> {
  const address = planned.emails[0] ?? planned.username;
  const user = address === undefined || address === null ? null : await readUser(client, address, 'all');
  if (user === null) return { kind: 'gone' };
  const account = accountOf(user, products);
  if (account.id !== planned.id) return { kind: 'gone' };
  const direct = (await readUser(client, address ?? '', 'direct'))?.groups ?? [];
  const profilesIn = (groups: readonly string[]) =>
    groups.filter((name) => products.ofProfile.get(name) === license);
  const before = beforeOf(user, direct, license === null ? [] : profilesIn(direct));
  if (way !== 'profile') return { kind: 'present', account, removed: false, obstacle: null, before };
  const held = profilesIn(user.groups ?? []);
  const indirect = held.filter((name) => !direct.includes(name));
  return {
    kind: 'present',
    account,
    removed: held.length === 0,
    obstacle: byGroup(indirect, account),
    before,
  };
}

/** Adobe does not say which of the user groups gives a profile. */
function byGroup(indirect: readonly string[], { columns }: Account): Obstacle | null {
  if (indirect.length === 0) return null;
  const groups = typeof columns.userGroups === 'string' ? columns.userGroups : 'a user group';
  return { kind: 'group', group: groups, instead: null, url: 'https://adminconsole.adobe.com' };
}

function beforeOf(user: AdobeUser, groups: readonly string[], profiles: readonly string[]): Restorable {
  const { type, email, country, firstname, lastname } = user;
  return {
    type: type ?? '',
    email: email ?? '',
    country: country ?? null,
    firstname: firstname ?? null,
    lastname: lastname ?? null,
    groups,
    profiles,
  };
}

function doneBy(way: string, before: Restorable): readonly object[] {
  if (way === 'profile') return [{ remove: { group: Before.parse(before).profiles } }];
  return [{ removeFromOrg: { deleteAccount: way === 'delete' } }];
}

const ADDED_BY: Readonly<Record<string, string>> = {
  adobeID: 'addAdobeID',
  enterpriseID: 'createEnterpriseID',
  federatedID: 'createFederatedID',
};

function undoneBy(way: string, before: Restorable): readonly object[] {
  const { type, groups, profiles, email, country, firstname, lastname } = Before.parse(before);
  if (way === 'profile') return [{ add: { group: profiles } }];
  const known = Object.entries({ email, country, firstname, lastname }).filter(([, value]) => value !== null);
  const add = { ...Object.fromEntries(known), option: 'ignoreIfAlreadyExists' };
  return [
    { [ADDED_BY[type] ?? 'addAdobeID']: add },
    ...(groups.length === 0 ? [] : [{ add: { group: groups } }]),
  ];
}

const Result = z.object({ result: z.string(), completed: z.number().nullish() });

async function act(
  { api, organization }: AdobeClient,
  { emails, username, columns }: Account,
  commands: readonly object[],
  way: string,
): Promise<VendorSaid> {
  const isAdobeId = columns.identity === 'adobeID' ? { useAdobeID: true } : {};
  const body = [{ user: emails[0] ?? username, ...isAdobeId, requestID: `seatkeeper-${way}`, do: commands }];
  const answer = await api.send(`action/${organization}`, { method: 'POST', body, once: true });
  const { result, completed } = answer.json(Result);
  return said(`POST action/{org} (${way})`, answer, `${result}, completed ${completed ?? 'unknown'}`);
}
