import { expect, test } from 'vitest';
import { approvalOf } from '../../support/approval.ts';
import { csvOf, PEOPLE } from '../../support/company.ts';
import { GROUP, graphId, graphOffice, graphSeat, holding, LICENSE } from '../../support/graph-office.ts';
import { removalOffice, rosterOf, SLACK_LEE, seatOf } from '../../support/removal-office.ts';

const seat = graphSeat;
const LEFT_GROUP = `DELETE /v1.0/groups/${GROUP}/members/${graphId(0)}/$ref`;

/** A company whose people have all left, and hold a license of Microsoft 365 that a group gives them. */
const licensed = (count: number) => graphOffice(count, () => ({ accountEnabled: false, ...holding(GROUP) }));

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

test('of many accounts the last read told the group, and the plan leaves it', async () => {
  const { context, plan, confirm, press, run, states, writes } = await licensed(12);
  const bulk = { scope: 'app', app: 'm365', filter: 'left' } as const;
  expect((await plan(bulk)).shown.removals[11]?.steps).toMatchObject([
    { way: 'leave-group', how: 'api', because: { kind: 'group', group: 'Sales licenses' } },
  ]);
  await confirm(bulk);
  await press(approvalOf(context), SLACK_LEE);
  await run();
  expect(states()).toEqual(Array.from({ length: 12 }, () => 'leave-group: verified'));
  expect(writes()).toHaveLength(12);
});

test('a group that is found only at the step: nothing is asked, and leaving it is the next plan', async () => {
  const { context, office, users, confirm, press, run, operations, writes, card } = await graphOffice(
    12,
    () => ({ accountEnabled: false, ...holding() }),
  );
  await confirm({ scope: 'app', app: 'm365', filter: 'left' });
  await press(approvalOf(context), SLACK_LEE);
  for (const user of users) Object.assign(user, holding(GROUP));
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
    { label: 'Plan to leave the group…', command: `remove m365 ${graphId(0)} way:license` },
  ]);
  expect((await office.ask(`remove m365 ${graphId(0)} way:license`)).message.summary).toContain(
    'user0@acme.co',
  );
  const asked = { ...seat(0), way: 'license' };
  await confirm(asked);
  await run();
  expect(operations()).toMatchObject([{ way: 'leave-group', license: LICENSE, state: 'verified' }]);
  expect(writes()).toEqual([LEFT_GROUP]);
});

test('people in a protected group keep every seat, even if they joined it after the plan', async () => {
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
