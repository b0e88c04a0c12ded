import { z } from 'zod';
import {
  type AccountNow,
  type Removal,
  type RemovalStep,
  type Restorable,
  stepBy,
  type VendorSaid,
} from '../base/removal.ts';
import { said } from '../http/said.ts';
import type { OktaClient } from '../okta-api/client.ts';
import { assigningGroups, groupsOf } from './assigning-groups.ts';
import { accountOfAssignments, BY_GROUP, readAppUser } from './assignments.ts';
import { chosenApps, type OktaApp } from './chosen-apps.ts';
import { LEAVE, notLeft, throughGroup, throughOneOf, unnamedGroup } from './through-group.ts';

/** What a service app asks for to take somebody out of an app. */
export const ASSIGNMENT_WRITE_SCOPES = ['okta.apps.manage', 'okta.users.read'] as const;
/** What it asks for to take somebody out of a group. */
export const GROUP_WRITE_SCOPES = ['okta.groups.manage'] as const;

const STEP = stepBy('app-assignment');

/** What leaving a group remembers. */
const Left = z.object({ group: z.string() });

interface Clients {
  /** The client that reads, so that the one that writes needs no rights to read. */
  readonly reader: OktaClient;
  readonly apps: OktaClient;
  readonly groups: OktaClient;
}

/**
 * Takes a user out of the one app of the setting `apps`, or out of the group that assigns it. With several apps, one half could fail after
 * the other half worked, so that is done by hand.
 * https://developer.okta.com/docs/api/openapi/okta-management/management/tag/ApplicationUsers/
 */
export function assignmentRemoval(clients: Clients, apps: readonly string[]): Removal {
  let found: Promise<OktaApp> | null = null;
  const app = () => {
    found ??= chosenApps(clients.reader, apps).then(([only]) => only as OktaApp);
    return found;
  };
  const isOpen = (state: string) => apps.length === 1 && state !== 'deactivated';
  return {
    usual: ({ state }) => (isOpen(state) ? [STEP] : []),
    offered: ({ state }) => (isOpen(state) ? [STEP, LEAVE] : []),
    // The list names no group.
    told: (step) =>
      isByGroup(step)
        ? { kind: 'group', group: unnamedGroup(apps[0] ?? ''), instead: null, url: null }
        : null,
    async askOfAll() {
      const only = await app();
      const groups = [...(await groupsOf(clients.reader, only)).values()];
      return (step) => (isByGroup(step) ? throughOneOf(groups, only) : null);
    },
    look: async (step) => look(clients.reader, await app(), step),
    carryOut: async ({ way, account }, before) =>
      way === LEAVE.way
        ? changeGroup(clients.groups, account.id, before, 'DELETE')
        : said(
            'DELETE apps/{app}/users/{id}',
            await clients.apps.api.send(pathOf(await app(), account.id), {
              method: 'DELETE',
              once: true,
              accept: ['absent'],
            }),
          ),
    undo: ({ account }, before) => changeGroup(clients.groups, account.id, before, 'PUT'),
  };
}

async function look(client: OktaClient, app: OktaApp, { way, account }: RemovalStep): Promise<AccountNow> {
  const answer = await client.api.send(`${pathOf(app, account.id)}?expand=user`, {
    method: 'GET',
    accept: ['absent'],
  });
  if (answer.means === 'absent') return { kind: 'gone' };
  const user = readAppUser(answer);
  const now = accountOfAssignments([{ app, user }], new Map());
  const byGroup = user.scope === 'GROUP';
  const groups = byGroup ? await assigningGroups(client, app, user.id) : [];
  const leaving = way === LEAVE.way;
  return {
    kind: 'present',
    account: { ...now, lastActive: account.lastActive },
    removed: now.state === 'deactivated',
    obstacle: leaving ? notLeft(groups, app) : byGroup ? throughGroup(groups, app) : null,
    before: leaving ? { group: groups[0]?.id ?? '' } : { scope: user.scope },
  };
}

function isByGroup({ way, account: { columns } }: RemovalStep): boolean {
  return way === STEP.way && columns.assigned === BY_GROUP;
}

/** https://developer.okta.com/docs/api/openapi/okta-management/management/tag/Group/#tag/Group/operation/unassignUserFromGroup */
async function changeGroup(
  { api }: OktaClient,
  user: string,
  before: Restorable,
  method: 'DELETE' | 'PUT',
): Promise<VendorSaid> {
  const { group } = Left.parse(before);
  const path = `groups/${encodeURIComponent(group)}/users/${encodeURIComponent(user)}`;
  return said(`${method} groups/{group}/users/{id}`, await api.send(path, { method, once: true }));
}

function pathOf({ id }: OktaApp, user: string): string {
  return `apps/${encodeURIComponent(id)}/users/${encodeURIComponent(user)}`;
}
