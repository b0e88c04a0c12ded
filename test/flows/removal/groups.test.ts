import { expect, onTestFinished, test } from 'vitest';
import { planCard } from '../../../src/chat/say/removal/card.ts';
import { confirmAction } from '../../../src/chat/say/removal/plan-buttons.ts';
import type { Action } from '../../../src/domain/action.ts';
import type { Asked } from '../../../src/domain/removal/plan.ts';
import { act } from '../../../src/flows/decide/act.ts';
import { lookAtPlan } from '../../../src/flows/removal/look-at-plan.ts';
import { planRemoval } from '../../../src/flows/removal/plan-removal.ts';
import { openExecutor } from '../../../src/flows/removing/executor.ts';
import { operationsOf } from '../../../src/store/removal/operations.ts';
import { latestPlans } from '../../../src/store/removal/plans.ts';
import { CLIENT, SECRET, TENANT } from '../../connectors/microsoft-365/graph-rules.ts';
import { graphUser, startGraph } from '../../connectors/microsoft-365/graph-server.ts';
import { approvalOf } from '../../support/approval.ts';
import { company, csvOf, PEOPLE, people } from '../../support/company.ts';
import { removalOffice, rosterOf, SLACK_KIM, SLACK_LEE, seatOf } from '../../support/removal-office.ts';

const E3 = '05e9a617-0261-4cee-bb44-138d3ef5d965';
const GROUP = 'aaaaaaaa-0000-4000-8000-000000000001';
const LICENSE = 'Microsoft 365 E3';
const idOf = (user: number) => String(graphUser(`u${user}`, {}).id);
const seat = (user: number) => ({ scope: 'account', app: 'm365', account: idOf(user) }) as const;
const LEFT_GROUP = `DELETE /v1.0/groups/${GROUP}/members/${idOf(0)}/$ref`;

/** A company whose people have all left, and hold a license of Microsoft 365 that a group gives them. */
async function licensed(count: number) {
  const users = Array.from({ length: count + 2 }, (_, at) =>
    graphUser(`u${at}`, {
      mail: `user${at}@acme.co`,
      userPrincipalName: `user${at}@acme.co`,
      proxyAddresses: [],
      accountEnabled: false,
      assignedLicenses: [{ skuId: E3, disabledPlans: [] }],
      licenseAssignmentStates: [{ skuId: E3, assignedByGroup: GROUP, state: 'Active', error: 'None' }],
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
    roster: people(...rosterOf(count + 2, count)),
    apps: {},
    at: '2026-03-10T12:00:00Z',
    env: { M365_SECRET: SECRET },
    yaml: `  - id: m365
    connector: microsoft-365
    settings: { tenant: ${TENANT}, clientId: ${CLIENT}, clientSecret: "\${M365_SECRET}", apiUrl: "${server.origin}", loginUrl: "${server.origin}", removal: ${proof} }
network: { allow: ["${server.origin}"] }
removal: { dryRun: off, breaker: { accounts: 100, percent: 100, perDay: 100 } }
`,
  });
  acme.configure((text) => text.replace('domains: [acme.example]', 'domains: [acme.co]'));
  const office = acme.open();
  await office.sync();
  const { context } = office;
  const plan = async (asked: Asked) => planRemoval(context, SLACK_KIM, asked);
  const press = (action: Action, by = SLACK_KIM) => act(context, by, action);
  const newest = () => {
    const [found] = latestPlans(context.store, 1);
    if (found === undefined) throw new Error('no plan was confirmed');
    return found;
  };
  return {
    office,
    context,
    server,
    plan,
    press,
    confirm: async (asked: Asked) => press(confirmAction(asked, (await plan(asked)).hash)),
    operations: () => operationsOf(context.store, newest().id),
    card: () => planCard(lookAtPlan(context, newest())),
    writes: () => server.requests.filter((request) => /^(PATCH|DELETE|POST .*assignLicense)/.test(request)),
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

test('a license that a group gives is freed by leaving the group, and the plan says so', async () => {
  const { plan, confirm, run, operations, writes, press } = await licensed(1);
  expect((await plan(seat(0))).shown.removals).toMatchObject([
    {
      steps: [
        {
          way: 'leave-group',
          license: LICENSE,
          how: 'api',
          because: { kind: 'group', group: 'Sales licenses' },
        },
      ],
    },
  ]);
  await confirm(seat(0));
  await run();
  expect(writes()).toEqual([LEFT_GROUP]);
  const [done] = operations();
  expect(done).toMatchObject({ way: 'leave-group', state: 'verified' });
  expect((await press({ type: 'undo-removal', operation: done?.id ?? 0 })).done).toBe(true);
});

test('of many accounts the group is found at the step: nothing is asked, and leaving it is the next plan', async () => {
  const { context, office, confirm, press, run, operations, writes, card } = await licensed(12);
  await confirm({ scope: 'app', app: 'm365', filter: 'left' });
  await press(approvalOf(context), SLACK_LEE);
  await run();
  expect(operations()).toHaveLength(12);
  for (const operation of operations())
    expect(operation).toMatchObject({
      way: 'license',
      state: 'failed',
      reason: { kind: 'obstacle', obstacle: 'group', name: 'Sales licenses', canLeave: true },
    });
  expect(writes()).toEqual([]);
  const [row] = card().body.flatMap((part) => (part.type === 'row' ? [part] : []));
  expect(row?.buttons).toEqual([
    { label: 'Plan to leave the group…', command: `remove m365 ${idOf(0)} way:license` },
  ]);
  expect((await office.ask(`remove m365 ${idOf(0)} way:license`)).message.summary).toContain('user0@acme.co');
  const asked = { ...seat(0), way: 'license' };
  await confirm(asked);
  await run();
  expect(operations()).toMatchObject([{ way: 'leave-group', license: LICENSE, state: 'verified' }]);
  expect(writes()).toEqual([LEFT_GROUP]);
});

test('whoever is in a protected group keeps every seat, also one who joined it after the plan', async () => {
  const { acme, office, plan, confirm, run, writes, operations } = await removalOffice({
    yaml: 'protect: [{ group: Board }]',
  });
  const give = async (...members: readonly number[]) => {
    const rows = rosterOf(40).map((row) => {
      const cells = [...row.split(','), '', '', ''].slice(0, 8);
      return [...cells, members.some((one) => cells[0] === `P${one}`) ? 'Board' : ''].join(',');
    });
    acme.write('roster.csv', csvOf(`${PEOPLE},groups`, rows));
    await office.sync();
  };
  await give(1);
  expect((await plan(seatOf(1))).shown).toMatchObject({
    removals: [],
    leftAlone: [{ why: { kind: 'protected', by: { rule: 'listed', entry: 'group: Board' } } }],
  });
  expect((await confirm(seatOf(2))).done).toBe(true);
  await give(1, 2);
  await run();
  expect(writes()).toEqual([]);
  expect(operations()).toMatchObject([
    { state: 'failed', reason: { kind: 'protected', by: { rule: 'listed', entry: 'group: Board' } } },
  ]);
});
