import { expect, test } from 'vitest';
import type { Connection } from '../../../src/connectors/base/connector.ts';
import type { Removal } from '../../../src/connectors/base/removal.ts';
import type { Context } from '../../../src/flows/context.ts';
import { openExecutor } from '../../../src/flows/removing/executor.ts';
import { lookAtStatus } from '../../../src/flows/watching/look-at-status.ts';
import { approvalOf } from '../../support/approval.ts';
import { type FaultyProxy, faultyProxy } from '../../support/faulty-proxy.ts';
import { removalOffice, rosterOf, SLACK_KIM, SLACK_LEE, seatOf } from '../../support/removal-office.ts';

const BULK = { scope: 'app', app: 'chat', filter: 'inactive' } as const;

/** An office behind a proxy that a test tells what to do. */
async function behindProxy(options: Parameters<typeof removalOffice>[0] = {}) {
  let proxy: FaultyProxy | null = null;
  const made = await removalOffice({
    ...options,
    through: async (server) => {
      proxy = await faultyProxy(server);
      return proxy;
    },
  });
  if (proxy === null) throw new Error('no proxy was started');
  return { ...made, proxy: proxy as FaultyProxy };
}

const isWrite = (request: string) => !request.startsWith('GET');

test('an app that says yes and does nothing has not removed the seat', async () => {
  const { proxy, office, writes, confirm, run, operations } = await behindProxy();
  proxy.fault = (request) => (isWrite(request) ? { status: 200 } : null);
  await confirm(seatOf(1));
  await run();
  expect(operations()).toMatchObject([
    { state: 'failed', reason: { kind: 'no-effect' }, answer: { status: 200 } },
  ]);
  expect(writes()).toEqual([]);
  expect((await office.news()).at(-1)).toMatchObject({ quiet: false });
  expect(office.values('SELECT count(*) FROM finding WHERE closed_at IS NULL')).toEqual([5]);
});

test('an account that is gone already is a success that asks for nothing', async () => {
  const { server, writes, confirm, run, operations } = await removalOffice();
  await confirm(seatOf(1));
  server.users.delete('1001');
  await run();
  expect(operations()).toMatchObject([{ state: 'already', reason: { kind: 'gone' } }]);
  expect(writes()).toEqual([]);
});

const IN_DOUBT = { code: 'removals-in-doubt', source: null, count: 1 };

test('a lost answer is looked up, and the request is never sent again', async () => {
  const { proxy, server, writes, confirm, run, operations, after, office, context } = await behindProxy();
  proxy.fault = (request) => (isWrite(request) ? 'answer-lost' : null);
  await confirm(seatOf(1));
  await run();
  expect(operations()).toMatchObject([{ state: 'in-doubt', reason: { kind: 'answer-lost' } }]);
  expect(server.users.get('1001')?.active).toBe(false);
  const health = await office.ask('health');
  expect({ ok: health.ok, json: health.json }).toMatchObject({ ok: false, json: { removalsInDoubt: 1 } });
  expect(health.message.summary).toContain('1 removal in doubt');
  expect(lookAtStatus(context, { ready: true }).health).toContainEqual(IN_DOUBT);
  proxy.fault = () => null;
  after(1);
  await run();
  expect(operations()).toMatchObject([{ state: 'verified', reason: null }]);
  expect(writes()).toHaveLength(1);
});

test('a request that never arrived has failed once the app has shown so for two minutes, and is not repeated', async () => {
  const { proxy, writes, confirm, run, operations, after } = await behindProxy();
  proxy.fault = (request) => (isWrite(request) ? 'lost' : null);
  await confirm(seatOf(1));
  await run();
  proxy.fault = () => null;
  after(1);
  await run();
  expect(operations()).toMatchObject([{ state: 'in-doubt' }]);
  after(2);
  await run();
  expect(operations()).toMatchObject([{ state: 'failed', reason: { kind: 'answer-lost' } }]);
  expect(writes()).toEqual([]);
});

test('while the app cannot be looked at, a doubt stays a doubt', async () => {
  const { proxy, confirm, run, operations, after } = await behindProxy();
  proxy.fault = (request) => (isWrite(request) ? 'answer-lost' : null);
  await confirm(seatOf(1));
  await run();
  proxy.fault = () => ({ status: 403 });
  after(10);
  await run();
  expect(operations()).toMatchObject([{ state: 'in-doubt', looks: 2 }]);
});

test('a token that is revoked half-way stops the rest, which is said once', async () => {
  const { context, proxy, office, writes, confirm, press, run, operations } = await behindProxy({
    roster: rosterOf(40, 12),
  });
  await confirm(BULK, SLACK_KIM);
  await press(approvalOf(context), SLACK_LEE);
  await office.news();
  let passed = 0;
  proxy.fault = (request) => (isWrite(request) && ++passed > 3 ? { status: 401 } : null);
  await run();
  const states = operations().map(({ state }) => state);
  expect(states.filter((state) => state === 'verified')).toHaveLength(3);
  expect(states.filter((state) => state === 'failed')).toHaveLength(9);
  expect(
    operations().every(
      ({ state, reason }) => state === 'verified' || (reason?.kind === 'refused' && reason.code === 'auth'),
    ),
  ).toBe(true);
  // At most those that were under way at that moment have asked.
  expect(passed).toBeLessThanOrEqual(3 + 4);
  expect(writes()).toHaveLength(3);
  const said = (await office.news()).filter(({ says }) => says.includes('12 accounts in Chat'));
  expect(said.map(({ does, quiet, says }) => ({ does, quiet, says }))).toEqual([
    { does: 'edit', quiet: false, says: 'Removal of 12 accounts in Chat: 3 done, 9 not.' },
  ]);
});

test('a rate limit in the middle of many makes the rest wait, and each is removed once', async () => {
  const { context, proxy, writes, confirm, press, run, states, after } = await behindProxy({
    roster: rosterOf(40, 8),
  });
  await confirm(BULK, SLACK_KIM);
  await press(approvalOf(context), SLACK_LEE);
  let passed = 0;
  proxy.fault = (request) =>
    isWrite(request) && ++passed > 3 ? { status: 429, headers: { 'retry-after': '600' } } : null;
  await run();
  expect(states().filter((state) => state === 'verified')).toHaveLength(3);
  expect(states().filter((state) => state === 'approved')).toHaveLength(5);
  proxy.fault = () => null;
  expect(await run()).toBe(0);
  after(11);
  await run();
  expect(new Set(states())).toEqual(new Set(['verified']));
  expect(writes()).toHaveLength(8);
});

test.each([
  ['before the request', 'lost' as const],
  ['after the request', 'answer-lost' as const],
])('a process killed %s leaves a doubt that looking resolves: no second request', async (_, fault) => {
  const { proxy, context, writes, confirm, run, operations, after, server } = await behindProxy();
  await confirm(seatOf(1));
  proxy.fault = (request) => (isWrite(request) ? fault : null);
  await run();
  // As the kill left it: running, and nothing after that was written.
  context.store.sqlite.exec("UPDATE removal_operation SET state = 'running', reason = NULL, looks = 0");
  proxy.fault = () => null;
  openExecutor(context, { readAgain: async () => {}, isStopped: () => false }).close();
  expect(operations()).toMatchObject([{ state: 'in-doubt' }]);
  after(3);
  await run();
  const removed = fault === 'answer-lost';
  expect(operations()).toMatchObject([{ state: removed ? 'verified' : 'failed' }]);
  expect(server.users.get('1001')?.active).toBe(!removed);
  expect(writes()).toHaveLength(removed ? 1 : 0);
});

/** The same world, in which the app's removal is another one. */
function withRemoval(change: (removal: Removal) => Removal): (context: Context) => Context {
  return withConnection(({ removal }) => (removal === undefined ? {} : { removal: change(removal) }));
}

function withConnection(
  change: (connection: Connection) => Partial<Connection>,
): (context: Context) => Context {
  return (context) => ({
    ...context,
    dependencies: {
      ...context.dependencies,
      app: (...asked) => {
        const connection = context.dependencies.app(...asked);
        return { ...connection, ...change(connection) };
      },
    },
  });
}

test('an account that a directory manages is not asked for: its step is a task that names the directory', async () => {
  const world = withRemoval((removal) => ({
    ...removal,
    look: async (step) => {
      const now = await removal.look(step);
      return now.kind === 'gone'
        ? now
        : { ...now, obstacle: { kind: 'directory', directory: 'Entra ID', url: 'https://entra.example' } };
    },
  }));
  const { plan, confirm, run, states, writes } = await removalOffice({ world });
  expect((await plan(seatOf(1))).shown.removals).toMatchObject([
    {
      steps: [
        {
          how: 'by-hand',
          because: { kind: 'directory', directory: 'Entra ID' },
          url: 'https://entra.example',
        },
      ],
    },
  ]);
  await confirm(seatOf(1));
  await run();
  expect(states()).toEqual(['task']);
  expect(writes()).toEqual([]);
});

test('a directory that took over the account since the plan makes a task of the step, and nothing is asked', async () => {
  let managed = false;
  const world = withRemoval((removal) => ({
    ...removal,
    look: async (step) => {
      const now = await removal.look(step);
      return now.kind === 'gone' || !managed
        ? now
        : { ...now, obstacle: { kind: 'directory', directory: 'Entra ID', url: null } };
    },
  }));
  const { confirm, run, operations, writes } = await removalOffice({ world });
  await confirm(seatOf(1));
  managed = true;
  await run();
  expect(operations()).toMatchObject([
    { state: 'task', reason: { kind: 'obstacle', obstacle: 'directory', name: 'Entra ID' } },
  ]);
  expect(writes()).toEqual([]);
});

test('the account of the credentials is never removed, also when the app tells so only before the step', async () => {
  let told = false;
  const world = withConnection(() => ({ ownAccounts: async () => (told ? ['1002', '1001'] : []) }));
  const { plan, confirm, run, operations, writes } = await removalOffice({ world });
  await confirm(seatOf(1));
  told = true;
  await run();
  expect(operations()).toMatchObject([
    { state: 'failed', reason: { kind: 'protected', by: { rule: 'own-account' } } },
  ]);
  expect(writes()).toEqual([]);
  expect((await plan(seatOf(1))).shown.leftAlone).toMatchObject([
    { why: { kind: 'protected', by: { rule: 'own-account' } } },
  ]);
});

test('the account of credentials that only read does not become a task either: nobody is asked to remove it by hand', async () => {
  const world = withConnection(() => ({ removal: undefined, ownAccounts: async () => ['1001'] }));
  const { plan } = await removalOffice({ world });
  expect((await plan(seatOf(1))).shown).toMatchObject({
    removals: [],
    leftAlone: [{ why: { kind: 'protected', by: { rule: 'own-account' } } }],
  });
  expect((await plan(seatOf(2))).shown.removals).toMatchObject([{ steps: [{ how: 'by-hand' }] }]);
});

test('where nobody can tell whose account the credentials are, the plan says so, until an admin names it', async () => {
  const told = /Chat does not tell which account my own credentials belong to/;
  const { office, plan, acme } = await removalOffice();
  expect((await plan(seatOf(1))).shown.ownUnknown).toEqual(['chat']);
  expect(JSON.stringify((await office.ask('remove chat 1001')).message)).toMatch(told);
  acme.configure((text) => `${text}protect: [{ app: chat, account: user3@acme.co }]\n`);
  const named = acme.open();
  expect(JSON.stringify((await named.ask('remove chat 1001')).message)).not.toMatch(told);
  const of = withConnection(() => ({ ownAccounts: async () => [] }));
  const known = await removalOffice({ world: of });
  expect((await known.plan(seatOf(1))).shown.ownUnknown).toBeUndefined();
});

test('a license that a group assigns again at once was not freed', async () => {
  const world = withRemoval((removal) => ({
    ...removal,
    // The app carries it out, and gives it back before anybody looks.
    carryOut: async (step, before) => {
      const answer = await removal.carryOut(step, before);
      await removal.undo?.(step, before);
      return answer;
    },
  }));
  const { confirm, run, operations, office } = await removalOffice({ world });
  await confirm(seatOf(1));
  await run();
  expect(operations()).toMatchObject([{ state: 'failed', reason: { kind: 'no-effect' } }]);
  expect(office.values('SELECT count(*) FROM finding WHERE closed_at IS NULL')).toEqual([5]);
});
