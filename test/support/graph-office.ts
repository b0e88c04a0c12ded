import { onTestFinished } from 'vitest';
import { planCard } from '../../src/chat/say/removal/card.ts';
import { confirmAction } from '../../src/chat/say/removal/plan-buttons.ts';
import type { Action } from '../../src/domain/action.ts';
import type { Asked } from '../../src/domain/removal/plan.ts';
import { act } from '../../src/flows/decide/act.ts';
import { lookAtPlan } from '../../src/flows/removal/look-at-plan.ts';
import { planRemoval } from '../../src/flows/removal/plan-removal.ts';
import { openExecutor } from '../../src/flows/removing/executor.ts';
import { operationsOf } from '../../src/store/removal/operations.ts';
import { latestPlans } from '../../src/store/removal/plans.ts';
import { CLIENT, SECRET, TENANT } from '../connectors/microsoft-365/graph-rules.ts';
import { graphUser, startGraph } from '../connectors/microsoft-365/graph-server.ts';
import { company, people } from './company.ts';
import { rosterOf, SLACK_KIM } from './removal-office.ts';

const E3 = '05e9a617-0261-4cee-bb44-138d3ef5d965';
export const GROUP = 'aaaaaaaa-0000-4000-8000-000000000001';
export const LICENSE = 'Microsoft 365 E3';

/** The id of the user `user<n>@acme.co` in Microsoft 365. */
export const graphId = (user: number) => String(graphUser(`u${user}`, {}).id);
export const graphSeat = (user: number) =>
  ({ scope: 'account', app: 'm365', account: graphId(user) }) as const;

/** What Graph tells of a license that a group gives, or that was assigned to the user. */
export const holding = (group: string | null = null) => ({
  assignedLicenses: [{ skuId: E3, disabledPlans: [] }],
  licenseAssignmentStates: [{ skuId: E3, assignedByGroup: group, state: 'Active', error: 'None' }],
});

/** A company with Microsoft 365: so many people have left, and two work here. `user`: what is special about each of their users. */
export async function graphOffice(left: number, user: (at: number) => Record<string, unknown>) {
  const users = Array.from({ length: left + 2 }, (_, at) =>
    graphUser(`u${at}`, {
      mail: `user${at}@acme.co`,
      userPrincipalName: `user${at}@acme.co`,
      proxyAddresses: [],
      ...user(at),
    }),
  );
  const server = await startGraph({
    users,
    groups: [{ id: GROUP, displayName: 'Sales licenses', gives: E3 }],
  });
  onTestFinished(() => server.close());
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what an admin writes
  const proof = JSON.stringify({ clientId: CLIENT, clientSecret: '${M365_SECRET}' });
  const acme = company({
    roster: people(...rosterOf(left + 2, left)),
    apps: {},
    at: '2026-03-10T12:00:00Z',
    env: { M365_SECRET: SECRET },
    yaml: `  - id: m365
    connector: microsoft-365
    price: { unit: 10, currency: USD, term: monthly }
    settings: { tenant: ${TENANT}, clientId: ${CLIENT}, clientSecret: "\${M365_SECRET}", apiUrl: "${server.origin}", loginUrl: "${server.origin}", removal: ${proof} }
network: { allow: ["${server.origin}"] }
removal: { dryRun: off, breaker: { accounts: 100, percent: 100, perDay: 100 } }
`,
  });
  acme.configure((text) => text.replace('domains: [acme.example]', 'domains: [acme.co]'));
  const office = acme.open();
  await office.sync();
  const context = { ...office.context, mayChange: async () => true };
  const plan = async (asked: Asked) => planRemoval(context, SLACK_KIM, asked);
  const press = (action: Action, by = SLACK_KIM) => act(context, by, action);
  const newest = () => {
    const [found] = latestPlans(context.store, 1);
    if (found === undefined) throw new Error('no plan was confirmed');
    return found;
  };
  return {
    acme,
    office,
    context,
    server,
    users: server.users,
    plan,
    press,
    confirm: async (asked: Asked) => press(confirmAction(asked, (await plan(asked)).hash)),
    operations: () => operationsOf(context.store, newest().id),
    states: () => operationsOf(context.store, newest().id).map(({ way, state }) => `${way}: ${state}`),
    card: () => planCard(lookAtPlan(context, newest())),
    /** Moves the clock on. */
    after: (minutes: number) => acme.at(new Date(acme.now().getTime() + minutes * 60_000).toISOString()),
    writes: () =>
      server.requests.filter((request) => /^(PATCH|DELETE|POST .*(assignLicense|restore))/.test(request)),
    async run() {
      const executor = openExecutor(context, {
        readAgain: (app) => office.sync(app),
        isStopped: () => false,
      });
      try {
        return await executor.run();
      } finally {
        executor.close();
      }
    },
  };
}
