import { expect, test } from 'vitest';
import { type Removal, stepBy } from '../../../src/connectors/base/removal.ts';
import type { Context } from '../../../src/flows/context.ts';
import { faultyProxy } from '../../support/faulty-proxy.ts';
import { removalOffice, seatOf } from '../../support/removal-office.ts';

/** The same world, in which the app's removal is another one. */
function withRemoval(change: (removal: Removal) => Partial<Removal>): (context: Context) => Context {
  return (context) => ({
    ...context,
    dependencies: {
      ...context.dependencies,
      app: (...asked) => {
        const { removal, ...connection } = context.dependencies.app(...asked);
        return removal === undefined
          ? connection
          : { ...connection, removal: { ...removal, ...change(removal) } };
      },
    },
  });
}

const DELETES = withRemoval(() => ({ usual: () => [stepBy('delete')] }));
const ways = ({ shown }: Awaited<ReturnType<Awaited<ReturnType<typeof removalOffice>>['plan']>>) =>
  shown.removals[0]?.steps.map(({ way, inDays }) => [way, inDays]);

test('an app whose usual way deletes is asked to do so only after the days that in: names', async () => {
  const { acme, plan, confirm, run, states, writes } = await removalOffice({ world: DELETES });
  const asked = { ...seatOf(1), way: 'delete', inDays: 30 };
  for (const later of [asked, { ...seatOf(1), inDays: 30 }])
    expect(ways(await plan(later))).toEqual([
      ['deactivate', 0],
      ['delete', 30],
    ]);
  await confirm(asked);
  await run();
  expect(states()).toEqual(['verified', 'approved']);
  expect(writes()).toEqual(['PATCH /scim/Users/1001']);
  acme.at('2026-04-01T10:00:00Z');
  await run();
  expect(writes()).toEqual(['PATCH /scim/Users/1001', 'DELETE /scim/Users/1001']);
});

test('the days of deleteAfterDays hold where the usual way deletes too', async () => {
  const { plan } = await removalOffice({ world: DELETES, removal: '{ dryRun: off, deleteAfterDays: 20 }' });
  expect(ways(await plan(seatOf(1)))).toEqual([
    ['deactivate', 0],
    ['delete', 20],
  ]);
});

test.each([
  ['an app that cannot delete', withRemoval(() => ({ offered: () => [stepBy('deactivate')] })), {}],
  ['a way that deletes nothing', undefined, { way: 'deactivate' }],
  [
    'a task, because nobody knows when it is done',
    (context: Context): Context => ({
      ...context,
      dependencies: {
        ...context.dependencies,
        app: (...asked) => ({ ...context.dependencies.app(...asked), removal: undefined }),
      },
    }),
    {},
  ],
])('in: is refused with words for %s', async (_, world, how) => {
  const { plan } = await removalOffice(world === undefined ? {} : { world });
  expect((await plan({ ...seatOf(1), ...how, inDays: 30 })).shown).toMatchObject({
    removals: [],
    leftAlone: [{ why: { kind: 'no-delay' } }],
  });
});

test('a way that the account does not have is said, and nothing else is planned instead', async () => {
  const { office } = await removalOffice();
  const { message } = await office.ask('remove chat 1001 way:archive');
  expect(message.summary).toBe('user1@acme.co in Chat is not removed: it cannot be removed in that way.');
});

test('what could not be suspended is not deleted', async () => {
  const { confirm, run, operations, writes } = await removalOffice({
    through: async (server) => {
      const proxy = await faultyProxy(server);
      proxy.fault = (request) => (request.startsWith('PATCH') ? { status: 403 } : null);
      return proxy;
    },
  });
  await confirm({ ...seatOf(1), way: 'delete' });
  await run();
  expect(operations().map(({ way, state, reason }) => [way, state, reason?.kind])).toEqual([
    ['deactivate', 'failed', 'refused'],
    ['delete', 'cancelled', 'earlier-step'],
  ]);
  expect(writes()).toEqual([]);
});

test('an account that is already suspended is deleted without being suspended again', async () => {
  const { server, office, plan } = await removalOffice();
  Object.assign(server.users.get('1001') ?? {}, { active: false });
  await office.sync();
  expect(ways(await plan({ ...seatOf(1), way: 'delete' }))).toEqual([['delete', 0]]);
});
