import { expect, test } from 'vitest';
import { ACCOUNTS, csvOf } from '../../support/company.ts';
import { removalOffice } from '../../support/removal-office.ts';

const ROWS = ['f1,user1@acme.co', 'f2,user20@acme.co', 'f3,user21@acme.co'];
const TASK = { scope: 'account', app: 'figma', account: 'f1' } as const;

/** Person 1 has left and has a seat in an app that only its own admin can change. */
async function withTask() {
  const made = await removalOffice({ csv: { figma: csvOf(ACCOUNTS, ROWS) } });
  await made.office.news();
  return made;
}

/** The files are exported again at that moment, with these rows. */
function exported({ acme }: Awaited<ReturnType<typeof withTask>>, at: string, rows = ROWS): void {
  acme.at(at);
  acme.write('figma.csv', csvOf(ACCOUNTS, rows));
}

test('an app without an API gets a task, which is done only when a complete read no longer lists the account', async () => {
  const made = await withTask();
  const { office, confirm, run, states } = made;
  await confirm(TASK);
  await run();
  expect(states()).toEqual(['task']);
  expect((await office.ask('remove figma f1 --done')).ok).toBe(true);
  expect(states()).toEqual(['said']);
  exported(made, '2026-03-03T09:00:00Z', ROWS.slice(1));
  await office.sync();
  expect(states()).toEqual(['verified']);
  expect((await office.news()).some(({ says }) => says === 'Removed: user1@acme.co in Figma.')).toBe(true);
});

test('a task that was said to be done and is not, is to be done again; a file from before proves nothing', async () => {
  const made = await withTask();
  const { acme, office, confirm, states, operations } = made;
  await confirm(TASK);
  acme.at('2026-03-02T10:00:00Z', { exported: false });
  await office.ask('remove figma f1 --done');
  await office.sync();
  expect(states()).toEqual(['said']);
  exported(made, '2026-03-03T09:00:00Z');
  await office.sync();
  expect(operations()).toMatchObject([{ state: 'task', reason: { kind: 'still-there' } }]);
});

test('what was said can be taken back, also of the task', async () => {
  const { office, confirm, states } = await withTask();
  await confirm(TASK);
  await office.ask('remove figma f1 --done');
  await office.ask('remove figma f1 --undo');
  expect(states()).toEqual(['task']);
});

test('a task that is not possible ends with the reason, and its finding stays', async () => {
  const { office, confirm, operations } = await withTask();
  await confirm(TASK);
  expect((await office.ask('remove figma f1 --not-possible')).ok).toBe(false);
  expect((await office.ask('remove figma f1 --not-possible reason:"the contract forbids it"')).ok).toBe(true);
  expect(operations()).toMatchObject([
    { state: 'not-possible', reason: { kind: 'by-admin', name: 'kim', words: 'the contract forbids it' } },
  ]);
  expect(office.values('SELECT count(*) FROM finding WHERE closed_at IS NULL')).toEqual([6]);
  expect((await office.ask('remove figma f1 --not-possible reason:again')).ok).toBe(false);
});

test('a task is remembered after 3, 7 and 14 days, and then every two weeks', async () => {
  const made = await withTask();
  const { office, confirm, run } = made;
  await confirm(TASK);
  await office.news();
  const days: number[] = [];
  for (let day = 1; day <= 45; day++) {
    made.after(24 * 60);
    await run();
    if ((await office.news()).some(({ does, says }) => does === 'post' && says.includes('user1@acme.co')))
      days.push(day);
  }
  expect(days).toEqual([3, 7, 14, 28, 42]);
});

test('without credentials that may write, the plan is a task from the start', async () => {
  const { context, plan, confirm, run, writes, states } = await removalOffice({
    world: (one) => ({
      ...one,
      dependencies: {
        ...one.dependencies,
        app: (...asked) => ({ ...one.dependencies.app(...asked), removal: undefined }),
      },
    }),
  });
  const asked = { scope: 'account', app: 'chat', account: '1001' } as const;
  expect((await plan(asked)).shown.removals[0]?.steps).toMatchObject([
    { how: 'by-hand', because: { kind: 'no-credentials' }, owner: 'lee@acme.co' },
  ]);
  await confirm(asked);
  await run();
  expect(states()).toEqual(['task']);
  expect(writes()).toEqual([]);
  expect(context.platforms).toEqual(['slack']);
});
