import { expect, test } from 'vitest';
import { afterWrite, ConnectorError } from '../../../src/connectors/base/errors.ts';
import type { Removal } from '../../../src/connectors/base/removal.ts';
import type { Context } from '../../../src/flows/context.ts';
import { beginRun, updateRun } from '../../../src/store/sources/runs.ts';
import { findSource } from '../../../src/store/sources/sources.ts';
import { people } from '../../support/company.ts';
import { removalOffice, rosterOf, SLACK_KIM, seatOf } from '../../support/removal-office.ts';

const GRACE = { ...seatOf(1), way: 'delete', inDays: 30 } as const;
/** The roster in which user 1 works here again. */
const BACK = people(...rosterOf(40).map((row) => row.replace(/(Person 1),offboarded,,.*/, '$1,active')));

test('disable now and delete after 30 days: both happen once, each on its day and on fresh data', async () => {
  const { acme, plan, confirm, run, states, writes } = await removalOffice();
  const { shown } = await plan(GRACE);
  expect(shown.removals[0]?.steps.map(({ way, inDays }) => [way, inDays])).toEqual([
    ['deactivate', 0],
    ['delete', 30],
  ]);
  await confirm(GRACE);
  await run();
  expect(states()).toEqual(['verified', 'approved']);
  acme.at('2026-03-31T09:00:00Z');
  await run();
  expect(states()).toEqual(['verified', 'approved']);
  acme.at('2026-04-01T10:00:00Z');
  await run();
  expect(states()).toEqual(['verified', 'verified']);
  expect(writes()).toEqual(['PATCH /scim/Users/1001', 'DELETE /scim/Users/1001']);
});

test('a grace cancels itself when the person comes back, and says so', async () => {
  const { acme, office, confirm, run, states, operations, writes } = await removalOffice();
  await confirm(GRACE);
  await run();
  await office.news();
  acme.at('2026-03-10T09:00:00Z');
  acme.write('roster.csv', BACK);
  await office.sync();
  expect(states()).toEqual(['verified', 'cancelled']);
  expect(operations()[1]?.reason).toEqual({ kind: 'came-back' });
  expect(
    (await office.news()).some(({ says, quiet }) => says === 'Removed: user1@acme.co in Chat.' && !quiet),
  ).toBe(true);
  acme.at('2026-04-02T09:00:00Z');
  await run();
  expect(writes()).toEqual(['PATCH /scim/Users/1001']);
});

test('a grace can be cancelled by an admin, and nothing is deleted', async () => {
  const { acme, confirm, press, newest, run, states, writes } = await removalOffice();
  await confirm(GRACE);
  await run();
  expect((await press({ type: 'cancel-removal', plan: newest() }, SLACK_KIM)).done).toBe(true);
  expect((await press({ type: 'cancel-removal', plan: newest() }, SLACK_KIM)).done).toBe(false);
  acme.at('2026-04-02T09:00:00Z');
  await run();
  expect(states()).toEqual(['verified', 'cancelled']);
  expect(writes()).toEqual(['PATCH /scim/Users/1001']);
});

test('a step that was carried out is taken back once, with the same care', async () => {
  const { office, server, confirm, press, run, operations, states, writes } = await removalOffice();
  await confirm(seatOf(1));
  await run();
  const [done] = operations();
  const undo = { type: 'undo-removal', operation: done?.id ?? 0 } as const;
  const clicks = await Promise.all([press(undo), press(undo, SLACK_KIM), press(undo)]);
  expect(clicks.filter((one) => one.done)).toHaveLength(1);
  await run();
  expect(states()).toEqual(['verified']);
  expect(server.users.get('1001')?.active).toBe(true);
  expect(writes()).toHaveLength(2);
  expect((await office.news()).at(-1)?.says).toBe('Taken back: user1@acme.co in Chat.');
  // It is not offered once more: the app may close the account again by itself.
  Object.assign(server.users.get('1001') ?? {}, { active: false });
  expect((await press(undo)).text).toMatch(/cannot be taken back any more/);
  expect(await run()).toBe(0);
  Object.assign(server.users.get('1001') ?? {}, { active: true });
  // The seat is held again, so that it is a finding again.
  expect(office.values('SELECT count(*) FROM finding WHERE closed_at IS NULL')).toEqual([5]);
});

test('an undo that is impossible or too late is not offered and not tried', async () => {
  const { confirm, press, run, operations, writes, after } = await removalOffice();
  await confirm({ ...seatOf(1), way: 'delete' });
  await run();
  const [suspended, deleted] = operations();
  expect(deleted?.undoUntil).toBeNull();
  // Nor what came before it: there is no account to open.
  for (const step of [suspended, deleted])
    expect((await press({ type: 'undo-removal', operation: step?.id ?? 0 })).done).toBe(false);
  await confirm(seatOf(2));
  await run();
  expect(operations()[0]?.undoUntil).toBe('2026-04-01');
  after(32 * 24 * 60);
  expect((await press({ type: 'undo-removal', operation: operations()[0]?.id ?? 0 })).done).toBe(false);
  expect(writes()).toHaveLength(3);
});

/** The app shows a change only minutes later, and says so. */
function slow(shows: () => boolean): (context: Context) => Context {
  return (context) => ({
    ...context,
    dependencies: {
      ...context.dependencies,
      connectors: context.dependencies.connectors.map((kind) => ({
        ...kind,
        removal: kind.removal.map((way) => ({ ...way, settles: 600_000 })),
      })),
      app: (...asked) => {
        const { removal, ...connection } = context.dependencies.app(...asked);
        if (removal === undefined) return connection;
        return {
          ...connection,
          removal: {
            ...removal,
            look: async (step) => {
              const now = await removal.look(step);
              return now.kind === 'gone' || shows() ? now : { ...now, removed: false, account: step.account };
            },
          },
        };
      },
    },
  });
}

test('an app that shows a change minutes later is looked at until it does', async () => {
  let shows = false;
  const { confirm, run, states, writes, after } = await removalOffice({ world: slow(() => shows) });
  await confirm(seatOf(1));
  await run();
  expect(states()).toEqual(['in-doubt']);
  after(5);
  await run();
  expect(states()).toEqual(['in-doubt']);
  shows = true;
  after(2);
  await run();
  expect(states()).toEqual(['verified']);
  expect(writes()).toHaveLength(1);
});

test('an app that never shows the change has not made it', async () => {
  const { confirm, run, operations, writes, after } = await removalOffice({ world: slow(() => false) });
  await confirm(seatOf(1));
  await run();
  after(11);
  await run();
  expect(operations()).toMatchObject([{ state: 'failed', reason: { kind: 'no-effect' } }]);
  expect(writes()).toHaveLength(1);
});

test('a list that was read before the removal opens nothing again; a later one that shows the account does', async () => {
  const { acme, office, server, confirm, run } = await removalOffice();
  await confirm(seatOf(1));
  await run();
  await office.news();
  // The list still shows it, as of the very moment of the removal.
  Object.assign(server.users.get('1001') ?? {}, { active: true });
  acme.at('2026-03-02T08:59:59Z', { exported: false });
  await office.sync('chat');
  expect(office.values('SELECT count(*) FROM finding WHERE closed_at IS NULL')).toEqual([4]);
  acme.at('2026-03-02T09:10:00Z');
  await office.sync('chat');
  expect(office.values('SELECT count(*) FROM finding WHERE closed_at IS NULL')).toEqual([5]);
});

test('while the app is being read, what was removed is quiet until a later read has seen it', async () => {
  const { acme, office, confirm, run, context } = await removalOffice();
  await confirm(seatOf(1));
  const app = findSource(context.store, 'app', 'chat');
  const reading = beginRun(context.store, app?.id ?? 0, '2026-03-02T09:00:00.000Z');
  await run();
  expect(office.values('SELECT state FROM removal_operation')).toEqual(['verified']);
  expect(
    office.values('SELECT count(*) FROM finding WHERE closed_at IS NULL AND removal_said IS NOT NULL'),
  ).toEqual([1]);
  updateRun(context.store, reading, { status: 'failed' });
  acme.at('2026-03-02T10:00:00Z');
  await office.sync();
  expect(office.values('SELECT count(*) FROM finding WHERE closed_at IS NULL')).toEqual([4]);
});

/** The app gives the account back, and refuses the license that it took. */
function withoutLicense(refuses: { now: boolean }) {
  return (context: Context): Context => ({
    ...context,
    dependencies: {
      ...context.dependencies,
      app(...asked) {
        const connection = context.dependencies.app(...asked);
        const { removal } = connection;
        if (removal === undefined) return connection;
        const half: Removal = {
          ...removal,
          async look(step, taken) {
            const now = await removal.look(step);
            return now.kind === 'gone' || taken === undefined ? now : { ...now, lacks: ['Chat Pro'] };
          },
          async undo(step, before) {
            const done = await removal.undo?.(step, before);
            if (done === undefined) throw new Error('it cannot be undone');
            const refused = new ConnectorError('chat', 'unexpected-response', 'no license is left', {
              effect: 'none',
            });
            return refuses.now ? afterWrite('the user is active again', Promise.reject(refused)) : done;
          },
        };
        return { ...connection, removal: half };
      },
    },
  });
}

test.each([
  { refuses: true, waits: ['in-doubt'] },
  { refuses: false, waits: ['verified'] },
])('an undo that gives back a half says which half is missing ($refuses)', async ({ refuses, waits }) => {
  const { office, confirm, press, run, operations, states, after } = await removalOffice({
    world: withoutLicense({ now: refuses }),
  });
  await confirm(seatOf(1));
  await run();
  await press({ type: 'undo-removal', operation: operations()[0]?.id ?? 0 });
  await run();
  expect(states()).toEqual(waits);
  after(5);
  await run();
  expect(operations()).toMatchObject([
    { state: 'verified', reason: { kind: 'partly-back', lacks: ['Chat Pro'] } },
  ]);
  const [card] = (await office.news()).slice(-1);
  expect(card?.says).toBe('Taken back in part: user1@acme.co in Chat.');
  expect(JSON.stringify(card)).toContain('it does not have back: Chat Pro');
});
