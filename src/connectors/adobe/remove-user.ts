import type { z } from 'zod';
import type { Account } from '../../domain/account.ts';
import {
  type AccountNow,
  type Obstacle,
  type Removal,
  type RemovalStep,
  type Restorable,
  stepBy,
} from '../base/removal.ts';
import { accountOf } from './account.ts';
import type { AdobeClient } from './client.ts';
import type { Products } from './products.ts';
import { act, Before, doneBy, undoneBy } from './user-commands.ts';
import { nameOf } from './user-name.ts';
import { type AdobeUser, isMember, readUser } from './users.ts';

/**
 * Reads use the credentials for reading. Adobe reports success even for people it does not know, so only another read shows that something
 * happened. https://adobe-apiplatform.github.io/umapi-documentation/en/api/ActionsCmds.html
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
    look: async (wanted, taken) => look(reader, await products(), wanted, taken),
    carryOut: ({ way, account }, before) => act(writer, account, doneBy(way, before), way),
    undo: ({ way, account }, before) => act(writer, account, undoneBy(way, before), `undo ${way}`),
  };
}

async function look(
  client: AdobeClient,
  products: Products,
  { way, license, account: planned }: RemovalStep,
  taken?: Restorable,
): Promise<AccountNow> {
  const name = nameOf(planned);
  if (name === null)
    throw client.api.unexpected(
      'does not tell by which name and domain it knows this user; sync it once more',
    );
  const user = await readUser(client, name);
  if (user === null) return { kind: 'gone' };
  const account = accountOf(user, products);
  if (account.id !== planned.id)
    throw client.api.unexpected('sent another user with the same address than the one that was asked for');
  const groups = user.groups ?? [];
  const lacks = taken === undefined ? {} : { lacks: lackOf(way, Before.parse(taken), groups) };
  if (way !== 'profile') {
    const before = beforeOf(user, await directGroups(client, products, account.id, groups), []);
    return { kind: 'present', account, removed: false, obstacle: null, before, ...lacks };
  }
  const profiles = [...products.ofProfile].flatMap(([profile, product]) =>
    product === license ? [profile] : [],
  );
  const held = await heldOf(client, account.id, profiles, groups);
  const direct = await directOf(client, account.id, held);
  return {
    kind: 'present',
    account,
    removed: held.length === 0,
    obstacle: byGroup(
      held.filter((profile) => !direct.includes(profile)),
      account,
    ),
    before: beforeOf(user, groups, direct),
    ...lacks,
  };
}

/** Adobe does not say whether its answer about one user includes what comes through user groups; the members of a profile tell. */
async function heldOf(
  client: AdobeClient,
  key: string,
  profiles: readonly string[],
  groups: readonly string[],
): Promise<readonly string[]> {
  const named = profiles.filter((profile) => groups.includes(profile));
  if (named.length > 0) return named;
  const held: string[] = [];
  for (const group of profiles) if (await isMember(client, key, { group, direct: false })) held.push(group);
  return held;
}

async function directOf(
  client: AdobeClient,
  key: string,
  profiles: readonly string[],
): Promise<readonly string[]> {
  const direct: string[] = [];
  for (const group of profiles) if (await isMember(client, key, { group, direct: true })) direct.push(group);
  return direct;
}

/** All groups except profiles that come through other groups. A user who is in no user group has every profile directly. */
async function directGroups(
  client: AdobeClient,
  { ofProfile, userGroups }: Products,
  key: string,
  groups: readonly string[],
): Promise<readonly string[]> {
  if (!groups.some((name) => userGroups.has(name))) return groups;
  const profiles = groups.filter((name) => ofProfile.has(name));
  const direct = new Set(await directOf(client, key, profiles));
  return groups.filter((name) => !ofProfile.has(name) || direct.has(name));
}

/** Nobody can be made a system administrator by the API. */
function lackOf(
  way: string,
  { groups, profiles }: z.infer<typeof Before>,
  now: readonly string[],
): readonly string[] {
  return (way === 'profile' ? profiles : groups).filter((name) => !now.includes(name));
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
