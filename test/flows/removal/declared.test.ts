import { expect, test } from 'vitest';
import { openExecutor } from '../../../src/flows/removing/executor.ts';
import { lookAtStatus } from '../../../src/flows/watching/look-at-status.ts';
import { verifyAudit } from '../../../src/store/audit.ts';
import { declaration } from '../../support/declared-chat.ts';
import { type FaultyProxy, faultyProxy } from '../../support/faulty-proxy.ts';
import { Killed, type KillPoints, killPoints } from '../../support/kill-points.ts';
import { type RemovalOfficeOptions, removalOffice, rosterOf, seatOf } from '../../support/removal-office.ts';

// biome-ignore lint/suspicious/noTemplateCurlyInString: it is what an admin writes
const WRITING = ', removal: { key: "${SCIM_WRITE}" }';
const isWrite = (request: string) => !request.startsWith('GET');

const declared = (options: RemovalOfficeOptions = {}) =>
  removalOffice({ declaration: declaration(), settings: WRITING, ...options });

async function behindProxy(options: RemovalOfficeOptions = {}) {
  let proxy: FaultyProxy | null = null;
  const made = await declared({
    ...options,
    through: async (server) => {
      proxy = await faultyProxy(server);
      return proxy;
    },
  });
  if (proxy === null) throw new Error('nothing is in between');
  return { ...made, proxy: proxy as FaultyProxy };
}

test('a declared app is removed from like a vendor: planned, asked once, read back, and taken back', async () => {
  const { office, server, writes, plan, confirm, press, run, operations } = await declared();
  const { shown } = await plan(seatOf(1));
  expect(shown.removals).toMatchObject([
    { steps: [{ way: 'disable', name: 'Set active to false', how: 'api', undo: { kind: 'yes' } }] },
  ]);
  expect((await confirm(seatOf(1))).done).toBe(true);
  expect(writes()).toEqual([]);
  await run();
  expect(writes()).toEqual(['PATCH /scim/Users/1001']);
  expect(server.users.get('1001')?.active).toBe(false);
  expect(operations()).toMatchObject([
    { state: 'verified', answer: { request: 'PATCH Users/{id} (disable)', status: 200 } },
  ]);
  expect(
    office.values(
      "SELECT closing FROM finding JOIN account ON account.id = finding.account WHERE external_id = '1001'",
    ),
  ).toEqual(['no-seat']);
  const [done] = operations();
  expect((await press({ type: 'undo-removal', operation: done?.id ?? 0 })).done).toBe(true);
  await run();
  expect(server.users.get('1001')?.active).toBe(true);
  expect(operations()).toMatchObject([{ way: 'undo:disable', state: 'verified' }]);
  expect(verifyAudit(office.context.store)).toMatchObject({ ok: true });
});

test('without credentials that may write, the plan is a task', async () => {
  const { plan } = await declared({ settings: '' });
  expect((await plan(seatOf(1))).shown.removals).toMatchObject([
    { steps: [{ how: 'by-hand', because: { kind: 'no-credentials' } }] },
  ]);
});

test('a lost answer of a declared app is looked up, and nothing is asked for a second time', async () => {
  const { proxy, server, writes, confirm, run, operations, after } = await behindProxy();
  proxy.fault = (request) => (isWrite(request) ? 'answer-lost' : null);
  await confirm(seatOf(1));
  await run();
  expect(operations()).toMatchObject([{ state: 'in-doubt', reason: { kind: 'answer-lost' } }]);
  proxy.fault = () => null;
  after(1);
  await run();
  expect(operations()).toMatchObject([{ state: 'verified', reason: null }]);
  expect(server.users.get('1001')?.active).toBe(false);
  expect(writes()).toHaveLength(1);
});

test('a path with a slip in it removes nobody and says so', async () => {
  const slip = declaration().replace('method: GET, path: "/Users/{id}"', 'method: GET, path: "/Usrs/{id}"');
  const { office, writes, confirm, run, operations } = await declared({ declaration: slip });
  await confirm(seatOf(1));
  await run();
  expect(writes()).toEqual([]);
  expect(operations()).toMatchObject([
    { state: 'failed', reason: { kind: 'refused', words: expect.stringContaining('correct readBack') } },
  ]);
  expect(office.values('SELECT count(*) FROM finding WHERE closed_at IS NULL')).toEqual([5]);
});

test('an app that shows an account only in its list proves a removal by the next complete read', async () => {
  const { office, context, writes, confirm, run, operations, after } = await declared({
    declaration: declaration(''),
  });
  await confirm(seatOf(1));
  await run();
  expect(writes()).toHaveLength(1);
  expect(operations()).toMatchObject([{ state: 'in-doubt', reason: { kind: 'awaits-read' } }]);
  // That is as it should be, and nothing for an admin to look at.
  expect((await office.ask('health')).json).toMatchObject({ removalsInDoubt: 0 });
  expect(lookAtStatus(context, { ready: true })).toMatchObject({
    removals: { 'in-doubt': 1 },
    health: expect.not.arrayContaining([expect.objectContaining({ code: 'removals-in-doubt' })]),
  });
  expect((await office.news()).at(-1)).toMatchObject({ quiet: true });
  expect(await run()).toBe(0);
  after(5);
  await office.sync();
  expect(operations()).toMatchObject([{ state: 'verified', reason: null }]);
  expect((await office.news()).at(-1)?.says).toBe('Removed: user1@acme.co in Chat.');
  expect(writes()).toHaveLength(1);
});

test('an app that said yes and did nothing fails by the next complete read, and is not asked again', async () => {
  const { proxy, office, writes, confirm, run, operations, after } = await behindProxy({
    declaration: declaration(''),
  });
  proxy.fault = (request) => (isWrite(request) ? { status: 200 } : null);
  await confirm(seatOf(1));
  await run();
  after(5);
  await office.sync();
  expect(operations()).toMatchObject([{ state: 'failed', reason: { kind: 'no-effect' } }]);
  await run();
  expect(writes()).toEqual([]);
});

test('a read that began before the step proves nothing of it', async () => {
  const { office, confirm, run, operations } = await declared({ declaration: declaration('') });
  await confirm(seatOf(1));
  await run();
  await office.sync();
  expect(operations()).toMatchObject([{ state: 'in-doubt' }]);
});

test('a process killed right after its request to such an app leaves a doubt that the next read resolves', async () => {
  const { office, context, writes, confirm, run, operations, after } = await declared({
    declaration: declaration(''),
  });
  await confirm(seatOf(1));
  await run();
  // As the kill left it: running, and nothing after that was written.
  context.store.sqlite.exec("UPDATE removal_operation SET state = 'running', reason = NULL, answer = NULL");
  openExecutor(context, { readAgain: async () => {}, isStopped: () => false }).close();
  after(5);
  await run();
  expect(operations()).toMatchObject([{ state: 'in-doubt', reason: { kind: 'answer-lost' } }]);
  await office.sync();
  expect(operations()).toMatchObject([{ state: 'verified' }]);
  expect(writes()).toHaveLength(1);
});

test('killed before and after every commit and request, a declared app is asked at most once', async () => {
  let points: KillPoints | null = null;
  const { server, context, writes, confirm, run, operations, after, office } = await declared({
    users: 12,
    roster: rosterOf(12, 1),
    world: (context) => {
      points = killPoints(context.store);
      return points.watch(context);
    },
  });
  const { arm, passed, revive } = points as unknown as KillPoints;
  const live = async () => {
    for (let turn = 0; turn < 6 && operations().some(({ endedAt }) => endedAt === null); turn++) {
      await run();
      after(3);
    }
  };
  let whole = Number.POSITIVE_INFINITY;
  for (let at = 1; at <= whole; at++) {
    Object.assign(server.users.get('1000') ?? {}, { active: true });
    after(25 * 60);
    await office.sync();
    await confirm(seatOf(0));
    const before = writes().length;
    arm(at);
    await live().catch((error: unknown) => {
      if (!(error instanceof Killed) && !String(error).includes('killed')) throw error;
      return undefined;
    });
    if (passed() < at) whole = at;
    revive();
    await live();
    const asked = writes().length - before;
    expect(asked, `killed at ${at}`).toBeLessThanOrEqual(1);
    const done = server.users.get('1000')?.active === false;
    expect([operations()[0]?.state, asked], `killed at ${at}`).toEqual(
      done ? ['verified', 1] : ['failed', 0],
    );
  }
  expect(whole).toBeGreaterThan(10);
  expect(verifyAudit(context.store)).toMatchObject({ ok: true });
}, 120_000);
