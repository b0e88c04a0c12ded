import type { Account } from '../../domain/account.ts';
import {
  type AccountNow,
  type Obstacle,
  type Removal,
  type RemovalStep,
  stepBy,
  type VendorSaid,
} from '../base/removal.ts';
import type { SendRequest } from '../http/exchange.ts';
import { said } from '../http/said.ts';
import { accountOf } from './account.ts';
import type { AtlassianClient } from './client.ts';
import { readUser } from './users.ts';

/** Taking somebody out of the groups of one app is left to an admin, because the API does not say which groups give it. https://developer.atlassian.com/cloud/admin/organization/rest/api-group-users/ */
export function atlassianRemoval(reader: AtlassianClient, writer: AtlassianClient): Removal {
  return {
    usual: ({ state }) => (state === 'active' || state === 'unknown' ? [stepBy('suspend')] : []),
    offered: (account) => offered(account).map(stepBy),
    told: ({ account: { columns } }) => (columns.source === SYNCED ? DIRECTORY : null),
    look: (wanted) => look(reader, wanted),
    carryOut: ({ way, account }) => carryOut(writer, way, account.id),
    undo: ({ way, account }) =>
      carryOut(writer, way === 'managed-account' ? 'enable' : 'restore', account.id),
  };
}

function offered({ state, columns }: Account): readonly string[] {
  if (state === 'deleted') return [];
  return [
    ...(state === 'suspended' || state === 'deactivated' ? [] : ['suspend']),
    'organization',
    ...(columns.account === 'managed' && state !== 'deactivated' ? ['managed-account'] : []),
  ];
}

/** Atlassian refuses to change who comes from the identity provider. */
const SYNCED = 'synced';
const DIRECTORY: Obstacle = { kind: 'directory', directory: 'the identity provider', url: null };

async function look(client: AtlassianClient, { way, account: planned }: RemovalStep): Promise<AccountNow> {
  const user = await readUser(client, planned.id);
  // Apps on sites and their last use are told by other lists.
  const now = user === null ? null : accountOf(user, { names: null, managed: null });
  if (user === null || now === null) return { kind: 'gone' };
  const open = now.state === 'active' || now.state === 'unknown';
  const account = { ...now, licenses: open ? planned.licenses : [], lastActive: planned.lastActive };
  const removed =
    way === 'suspend'
      ? user.membershipStatus === 'suspended' || user.accountStatus === 'inactive'
      : way === 'managed-account' && user.accountStatus === 'inactive';
  const synced = user.managementSource === SYNCED;
  return {
    kind: 'present',
    account,
    removed,
    obstacle: synced && !removed ? DIRECTORY : null,
    before: { membershipStatus: user.membershipStatus ?? null, accountStatus: user.accountStatus ?? null },
  };
}

/** Without a JSON body Atlassian answers 415. */
const REQUESTS: Readonly<Record<string, readonly [shown: string, request: SendRequest]>> = {
  suspend: ['/suspend', { method: 'POST', body: {}, once: true }],
  restore: ['/restore', { method: 'POST', body: {}, once: true }],
  organization: ['', { method: 'DELETE', once: true }],
};

async function carryOut(client: AtlassianClient, way: string, id: string): Promise<VendorSaid> {
  const user = encodeURIComponent(id);
  if (way === 'managed-account' || way === 'enable') {
    const change = way === 'enable' ? 'enable' : 'disable';
    const body = change === 'disable' ? { message: 'No longer needed' } : {};
    const path = `users/${user}/manage/lifecycle/${change}`;
    return said(
      `POST users/{id}/manage/lifecycle/${change}`,
      await client.rootApi.send(path, { method: 'POST', body, once: true }),
    );
  }
  const [end, request] = REQUESTS[way] ?? [];
  if (end === undefined || request === undefined) throw client.api.unexpected(`has no way ${way}`);
  const path = `v2/orgs/${client.organization}/directories/-/users/${user}${end}`;
  return said(`${request.method} directories/-/users/{id}${end}`, await client.api.send(path, request));
}
