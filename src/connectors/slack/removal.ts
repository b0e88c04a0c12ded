import { z } from 'zod';
import type { Account } from '../../domain/account.ts';
import type { RemovalWay } from '../base/declaration.ts';
import type { Limits } from '../base/limits.ts';
import {
  type AccountNow,
  type Obstacle,
  type Removal,
  type RemovalStep,
  stepBy,
  type VendorSaid,
} from '../base/removal.ts';
import type { HttpApi } from '../http/exchange.ts';
import { said } from '../http/said.ts';
import { patchOp } from '../scim/patch-op.ts';
import { accountOf } from './account.ts';
import type { SlackClient } from './client.ts';
import { readUser } from './users.ts';
import { identityOf } from './whoami.ts';

/** https://docs.slack.dev/reference/scim-api and https://docs.slack.dev/reference/methods/admin.users.remove */
export const SLACK_REMOVAL: readonly RemovalWay[] = [
  {
    key: 'deactivate',
    settles: 60_000,
    way: 'disable',
    name: 'Deactivate the person',
    disablesAccess: true,
    freesSeat: true,
    reversible: true,
    stays: 'Messages and files. Slack bills nobody who is deactivated.',
    rights: ['admin'],
    except:
      'It needs SCIM, so Business+ or Enterprise; an identity provider that writes to Slack may bring the person back.',
  },
  {
    key: 'workspace',
    way: 'free-seat',
    name: 'Take the person out of one workspace',
    disablesAccess: false,
    freesSeat: 'unknown',
    reversible: true,
    stays: 'The account in the organization, and access to its other workspaces.',
    rights: ['admin.users:write'],
    except: 'On Enterprise only.',
    byHand: true,
  },
];

/** Whether the token for SCIM may be used. Reading does not depend on it. */
export async function proveScim({ scimApi }: SlackClient, limits: Limits): Promise<void> {
  if (scimApi === null) return;
  await limits.unless('removal', () => scimApi.get('Users?count=1', z.object({ totalResults: z.number() })));
}

/** Deactivates people by SCIM, which keeps their messages. https://docs.slack.dev/reference/scim-api */
export function slackRemoval(client: SlackClient, scim: HttpApi, api: HttpApi): Removal {
  const steps = ({ state, kind }: Account) =>
    kind === 'bot' || state === 'deactivated' || state === 'deleted' ? [] : [stepBy('deactivate')];
  return {
    usual: steps,
    offered: steps,
    look: (step) => look(client, step),
    carryOut: ({ account }) => setActive(scim, account.id, false),
    undo: ({ account }) => setActive(scim, account.id, true),
    ownAccount: async () => (await identityOf(api)).user,
  };
}

async function look(client: SlackClient, { account: planned }: RemovalStep): Promise<AccountNow> {
  const user = await readUser(client, planned.id);
  if (user === null) return { kind: 'gone' };
  const { lastActive, licenses, columns } = planned;
  const billed = typeof columns.billed === 'boolean' ? columns.billed : null;
  const known = { organization: null, billed, lastActive, seat: licenses[0] ?? null };
  const now = accountOf(user, known, client.now());
  // What only the whole organization tells is as it was planned on.
  const account = { ...now, id: planned.id, created: planned.created, columns };
  const removed = now.state === 'deactivated';
  const obstacle: Obstacle | null = !removed && user.is_primary_owner === true ? { kind: 'admin' } : null;
  return { kind: 'present', account, removed, obstacle, before: { active: !removed } };
}

async function setActive(scim: HttpApi, id: string, value: boolean): Promise<VendorSaid> {
  const body = patchOp({ op: 'replace', path: 'active', value });
  const path = `Users/${encodeURIComponent(id)}`;
  return said('PATCH Users/{id} active', await scim.send(path, { method: 'PATCH', body, once: true }));
}
