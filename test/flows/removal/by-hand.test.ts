import { expect, test } from 'vitest';
import { ConnectorError } from '../../../src/connectors/base/errors.ts';
import type { Removal } from '../../../src/connectors/base/removal.ts';
import type { Context } from '../../../src/flows/context.ts';
import { DENIED } from '../../connectors/microsoft-365/graph-rules.ts';
import { approvalOf } from '../../support/approval.ts';
import { GROUP, graphId, graphOffice, graphSeat, holding, LICENSE } from '../../support/graph-office.ts';
import { removalOffice, SLACK_LEE, seatOf } from '../../support/removal-office.ts';

const HOUR = 60;
const DAY = 24 * HOUR;
const BULK = { scope: 'app', app: 'm365', filter: 'left' } as const;
const TAKEN = `POST /v1.0/users/${graphId(0)}/assignLicense`;

/** People whom Active Directory manages, with a license of their own. */
const onPremises = (count: number) =>
  graphOffice(count, () => ({ onPremisesSyncEnabled: true, ...holding() }));

test('a license is taken while the user waits to be disabled by hand, and the task is proven by that', async () => {
  const { office, users, plan, confirm, run, states, writes, after } = await onPremises(1);
  expect((await plan(graphSeat(0))).shown.removals[0]?.steps).toMatchObject([
    { way: 'by-hand:block-sign-in', how: 'by-hand', because: { kind: 'directory' }, freesSeat: false },
    { way: 'license', license: LICENSE, how: 'api' },
  ]);
  await confirm(graphSeat(0));
  await run();
  expect(states()).toEqual(['by-hand:block-sign-in: task', 'license: verified']);
  expect(writes()).toEqual([TAKEN]);
  after(25 * HOUR);
  await run();
  expect(states()).toEqual(['by-hand:block-sign-in: task', 'license: verified']);
  Object.assign(users[0] ?? {}, { accountEnabled: false });
  await office.sync();
  expect(states()).toEqual(['by-hand:block-sign-in: verified', 'license: verified']);
});

test('the plan and the card of a task say who owns the seat, and link to the page of the account', async () => {
  const { office, plan, confirm, operations, card } = await onPremises(1);
  const page = `https://admin.microsoft.com/Adminportal/Home#/users/:/UserDetails/${graphId(0)}`;
  expect((await plan(graphSeat(0))).shown.removals[0]?.steps[0]?.url).toBe(page);
  await confirm(graphSeat(0));
  const owned = 'it is managed by Active Directory, and ends only there';
  const details = () => card().body.flatMap((part) => (part.type === 'row' ? [part.detail] : []));
  expect(details()).toContainEqual(expect.stringContaining(`${owned}; ${page}`));
  await office.ask(`remove m365 ${graphId(0)} --done`);
  expect(operations()[0]).toMatchObject({ state: 'said', reason: { kind: 'obstacle', url: page } });
  expect(details()).toContainEqual(expect.stringContaining(owned));
  await office.ask(`remove m365 ${graphId(0)} --undo`);
  expect(details()).toContainEqual(expect.stringContaining(`${owned}; ${page}`));
});

test('what waits for a task does not expire, and begins with the account as the task left it', async () => {
  const { office, users, confirm, run, operations, writes, states, after } = await graphOffice(1, () => ({
    onPremisesSyncEnabled: true,
  }));
  await confirm({ ...graphSeat(0), inDays: 2 });
  expect(states()).toEqual(['by-hand:block-sign-in: task', 'by-hand:delete: approved']);
  after(5 * DAY);
  await run();
  expect(states()).toEqual(['by-hand:block-sign-in: task', 'by-hand:delete: approved']);
  Object.assign(users[0] ?? {}, { accountEnabled: false });
  await office.sync();
  expect(operations()[1]).toMatchObject({ planned: { account: { state: 'suspended' } } });
  await run();
  expect(states()).toEqual(['by-hand:block-sign-in: verified', 'by-hand:delete: task']);
  users.splice(0, 1);
  await office.sync();
  expect(states()[1]).toBe('by-hand:delete: verified');
  expect(writes()).toEqual([]);
});

test('a step that waits for a task is not carried out when the task is not possible', async () => {
  const { office, confirm, operations } = await graphOffice(1, () => ({ onPremisesSyncEnabled: true }));
  await confirm({ ...graphSeat(0), inDays: 2 });
  const said = await office.ask(`remove m365 ${graphId(0)} --not-possible reason:"AD is read-only"`);
  expect(said.ok).toBe(true);
  expect(operations().map(({ state, reason }) => [state, reason?.kind])).toEqual([
    ['not-possible', 'by-admin'],
    ['cancelled', 'earlier-step'],
  ]);
});

test('deleting a user in the directory by hand is one task, without another one to disable them first', async () => {
  const { plan } = await onPremises(1);
  const { shown } = await plan({ ...graphSeat(0), way: 'delete' });
  expect(shown.removals[0]?.steps.map(({ way }) => way)).toEqual(['by-hand:delete']);
});

test('of many users whom a directory manages the last read told it: tasks, the licenses, and no more is promised', async () => {
  const { context, plan, confirm, press, run, states, writes } = await onPremises(12);
  const { shown } = await plan(BULK);
  expect(shown.removals).toHaveLength(12);
  for (const { steps } of shown.removals)
    expect(steps.map(({ way }) => way)).toEqual(['by-hand:block-sign-in', 'license']);
  await confirm(BULK);
  await press(approvalOf(context), SLACK_LEE);
  await run();
  expect(new Set(states())).toEqual(new Set(['by-hand:block-sign-in: task', 'license: verified']));
  expect(writes()).toHaveLength(12);
});

test('no saving is promised for a license that comes only from several groups', async () => {
  const other = 'aaaaaaaa-0000-4000-8000-000000000002';
  const { plan } = await graphOffice(12, () => ({
    accountEnabled: false,
    ...holding(GROUP),
    licenseAssignmentStates: [GROUP, other].flatMap((group) => holding(group).licenseAssignmentStates),
  }));
  const { shown } = await plan(BULK);
  expect(shown.removals[0]).toMatchObject({
    steps: [{ way: 'by-hand:license', license: LICENSE }],
    saving: { kind: 'unknown' },
  });
});

test('a directory that is found only at the step: the step becomes a task, and the licenses are still taken', async () => {
  const { users, confirm, run, operations, states, card, writes } = await graphOffice(1, () => holding());
  await confirm(graphSeat(0));
  Object.assign(users[0] ?? {}, { onPremisesSyncEnabled: true });
  await run();
  expect(states()).toEqual(['block-sign-in: task', 'license: verified']);
  expect(operations()[0]?.reason).toMatchObject({ kind: 'obstacle', name: 'Active Directory' });
  expect(writes()).toEqual([TAKEN]);
  const [row] = card().body.flatMap((part) => (part.type === 'row' ? [part] : []));
  expect(row?.detail).toContain('it is managed by Active Directory, and ends only there');
  expect(row?.buttons.map(({ label }) => label)).toContain('I removed it');
});

test('a user who is blocked and holds no license does not become a task: only deleting them is left, if an admin says so', async () => {
  const { office, plan, confirm, run, states } = await graphOffice(1, () => ({ accountEnabled: false }));
  expect((await plan(graphSeat(0))).shown).toMatchObject({
    removals: [],
    leftAlone: [{ why: { kind: 'only-named', ways: ['delete'] } }],
  });
  const { message } = await office.ask(`remove m365 ${graphId(0)}`);
  expect(message.buttons).toEqual([
    { label: 'Plan way:delete…', command: `remove m365 ${graphId(0)} way:delete` },
  ]);
  await confirm({ ...graphSeat(0), way: 'delete' });
  await run();
  expect(states()).toEqual(['delete: verified']);
});

/** The app's own plan does not let it be asked. */
function withoutPlan(where: 'look' | 'carryOut'): (context: Context) => Context {
  const refuses = async () => {
    throw new ConnectorError('chat', 'plan', 'SCIM is part of Business+', { effect: 'none' });
  };
  return (context) => ({
    ...context,
    dependencies: {
      ...context.dependencies,
      app: (...asked) => {
        const connection = context.dependencies.app(...asked);
        const removal = connection.removal as Removal;
        return connection.removal === undefined
          ? connection
          : { ...connection, removal: { ...removal, [where]: refuses } };
      },
    },
  });
}

test.each(['look', 'carryOut'] as const)(
  'an app whose plan does not have it gets a task, and no error after the click (%s)',
  async (where) => {
    const { office, server, confirm, run, operations, writes } = await removalOffice({
      world: withoutPlan(where),
    });
    await confirm(seatOf(1));
    await run();
    expect(operations()).toMatchObject([{ state: 'task', reason: { kind: 'refused', code: 'plan' } }]);
    expect(writes()).toEqual([]);
    Object.assign(server.users.get('1001') ?? {}, { active: false });
    await office.sync();
    expect(operations()).toMatchObject([{ state: 'verified' }]);
  },
);

test('in a dry run no task is opened for what an app cannot do', async () => {
  const { confirm, run, states } = await removalOffice({
    world: withoutPlan('look'),
    removal: '{ dryRun: on }',
  });
  await confirm(seatOf(1));
  await run();
  expect(states()).toEqual(['rehearsed']);
});

test('a license that a group assigns again at once was not freed, and its finding stays', async () => {
  const { office, users, confirm, run, operations, writes, after } = await graphOffice(1, () => ({
    accountEnabled: false,
    ...holding(),
  }));
  await confirm(graphSeat(0));
  // The group gives it from the moment on at which the direct assignment ends.
  const [held] = users;
  if (held === undefined) throw new Error('there is no user');
  users[0] = new Proxy(held, {
    set: (user, key, value) =>
      Reflect.set(user, key, value) && Object.assign(user, holding(GROUP)) !== undefined,
  });
  await run();
  after(3);
  await run();
  expect(operations()).toMatchObject([{ way: 'license', state: 'failed', reason: { kind: 'no-effect' } }]);
  expect(writes()).toEqual([TAKEN]);
  expect(office.values('SELECT count(*) FROM finding WHERE closed_at IS NULL')).toEqual([1]);
});

test('a directory that answers 403 to the step itself is quoted in its own words, and the licenses are taken', async () => {
  const { server, confirm, run, operations, writes } = await graphOffice(1, () => holding());
  server.breakWith({ on: /^PATCH /, instead: true, by: () => DENIED });
  await confirm(graphSeat(0));
  await run();
  expect(operations().map(({ way, state, reason }) => [way, state, reason?.kind])).toEqual([
    ['block-sign-in', 'failed', 'refused'],
    ['license', 'verified', undefined],
  ]);
  expect(writes()).toContain(TAKEN);
});
