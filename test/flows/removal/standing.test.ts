import { expect, test } from 'vitest';
import { planCard } from '../../../src/chat/say/removal/card.ts';
import type { Context } from '../../../src/flows/context.ts';
import { lookAtPlan } from '../../../src/flows/removal/look-at-plan.ts';
import { latestPlans, planById } from '../../../src/store/removal/plans.ts';
import { approvalOf } from '../../support/approval.ts';
import { ACCOUNTS, csvOf, people } from '../../support/company.ts';
import { removalOffice, rosterOf, SLACK_KIM, SLACK_LEE, seatOf } from '../../support/removal-office.ts';

const GRACE = { ...seatOf(1), way: 'delete', inDays: 30 } as const;

/** An office in which a test says who may change something; `null`: their platform cannot be asked. */
async function withRights() {
  const may = new Map<string, boolean | null>();
  const made = await removalOffice({
    world: (context) => ({
      ...context,
      mayChange: async (who) => {
        const found = may.get(who);
        return found === undefined ? true : found;
      },
    }),
  });
  return { ...made, may };
}

test('an admin who lost their rights in the meantime deletes nothing: the step is held until another admin approves it', async () => {
  const { acme, context, office, may, confirm, press, run, operations, states, writes, newest } =
    await withRights();
  await confirm(GRACE, SLACK_KIM);
  await run();
  expect(states()).toEqual(['verified', 'approved']);
  may.set(SLACK_KIM.id, false);
  acme.at('2026-04-01T10:00:00Z');
  await office.news();
  await run();
  expect(operations()[1]).toMatchObject({ state: 'planned', reason: { kind: 'no-rights', name: 'kim' } });
  expect(writes()).toEqual(['PATCH /scim/Users/1001']);
  const plan = planById(context.store, newest());
  if (plan === null) throw new Error('the plan is gone');
  const card = planCard(lookAtPlan(context, plan));
  expect(card.summary).toBe('Removal of user1@acme.co in Chat waits for a second person.');
  expect(JSON.stringify(card.body)).toContain('kim may not remove accounts any more');
  expect((await office.news()).at(-1)).toMatchObject({ quiet: false });
  expect(office.values("SELECT count(*) FROM audit WHERE action = 'removal-held'")).toEqual([1]);
  expect((await press(approvalOf(context), SLACK_LEE)).done).toBe(true);
  await run();
  expect(states()).toEqual(['verified', 'verified']);
  expect(writes()).toEqual(['PATCH /scim/Users/1001', 'DELETE /scim/Users/1001']);
});

test('while nobody can say whether an admin still has rights, the step waits', async () => {
  const { may, confirm, run, operations, states, writes, after } = await withRights();
  may.set(SLACK_KIM.id, null);
  await confirm(seatOf(1), SLACK_KIM);
  await run();
  expect(operations()).toMatchObject([{ state: 'approved', reason: { kind: 'no-rights', unsure: true } }]);
  expect(writes()).toEqual([]);
  may.delete(SLACK_KIM.id);
  after(6);
  await run();
  expect(states()).toEqual(['verified']);
});

test('the admin who approved a plan vouches for it too', async () => {
  const { context, may, confirm, press, run, states } = await withRights();
  await confirm(seatOf(1), SLACK_KIM);
  may.set(SLACK_KIM.id, false);
  await run();
  expect(states()).toEqual(['planned']);
  // An approval needs rights as any click does.
  const guest = { ...SLACK_LEE, mayChange: false };
  expect((await press(approvalOf(context), guest)).done).toBe(false);
  expect(states()).toEqual(['planned']);
  expect((await press(approvalOf(context), SLACK_LEE)).done).toBe(true);
  await run();
  expect(states()).toEqual(['verified']);
});

/** The roster file is that many minutes old when the office reads it again. */
async function withOldRoster(minutes: number) {
  const made = await removalOffice();
  const { acme, office } = made;
  acme.at(new Date(acme.now().getTime() + minutes * 60_000).toISOString(), { exported: false });
  await office.sync();
  return made;
}

test('a plan on a roster file that is days old says so, and is confirmed only by who says that it will do', async () => {
  const { office, plan, confirm, run, states, operations } = await withOldRoster(5 * 24 * 60);
  const { shown } = await plan(seatOf(1));
  expect(shown.oldFiles).toMatchObject([{ source: 'roster:csv', dataAt: '2026-03-02T09:00:00.000Z' }]);
  const { message } = await office.ask('remove chat 1001');
  expect(JSON.stringify(message.body)).toContain('was written 5 days ago');
  expect(message.buttons[0]).toMatchObject({
    action: { oldData: true },
    confirm: { title: 'On old data: Remove it?', yes: 'Remove all the same' },
  });
  expect((await confirm(seatOf(1))).text).toMatch(/was written 5 days ago.*Nothing was changed/);
  const typed = await office.ask('remove chat 1001 --yes');
  expect(typed.ok).toBe(false);
  expect((await confirm({ ...seatOf(1), oldData: true })).done).toBe(true);
  const [planned] = office.values("SELECT detail FROM audit WHERE action = 'removal-planned'") as string[];
  expect(JSON.parse(planned ?? '{}')).toMatchObject({
    oldData: [{ source: 'roster:csv', dataAt: '2026-03-02T09:00:00.000Z' }],
  });
  await run();
  expect(states()).toEqual(['verified']);
  expect(operations()).toHaveLength(1);
});

test('a file that has grown older than was confirmed is waited for, and a rehire in the next one keeps the seat', async () => {
  const { acme, confirm, run, operations, writes, states } = await removalOffice();
  await confirm(seatOf(1));
  acme.at('2026-03-02T09:45:00Z', { exported: false });
  await run();
  expect(operations()).toMatchObject([{ state: 'approved', reason: { kind: 'stale', file: true } }]);
  expect(writes()).toEqual([]);
  acme.at('2026-03-02T09:51:00Z', { exported: false });
  acme.write(
    'roster.csv',
    people(...rosterOf(40).map((row) => row.replace(/(Person 1),offboarded,,.*/, '$1,active'))),
  );
  await run();
  await run();
  expect(states()).toEqual(['cancelled']);
  expect(writes()).toEqual([]);
});

/** An app that does not say whether its accounts are open. */
const tellsNoState = (context: Context): Context => ({
  ...context,
  dependencies: {
    ...context.dependencies,
    app: (...asked) => {
      const { removal, ...connection } = context.dependencies.app(...asked);
      if (removal === undefined) return connection;
      const look: typeof removal.look = async (step, taken) => {
        const now = await removal.look(step, taken);
        return now.kind === 'gone' ? now : { ...now, account: { ...now.account, state: 'unknown' } };
      };
      return { ...connection, removal: { ...removal, look } };
    },
  },
});

test('the last owner is protected also where the app does not say whether the account is open', async () => {
  const { context, office, server, plan, confirm, run, operations, writes } = await removalOffice({
    world: tellsNoState,
  });
  const owner = { roles: [{ value: 'Owner' }] };
  for (const id of ['1001', '1020']) Object.assign(server.users.get(id) ?? {}, owner);
  await office.sync();
  const set = (change: string, id: string) =>
    context.store.sqlite.exec(`UPDATE account SET ${change} WHERE external_id = '${id}'`);
  set("state = 'unknown'", '1001');
  expect((await plan(seatOf(1))).shown.removals).toHaveLength(1);
  await confirm(seatOf(1));
  // The other one is an owner whose state nobody knows: none that would stay.
  set("state = 'unknown'", '1020');
  await run();
  expect(operations()).toMatchObject([
    { state: 'failed', reason: { kind: 'protected', by: { rule: 'last-admin' } } },
  ]);
  expect(writes()).toEqual([]);
  expect((await plan(seatOf(1))).shown.leftAlone).toMatchObject([
    { why: { kind: 'protected', by: { rule: 'last-admin' } } },
  ]);
});

test('removals lists every plan that has not ended, whatever its age, and finds a state in all of them', async () => {
  const { context, office, confirm, press, run } = await removalOffice({
    users: 60,
    roster: rosterOf(60, 3),
    removal: '{ dryRun: off, breaker: { accounts: 100, percent: 100, perDay: 100 } }',
  });
  await confirm(GRACE);
  await run();
  const listed = async (typed: string) =>
    ((await office.ask(typed)).json as { plans: { id: number; operations: unknown[] }[] }).plans;
  for (let plan = 0; plan < 21; plan++) {
    await confirm(seatOf(2));
    const [newest] = latestPlans(context.store, 1);
    await press({ type: 'cancel-removal', plan: newest?.id ?? 0 });
  }
  const all = await listed('removals');
  expect(all[0]?.id).toBe(1);
  expect(all).toHaveLength(21);
  expect(await listed('removals state:approved')).toMatchObject([
    { id: 1, operations: [{ state: 'approved' }] },
  ]);
  expect(await listed('removals state:cancelled')).toHaveLength(20);
});

test('the button of a person names every kind of step that it confirms', async () => {
  const { office } = await removalOffice({
    csv: { figma: csvOf(ACCOUNTS, ['f1,user1@acme.co', 'f2,user20@acme.co', 'f3,user21@acme.co']) },
  });
  const { message } = await office.ask('remove person user1@acme.co way:delete');
  expect(message.buttons.map(({ label }) => label)).toEqual([
    'Disable 1 account and delete 1 account…',
    'Open 1 task…',
  ]);
});
