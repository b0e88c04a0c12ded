import type { Account } from '../../domain/account.ts';
import type { ConnectorIo } from '../base/connector.ts';
import { ConnectorError } from '../base/errors.ts';
import { openLimits } from '../base/limits.ts';
import {
  type AccountNow,
  type Obstacle,
  type Removal,
  type RemovalStep,
  type Restorable,
  stepBy,
  type VendorSaid,
} from '../base/removal.ts';
import type { HttpApi } from '../http/exchange.ts';
import { said } from '../http/said.ts';
import type { GraphClient } from '../microsoft-graph/client.ts';
import { type GraphUser, readUser } from '../microsoft-graph/users.ts';
import { accountOf } from './account.ts';
import { openGroupNames } from './group-names.ts';
import {
  changeLicense,
  groupsTaken,
  groupTold,
  lackOfLicense,
  leaveGroup,
  licenseNow,
  returnToGroup,
} from './remove-license.ts';
import { readSkus, type SkuNames, skuNames } from './skus.ts';
import { licensesOf, licensingGroups } from './user-licenses.ts';

/**
 * Reads use the rights for reading, so the app registration that writes needs no rights to read.
 * https://learn.microsoft.com/graph/api/user-update, user-assignlicense and user-delete
 */
export function graphRemoval(reader: GraphClient, writer: GraphClient, io: ConnectorIo): Removal {
  let skus: Promise<SkuNames> | null = null;
  const names = () => {
    skus ??= readSkus(reader).then(skuNames);
    return skus;
  };
  return {
    usual: (account) => [
      ...(account.state === 'suspended' ? [] : [BLOCK]),
      ...account.licenses.map((license) => ({ way: 'license', license })),
    ],
    offered: (account) => [
      ...(account.state === 'suspended' ? [] : [BLOCK]),
      ...['license', 'leave-group'].flatMap((way) => account.licenses.map((license) => ({ way, license }))),
      DELETE,
    ],
    told: ({ way, license, account: { columns } }) =>
      license !== null
        ? way === 'license'
          ? groupTold(columns, license)
          : null
        : columns.onPremises === true
          ? ACTIVE_DIRECTORY
          : null,
    look: async (step, taken) => look(reader, io, step, await names(), taken),
    carryOut: (step, before) => carryOut(writer, step, before),
    undo: (step, before) => undo(reader, writer, step, before),
  };
}

const BLOCK = stepBy('block-sign-in');
const DELETE = stepBy('delete');

async function look(
  client: GraphClient,
  { domains }: ConnectorIo,
  step: RemovalStep,
  nameOf: SkuNames,
  taken?: Restorable,
): Promise<AccountNow> {
  const user = await readUser(client, step.account.id);
  if (user === null) return { kind: 'gone' };
  const groups = openGroupNames(client, openLimits());
  await groups.learn(new Set([...licensingGroups([user]), ...groupsTaken(taken)]));
  const account = accountNow(user, step.account, { nameOf, groupName: groups.nameOf, domains });
  const present = { kind: 'present', account } as const;
  if (step.license !== null) {
    const lacks = taken === undefined ? {} : { lacks: lackOfLicense(user, taken, groups.nameOf) };
    return {
      ...present,
      ...licenseNow(user, step, { nameOf, groupName: groups.nameOf, cloud: client.cloud }),
      ...lacks,
    };
  }
  return {
    ...present,
    removed: step.way === 'block-sign-in' && user.accountEnabled === false,
    obstacle: onPremises(user),
    before: { accountEnabled: user.accountEnabled ?? null },
  };
}

/** The last use and the role are not part of the user, so they are taken from the plan. */
function accountNow(
  user: GraphUser,
  { lastActive, role, columns }: Account,
  {
    nameOf,
    groupName,
    domains,
  }: { nameOf: SkuNames; groupName: (id: string) => string; domains: readonly string[] },
): Account {
  const from = columns.lastActiveFrom;
  const activity =
    lastActive === null ? null : { at: lastActive, from: typeof from === 'string' ? from : '' };
  return accountOf(user, { licenses: licensesOf(user, nameOf, groupName), activity, role, domains });
}

const ACTIVE_DIRECTORY: Obstacle = { kind: 'directory', directory: 'Active Directory', url: null };

function onPremises({ onPremisesSyncEnabled }: GraphUser): Obstacle | null {
  return onPremisesSyncEnabled === true ? ACTIVE_DIRECTORY : null;
}

async function carryOut(
  { api }: GraphClient,
  { way, account }: RemovalStep,
  before: Restorable,
): Promise<VendorSaid> {
  switch (way) {
    case 'block-sign-in':
      return block(api, account.id);
    case 'license':
      return changeLicense(api, account.id, before, 'take');
    case 'leave-group':
      return leaveGroup(api, account.id, before);
    default:
      return said('DELETE users/{id}', await api.send(pathOf(account.id), { method: 'DELETE', once: true }));
  }
}

/** Users who are signed in stay signed in for about an hour, unless their sessions are ended too. */
async function block(api: HttpApi, id: string): Promise<VendorSaid> {
  const request = 'PATCH users/{id} accountEnabled';
  const answer = await api.send(pathOf(id), { method: 'PATCH', body: { accountEnabled: false }, once: true });
  try {
    await api.send(`${pathOf(id)}/revokeSignInSessions`, { method: 'POST', once: true });
    return said(`${request}, POST users/{id}/revokeSignInSessions`, answer);
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    return said(request, answer, `sign-in is blocked, but open sessions were not ended: ${error.message}`);
  }
}

async function undo(
  reader: GraphClient,
  { api, cloud }: GraphClient,
  { way, account }: RemovalStep,
  before: Restorable,
): Promise<VendorSaid> {
  switch (way) {
    case 'block-sign-in': {
      const body = { accountEnabled: true };
      return said(
        'PATCH users/{id}',
        await api.send(pathOf(account.id), { method: 'PATCH', body, once: true }),
      );
    }
    case 'license':
      return changeLicense(api, account.id, before, 'give');
    case 'leave-group':
      return returnToGroup(
        api,
        { id: account.id, url: `${cloud.graph}/v1.0/directoryObjects/${account.id}` },
        before,
        await readUser(reader, account.id),
      );
    default: {
      const path = `directory/deletedItems/${encodeURIComponent(account.id)}/restore`;
      return said(
        'POST directory/deletedItems/{id}/restore',
        await api.send(path, { method: 'POST', once: true }),
      );
    }
  }
}

function pathOf(id: string): string {
  return `users/${encodeURIComponent(id)}`;
}
