import { expect, test } from 'vitest';
import { planCard } from '../../../src/chat/say/removal/card.ts';
import { lookAtPlan } from '../../../src/flows/removal/look-at-plan.ts';
import { findAccount } from '../../../src/store/accounts/accounts.ts';
import { listAudit, verifyAudit } from '../../../src/store/audit.ts';
import { planById } from '../../../src/store/removal/plans.ts';
import { findSource } from '../../../src/store/sources/sources.ts';
import { removalOffice, seatOf } from '../../support/removal-office.ts';

test('a seat is removed once, read back, and its finding, card and audit say so', async () => {
  const { office, server, writes, plan, confirm, run, operations } = await removalOffice();
  const { shown } = await plan(seatOf(1));
  expect(shown.removals).toMatchObject([
    {
      account: { label: 'user1@acme.co', person: { name: 'Person 1', status: 'offboarded' } },
      steps: [{ way: 'deactivate', how: 'api', inDays: 0 }],
    },
  ]);
  expect((await confirm(seatOf(1))).done).toBe(true);
  expect(writes()).toEqual([]);
  expect(await run()).toBe(1);
  expect(writes()).toEqual(['PATCH /scim/Users/1001']);
  expect(server.users.get('1001')?.active).toBe(false);
  expect(operations()).toMatchObject([{ state: 'verified', reason: null, answer: { status: 200 } }]);
  const app = findSource(office.context.store, 'app', 'chat');
  expect(findAccount(office.context.store, app?.id ?? 0, '1001')?.account.state).toBe('deactivated');
  expect(
    office.values(
      "SELECT closing FROM finding JOIN account ON account.id = finding.account WHERE external_id = '1001'",
    ),
  ).toEqual(['no-seat']);
  const said = await office.news();
  expect(
    said
      .filter(({ says }) => says.includes('user1@acme.co in Chat'))
      .map(({ does, says }) => `${does}: ${says}`),
  ).toEqual([
    'post: Removal of user1@acme.co in Chat is under way.',
    'edit: Removed: user1@acme.co in Chat.',
  ]);
  expect(listAudit(office.context.store, 5).map(({ action }) => action)).toEqual([
    'removal-verified',
    'removal-started',
    'removal-planned',
    'run-complete',
    'run-complete',
  ]);
  expect(verifyAudit(office.context.store)).toMatchObject({ ok: true });
  // The next read finds everything as it is known already.
  await office.sync();
  expect((await office.news()).filter(({ does }) => does === 'post')).toEqual([]);
  expect(await run()).toBe(0);
});

test('a user who is deleted is gone, and the seat counts as saved', async () => {
  const { office, server, writes, confirm, run, states } = await removalOffice();
  await confirm({ ...seatOf(2), way: 'delete' });
  await run();
  // What the API can suspend is suspended before it is deleted.
  expect(writes()).toEqual(['PATCH /scim/Users/1002', 'DELETE /scim/Users/1002']);
  expect(server.users.has('1002')).toBe(false);
  expect(states()).toEqual(['verified', 'verified']);
  expect(office.values('SELECT monthly FROM saving')).toEqual([10_000_000]);
  const counts = (await office.ask('app chat')).json as { accounts: number };
  expect(counts.accounts).toBe(39);
});

test('an app whose data is older than 30 minutes is read again before anything is asked of it', async () => {
  const { office, writes, confirm, run, after, server } = await removalOffice();
  await confirm(seatOf(1));
  after(31);
  const reads = office.values("SELECT count(*) FROM run WHERE status = 'complete'")[0] as number;
  server.requests.length = 0;
  await run();
  expect(office.values("SELECT count(*) FROM run WHERE status = 'complete'")[0]).toBe(reads + 2);
  expect(writes()).toEqual(['PATCH /scim/Users/1001']);
});

test('in a dry run everything is checked and nothing is asked of the app', async () => {
  const { writes, plan, confirm, run, states } = await removalOffice({ removal: '{ dryRun: auto }' });
  expect((await plan(seatOf(1))).shown.dryRun).toEqual({ until: '2026-03-09' });
  await confirm(seatOf(1));
  await run();
  expect(states()).toEqual(['rehearsed']);
  expect(writes()).toEqual([]);
});

test('a rehearsal never looks like something that happened: not its mark, its words, the list or the audit log', async () => {
  const { office, confirm, run, newest } = await removalOffice({ removal: '{ dryRun: on }' });
  await confirm(seatOf(1));
  await run();
  const card = lookAtPlan(office.context, planById(office.context.store, newest()) ?? never());
  const message = planCard(card);
  expect(message.summary).toBe('Dry run: user1@acme.co in Chat would have been removed.');
  const [row] = message.body.filter((part) => part.type === 'row');
  expect(row).toMatchObject({ mark: 'rehearsed', buttons: [] });
  expect(JSON.stringify(row)).toContain('would have been done');
  for (const platform of [message, (await office.ask('removals')).message]) {
    const text = JSON.stringify(platform);
    expect(text).not.toMatch(/"done"|✓|Removed|read back/);
    expect(text).toContain('would have been');
  }
  expect(JSON.stringify((await office.ask('audit')).message)).toContain(
    'rehearsed, and asked nothing of any app',
  );
  expect((await office.ask('removals')).json).toMatchObject({
    plans: [{ dryRun: true, operations: [{ state: 'rehearsed' }] }],
  });
});

test('in a dry run a task is said not to have been opened', async () => {
  const { office, confirm, run, newest } = await removalOffice({
    removal: '{ dryRun: on }',
    csv: { figma: 'id,email,name\nf1,user1@acme.co,Person 1\n' },
  });
  await confirm({ scope: 'account', app: 'figma', account: 'f1' });
  await run();
  const { summary } = planCard(
    lookAtPlan(office.context, planById(office.context.store, newest()) ?? never()),
  );
  expect(summary).toBe('Dry run: a task would have been opened for user1@acme.co in Figma.');
});

function never(): never {
  throw new Error('no plan was confirmed');
}
