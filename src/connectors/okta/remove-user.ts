import type { Account } from '../../domain/account.ts';
import type { ConnectorIo } from '../base/connector.ts';
import { ConnectorError } from '../base/errors.ts';
import { type AccountNow, type Obstacle, type Removal, type RemovalStep, stepBy } from '../base/removal.ts';
import { said } from '../http/said.ts';
import type { OktaClient } from '../okta-api/client.ts';
import { readUser } from '../okta-api/users.ts';
import { accountOf } from './account.ts';

/** What a service app asks for to do this. */
export const USER_WRITE_SCOPES = ['okta.users.manage'] as const;

/** Suspends and deactivates Okta's own users. https://developer.okta.com/docs/api/openapi/okta-management/management/tag/UserLifecycle/ */
export function userRemoval(client: OktaClient, io: ConnectorIo): Removal {
  return {
    usual: (account) => (canBeSuspended(account) ? [SUSPEND] : isOpen(account) ? [DEACTIVATE] : []),
    offered: (account) =>
      canBeSuspended(account) ? [SUSPEND, DEACTIVATE] : isOpen(account) ? [DEACTIVATE] : [],
    told: ({ way, account: { columns } }) =>
      way === SUSPEND.way && typeof columns.status === 'string' ? obstacleOf(columns.status) : null,
    look: (step) => look(client, io, step),
    async carryOut({ way, account }) {
      const path = `users/${encodeURIComponent(account.id)}/lifecycle/${way}`;
      return said(
        `POST users/{id}/lifecycle/${way}`,
        await client.api.send(path, { method: 'POST', once: true }),
      );
    },
    async undo({ account }) {
      const path = `users/${encodeURIComponent(account.id)}/lifecycle/unsuspend`;
      return said(
        'POST users/{id}/lifecycle/unsuspend',
        await client.api.send(path, { method: 'POST', once: true }),
      );
    },
  };
}

const SUSPEND = stepBy('suspend');
const DEACTIVATE = stepBy('deactivate');

function canBeSuspended({ columns }: Account): boolean {
  return columns.status === 'ACTIVE';
}

function isOpen({ state }: Account): boolean {
  return state !== 'deactivated' && state !== 'deleted';
}

async function look(
  { api }: OktaClient,
  { domains }: ConnectorIo,
  { way, account }: RemovalStep,
): Promise<AccountNow> {
  const path = `users/${encodeURIComponent(account.id)}`;
  const answer = await api.send(path, { method: 'GET', accept: ['absent'] });
  if (answer.means === 'absent') return { kind: 'gone' };
  const user = readUser(answer);
  const { status } = user;
  const removed = status === 'DEPROVISIONED' || (way === 'suspend' && status === 'SUSPENDED');
  return {
    kind: 'present',
    // The role is not part of the user.
    account: accountOf(user, { role: account.role, domains }),
    removed,
    obstacle: removed || way !== 'suspend' ? null : obstacleOf(status),
    before: { status },
  };
}

function obstacleOf(status: string): Obstacle | null {
  if (status === 'ACTIVE') return null;
  const why = `Okta suspends only users who are active, and this one is ${status}: deactivate it instead`;
  return { kind: 'other', why };
}

/** The user who made the API token; a service app is nobody's. */
export async function ownAccount({ api }: OktaClient): Promise<string | null> {
  try {
    return readUser(await api.send('users/me', { method: 'GET' })).id;
  } catch (error) {
    if (error instanceof ConnectorError && error.effect === 'none') return null;
    throw error;
  }
}
