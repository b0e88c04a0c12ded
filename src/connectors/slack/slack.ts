import type { Subscription } from '../../domain/licenses/subscription.ts';
import { type Connection, type ConnectorIo, defineConnector } from '../base/connector.ts';
import { ConnectorError } from '../base/errors.ts';
import { openLimits } from '../base/limits.ts';
import { ownAccounts } from '../base/own-accounts.ts';
import { toldSubscription } from '../base/told.ts';
import type { HttpApi } from '../http/exchange.ts';
import { slackClient } from '../slack-api/client.ts';
import { proveScim } from '../slack-api/scim.ts';
import { SlackSettings } from '../slack-api/settings.ts';
import { SLACK_COLUMNS } from './account.ts';
import { readPlan } from './billing.ts';
import { listEverybody, type Reader } from './everybody.ts';
import { probeAdmin, readFacts } from './facts.ts';
import { SLACK_REMOVAL, slackRemoval } from './removal.ts';
import { SLACK_PLANS, SLACK_RIGHTS } from './rights.ts';
import { listGroups, proveSeesGroups } from './usergroups.ts';
import { identityOf, proveTokens, workspacesOf } from './whoami.ts';

/** A workspace of Slack, or all of an Enterprise organization. https://docs.slack.dev/apis/web-api */
export const slack = defineConnector<SlackSettings>({
  id: 'slack',
  name: 'Slack',
  settings: SlackSettings,
  rights: SLACK_RIGHTS,
  plans: SLACK_PLANS,
  removal: SLACK_REMOVAL,
  requestsPer1000: {
    per1000: 2,
    besides: 5,
    note: 'The log of accesses takes up to 100 more; on Enterprise the organization takes 10 for each 1,000. Slack gives 20 a minute of each kind.',
  },
  columns: SLACK_COLUMNS,
  reports: {
    email: { level: 'always', note: 'One address for each person; bots have none.' },
    lastActive: {
      level: 'exact',
      note: 'With `adminToken`: the log of accesses of 90 days, or on Enterprise what the organization tells. Anybody missing from it is unknown, not unused.',
    },
    subscriptions: {
      level: 'yes',
      note: 'The plan and, with `adminToken`, how many are billed. How many seats were bought is not told. People who have not used Slack for 28 days are not billed, and still have access.',
    },
    groups: { level: 'yes', note: 'User groups, on paid plans.' },
  },
  connect,
});

function connect(settings: SlackSettings, io: ConnectorIo): Connection {
  const client = slackClient(settings, io);
  let limits = openLimits();
  let started: Reader | null = null;

  async function start(): Promise<Reader> {
    const { own, admin } = await proveTokens(client);
    const workspaces = await workspacesOf(client, own);
    limits = openLimits();
    const facts = await readFacts(client, admin, workspaces, limits);
    const company = { teams: new Set(workspaces), enterprise: own.enterprise };
    started = { own, company, facts };
    return started;
  }

  return {
    async check() {
      const { own, admin } = await proveTokens(client);
      const found = openLimits();
      await readPlan(client, found);
      await probeAdmin(client, admin, found);
      const [first = null] = own.team === null ? await workspacesOf(client, own) : [];
      await proveSeesGroups(client, first, found);
      await proveScim(client.scim, found);
      return found.withheld();
    },
    async *accounts() {
      yield* listEverybody(client, await start());
    },
    async subscriptions() {
      const { plan, billed } = (started ?? (await start())).facts;
      if (plan === null) {
        const advice = 'the token needs team.billing:read, which tells the plan of the workspace';
        throw new ConnectorError(io.app, 'plan', `Slack does not say which plan it is: ${advice}`, {
          capability: 'subscriptions',
          advice,
        });
      }
      return plan.seat === null ? [] : [subscription(plan.code, plan.seat, billed)];
    },
    async *groups() {
      const { own, company } = started ?? (await start());
      yield* listGroups(client, own.team === null ? [...company.teams] : [null], limits);
    },
    ownAccounts: ownAccounts(
      [client.api, client.adminApi].map((api) => () => userOf(api)),
      [() => userOf(client.scimOwner)],
    ),
    ...(client.scim === null ? {} : { removal: slackRemoval(client, client.scim) }),
    usage: () => client.meter.usage(),
    withheld: () => limits.withheld(),
  };
}

/** Whose token it is, or the user of the bot. */
async function userOf(api: HttpApi | null): Promise<string | null> {
  return api === null ? null : (await identityOf(api)).user;
}

/** How many seats were bought is not told: Slack bills those who use it. */
function subscription(sku: string, product: string, billed: number | null): Subscription {
  return toldSubscription({
    id: sku,
    sku,
    product,
    consumed: billed,
  });
}
