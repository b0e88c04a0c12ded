import { expect, test } from 'vitest';
import { answer } from '../../../src/commands/answer.ts';
import { openExecutor } from '../../../src/flows/removing/executor.ts';
import { removalOffice, rosterOf, SLACK_KIM, SLACK_LEE, seatOf } from '../../support/removal-office.ts';

const APPS = '{ dryRun: off, twoPeople: { apps: [chat] } }';
type Made = Awaited<ReturnType<typeof removalOffice>>;

const typedBy = ({ context }: Made, by: typeof SLACK_KIM, text: string) =>
  answer(context, by, text, () => Promise.reject(new Error('nothing is read')));

test('--yes confirms nothing in a chat: its button does', async () => {
  const made = await removalOffice();
  for (const verb of [
    'remove chat 1001 --yes',
    'remove person user1@acme.co --yes',
    'approve 1 --yes',
    'undo plan 1 --yes',
  ]) {
    const { ok, message } = await typedBy(made, SLACK_KIM, verb);
    expect(ok).toBe(false);
    expect(message.summary).toMatch(/^--yes works in a terminal only, and nothing was done/);
  }
  expect(made.office.values('SELECT id FROM removal_plan')).toEqual([]);
  expect(made.writes()).toEqual([]);
  expect((await made.office.ask('remove chat 1001 --yes')).ok).toBe(true);
});

test('approve lists what waits, shows one plan with its button, and approves it in a terminal', async () => {
  const made = await removalOffice({
    removal: APPS,
    yaml: 'admin: { terminal: { users: { kim: kim@acme.co } } }',
  });
  const { office, confirm, press, states } = made;
  expect((await office.ask('approve')).json).toEqual({ plans: [] });
  await confirm(seatOf(1), SLACK_LEE);
  await confirm(seatOf(2), SLACK_KIM);
  const list = await typedBy(made, SLACK_LEE, 'approve');
  expect(list.message.title).toBe('2 plans to be approved by a second person.');
  expect(list.json).toMatchObject({
    plans: [
      { id: 1, requestedBy: 'lee' },
      { id: 2, requestedBy: 'kim' },
    ],
  });
  const one = await typedBy(made, SLACK_LEE, 'approve 2');
  expect(one.json).toMatchObject({ id: 2, operations: [{ account: '1002', state: 'planned' }] });
  expect(states()).toEqual(['planned']);
  const own = await office.ask('approve 2 --yes');
  expect(own).toMatchObject({ ok: false, json: { ok: false, plans: [{ id: 2, approvedBy: null }] } });
  expect(own.message.summary).toMatch(/that is you/);
  const [button] = one.message.buttons.filter(({ label }) => label === 'Approve…');
  if (button === undefined || !('action' in button)) throw new Error('no button');
  expect((await press(button.action, SLACK_LEE)).done).toBe(true);
  const done = await office.ask('approve 1 --yes');
  expect(done).toMatchObject({
    ok: true,
    json: {
      ok: true,
      text: done.message.summary,
      plans: [{ id: 1, approvedBy: 'kim', counts: { verified: 1 } }],
    },
  });
  for (const wrong of ['approve 99', 'approve x', 'approve 0', 'cancel 99', 'undo plan 99', 'undo plan'])
    expect((await office.ask(wrong)).ok).toBe(false);
});

test('cancel lists what can be cancelled, and cancels a plan by its number in every shell', async () => {
  const made = await removalOffice({ removal: APPS });
  const { office, confirm, run, states, writes } = made;
  await confirm(seatOf(1), SLACK_KIM);
  expect((await typedBy(made, SLACK_LEE, 'cancel')).json).toMatchObject({ plans: [{ id: 1 }] });
  const looking = { ...SLACK_LEE, mayChange: false };
  expect((await typedBy(made, looking, 'cancel 1')).ok).toBe(false);
  expect(states()).toEqual(['planned']);
  expect(await typedBy(made, SLACK_LEE, 'cancel 1')).toMatchObject({
    ok: true,
    json: { ok: true, plans: [{ id: 1, counts: { cancelled: 1 } }] },
  });
  expect((await office.ask('cancel 1')).ok).toBe(false);
  await run();
  expect(writes()).toEqual([]);
});

test('undo plan shows what of a plan can be taken back, and takes back all of it in a terminal', async () => {
  const made = await removalOffice({ users: 60, roster: rosterOf(60, 3) });
  const { office, server } = made;
  await office.ask('remove app chat status:inactive --yes');
  const open = () => [0, 1, 2].map((user) => server.users.get(String(1000 + user))?.active);
  expect(open()).toEqual([false, false, false]);
  const shown = await typedBy(made, SLACK_KIM, 'undo plan 1');
  expect(JSON.stringify(shown.message).match(/"label":"Undo"/g)).toHaveLength(3);
  const typed = 'To take back all that can be taken back, type: undo plan 1 --yes';
  expect(JSON.stringify(shown.message)).not.toContain(typed);
  expect(JSON.stringify((await office.ask('undo plan 1')).message)).toContain(typed);
  expect(open()).toEqual([false, false, false]);
  const { ok, json } = await office.ask('undo plan 1 --yes');
  expect(ok).toBe(true);
  expect(json).toMatchObject({
    ok: true,
    plan: 1,
    steps: [{ ok: true }, { ok: true }, { ok: true }],
    plans: [2, 3, 4].map((id) => ({ id, scope: 'undo', counts: { verified: 1 } })),
  });
  expect(open()).toEqual([true, true, true]);
  expect((await office.ask('undo plan 1')).message.summary).toBe(
    'Nothing of plan 1 can be taken back. To list what can: removals',
  );
  expect((await office.ask('undo --yes')).ok).toBe(false);
});

test('the data of every command about removals has what its text says', async () => {
  const { office, newest } = await removalOffice({
    removal: APPS,
    csv: { figma: 'id,email,name\nf1,user1@acme.co,Person 1\n' },
  });
  const person = await office.ask('remove person user1@acme.co');
  const json = person.json as { parts: { only: string; hash: string; accounts: unknown[] }[] };
  expect(json).toMatchObject({
    person: { name: 'Person 1', email: 'user1@acme.co' },
    plan: {
      second: { why: 'app' },
      removals: [{ steps: [{ how: 'by-hand' }] }, { saving: { kind: 'unknown' } }],
    },
    parts: [
      { only: 'disable', accounts: [{ app: 'chat', account: '1001' }] },
      { only: 'by-hand', accounts: [{ app: 'figma', account: 'f1' }] },
    ],
  });
  const hashes = person.message.buttons.flatMap((button) =>
    'action' in button && button.action?.type === 'confirm-removal' ? [button.action.hash] : [],
  );
  expect(json.parts.map(({ hash }) => hash)).toEqual(hashes);
  const all = await office.ask('remove app chat status:inactive');
  expect(all.json).toMatchObject({
    app: 'chat',
    cut: false,
    plan: { scope: 'app', second: { why: 'breaker' } },
  });
  const confirmed = await office.ask('remove chat 1002 --yes');
  expect(confirmed.json).toMatchObject({
    ok: true,
    text: confirmed.message.summary,
    plans: [{ id: newest(), secondWhy: 'app', counts: { planned: 1 }, operations: [{ account: '1002' }] }],
  });
  const shown = await office.ask(`approve ${newest()}`);
  expect(shown.json).toMatchObject({ id: newest(), expiresAt: expect.any(String), requestedBy: 'kim' });
});

test('where a service carries plans out, the data names them by their numbers', async () => {
  const { context, office, newest } = await removalOffice();
  const service = openExecutor(context, { readAgain: async () => {}, isStopped: () => false });
  try {
    const { json } = await office.ask('remove chat 1001 --yes');
    expect(json).toMatchObject({ ok: true, plans: [{ id: newest(), counts: { approved: 1 } }] });
  } finally {
    service.close();
  }
});
