import { type AccountNow, type Removal, type RemovalStep, stepBy } from '../base/removal.ts';
import { said } from '../http/said.ts';
import type { OktaClient } from '../okta-api/client.ts';
import { accountOfAssignments, readAppUser } from './assignments.ts';
import { chosenApps, type OktaApp } from './chosen-apps.ts';
import { ownAccount } from './remove-user.ts';

/** What a service app asks for to do this. */
export const ASSIGNMENT_WRITE_SCOPES = ['okta.apps.manage', 'okta.users.read'] as const;

const STEP = stepBy('app-assignment');

/**
 * Takes a user out of the one app of the setting `apps`. Out of several apps, a half that fails would leave a half that worked, so that is
 * done by hand. https://developer.okta.com/docs/api/openapi/okta-management/management/tag/ApplicationUsers/
 */
export function assignmentRemoval(client: OktaClient, apps: readonly string[]): Removal {
  let found: Promise<OktaApp> | null = null;
  const app = () => {
    found ??= chosenApps(client, apps).then(([only]) => only as OktaApp);
    return found;
  };
  const steps = apps.length === 1 ? [STEP] : [];
  return {
    usual: ({ state }) => (state === 'deactivated' ? [] : steps),
    offered: ({ state }) => (state === 'deactivated' ? [] : steps),
    look: async (step) => look(client, await app(), step),
    async carryOut({ account }) {
      const path = pathOf(await app(), account.id);
      return said(
        'DELETE apps/{app}/users/{id}',
        await client.api.send(path, { method: 'DELETE', once: true, accept: ['absent'] }),
      );
    },
    ownAccount: () => ownAccount(client),
  };
}

async function look(client: OktaClient, app: OktaApp, { account }: RemovalStep): Promise<AccountNow> {
  const answer = await client.api.send(`${pathOf(app, account.id)}?expand=user`, {
    method: 'GET',
    accept: ['absent'],
  });
  if (answer.means === 'absent') return { kind: 'gone' };
  const user = readAppUser(answer);
  const now = accountOfAssignments([{ app, user }], new Map());
  const byGroup = user.scope === 'GROUP';
  return {
    kind: 'present',
    account: { ...now, lastActive: account.lastActive },
    removed: now.state === 'deactivated',
    obstacle: byGroup
      ? { kind: 'group', group: `the group that assigns ${app.label}`, instead: null, url: null }
      : null,
    before: { scope: user.scope },
  };
}

function pathOf({ id }: OktaApp, user: string): string {
  return `apps/${encodeURIComponent(id)}/users/${encodeURIComponent(user)}`;
}
