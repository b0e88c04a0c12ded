import type { Account } from '../../domain/account.ts';
import type { RemovalWay } from '../base/declaration.ts';
import { type AccountNow, type Obstacle, type Removal, type RemovalStep, stepBy } from '../base/removal.ts';
import type { SlackClient } from '../slack-api/client.ts';
import { type SlackScim, setActive } from '../slack-api/scim.ts';
import { accountOf, PRIMARY_OWNER } from './account.ts';
import { readUser } from './users.ts';

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

/** Deactivates people by SCIM, which keeps their messages. https://docs.slack.dev/reference/scim-api */
export function slackRemoval(client: SlackClient, scim: SlackScim): Removal {
  const steps = ({ state, kind }: Account) =>
    kind === 'bot' || state === 'deactivated' || state === 'deleted' ? [] : [stepBy('deactivate')];
  return {
    usual: steps,
    offered: steps,
    told: ({ account: { role } }) => (role === PRIMARY_OWNER ? ADMIN : null),
    look: (step) => look(client, step),
    carryOut: ({ account }) => setActive(scim, account.id, false),
    undo: ({ account }) => setActive(scim, account.id, true),
  };
}

/** Slack lets nobody deactivate the primary owner. */
const ADMIN: Obstacle = { kind: 'admin' };

async function look(client: SlackClient, { account: planned }: RemovalStep): Promise<AccountNow> {
  const user = await readUser(client, planned.id);
  if (user === null) return { kind: 'gone' };
  const { lastActive, licenses, columns } = planned;
  const billed = typeof columns.billed === 'boolean' ? columns.billed : null;
  const known = { organization: null, billed, lastActive, seat: licenses[0] ?? null };
  const now = accountOf(user, known, client.now());
  // Facts that only the organization's list tells are taken from the plan.
  const account = { ...now, id: planned.id, created: planned.created, columns };
  const removed = now.state === 'deactivated';
  const obstacle = !removed && user.is_primary_owner === true ? ADMIN : null;
  return { kind: 'present', account, removed, obstacle, before: { active: !removed } };
}
