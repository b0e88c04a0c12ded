import { expect, test } from 'vitest';
import { confirmAction } from '../../../src/chat/say/removal/plan-buttons.ts';
import { inWriteTurn } from '../../../src/store/db/write-turn.ts';
import { people } from '../../support/company.ts';
import {
  removalOffice,
  rosterOf,
  SLACK_KIM,
  SLACK_LEE,
  seatOf,
  TEAMS_KIM,
} from '../../support/removal-office.ts';

test('somebody without rights confirms nothing', async () => {
  const { plan, press, writes } = await removalOffice();
  const { hash } = await plan(seatOf(1));
  const guest = { ...SLACK_LEE, mayChange: false };
  expect(await press(confirmAction(seatOf(1), hash), guest)).toMatchObject({ done: false });
  expect(writes()).toEqual([]);
});

test('a plan that is another one by the click is shown again, and nothing is stored', async () => {
  const { office, plan, press, run } = await removalOffice();
  const { hash } = await plan(seatOf(1));
  await office.press({ type: 'known', app: 'chat', account: '1001', reason: 'handover', until: null });
  const clicked = await press(confirmAction(seatOf(1), hash));
  expect(clicked).toMatchObject({ done: false, next: { command: 'remove chat 1001' } });
  expect(clicked.text).toMatch(/^Something has changed/);
  expect(office.values('SELECT count(*) FROM removal_plan')).toEqual([0]);
  expect(await run()).toBe(0);
});

test('a hundred clicks at once on two platforms are one operation', async () => {
  const { office, plan, press, run, writes } = await removalOffice();
  const { hash } = await plan(seatOf(1));
  const clicks = await Promise.all(
    Array.from({ length: 100 }, (_, at) =>
      press(confirmAction(seatOf(1), hash), at % 2 === 0 ? SLACK_KIM : { ...TEAMS_KIM, name: 'lee' }),
    ),
  );
  expect(clicks.filter(({ done }) => done)).toHaveLength(1);
  expect(clicks.filter(({ text }) => text.startsWith('Already handled'))).toHaveLength(99);
  expect(office.values('SELECT count(*) FROM removal_operation')).toEqual([1]);
  await run();
  expect(writes()).toEqual(['PATCH /scim/Users/1001']);
});

test('a second plan for a seat whose removal has not ended leaves it alone', async () => {
  const { confirm, plan } = await removalOffice();
  await confirm(seatOf(1));
  const { shown } = await plan({ ...seatOf(1), way: 'delete' });
  expect(shown).toMatchObject({ removals: [], leftAlone: [{ why: { kind: 'under-way' } }] });
  const { shown: person } = await plan({ scope: 'app', app: 'chat', filter: 'inactive' });
  expect(person.removals.map(({ account }) => account.label)).not.toContain('user1@acme.co');
});

test('somebody who is hired again between plan and confirmation keeps the seat, and nothing is stored', async () => {
  const { acme, office, plan, press, run, writes } = await removalOffice();
  const { hash } = await plan(seatOf(1));
  acme.at('2026-03-02T09:31:00Z');
  acme.write(
    'roster.csv',
    people(...rosterOf(40).map((row) => row.replace(/(Person 1),offboarded,,.*/, '$1,active'))),
  );
  await office.sync();
  expect((await press(confirmAction(seatOf(1), hash))).done).toBe(false);
  expect(office.values('SELECT count(*) FROM removal_plan')).toEqual([0]);
  await run();
  expect(writes()).toEqual([]);
  expect((await plan(seatOf(1))).shown.leftAlone).toMatchObject([{ why: { kind: 'active' } }]);
});

test('somebody who is hired again between plan and step keeps the seat', async () => {
  const { acme, office, confirm, run, writes, operations } = await removalOffice();
  await confirm(seatOf(1));
  acme.at('2026-03-02T09:31:00Z');
  acme.write(
    'roster.csv',
    people(...rosterOf(40).map((row) => row.replace(/(Person 1),offboarded,,.*/, '$1,active'))),
  );
  await run();
  expect(writes()).toEqual([]);
  expect(operations()).toMatchObject([{ state: 'cancelled', reason: { kind: 'came-back' } }]);
  expect((await office.news()).map(({ says }) => says)).toContain(
    'Nothing was removed: user1@acme.co in Chat.',
  );
});

test('an account that has changed in the app since the plan is left as it is', async () => {
  const { server, confirm, run, writes, operations } = await removalOffice();
  await confirm(seatOf(1));
  Object.assign(server.users.get('1001') ?? {}, { userName: 'somebody.else@acme.co' });
  await run();
  expect(writes()).toEqual([]);
  expect(operations()).toMatchObject([{ state: 'failed', reason: { kind: 'changed', what: 'account' } }]);
});

test('an account that was marked as known since the plan is left as it is', async () => {
  const { office, confirm, run, writes, operations } = await removalOffice();
  await confirm(seatOf(1));
  await office.press({ type: 'known', app: 'chat', account: '1001', reason: 'handover', until: null });
  await run();
  expect(writes()).toEqual([]);
  expect(operations()).toMatchObject([{ state: 'failed', reason: { kind: 'changed', what: 'known' } }]);
});

test('a stored plan that is not the confirmed one is not carried out', async () => {
  const { office, confirm, run, writes, operations } = await removalOffice();
  await confirm(seatOf(1));
  await inWriteTurn(office.context.store, () => {
    office.context.store.sqlite.exec(
      'UPDATE removal_plan SET shown = replace(shown, \'"1001"\', \'"1002"\')',
    );
  });
  await run();
  expect(writes()).toEqual([]);
  expect(operations()).toMatchObject([{ state: 'failed', reason: { kind: 'changed', what: 'plan' } }]);
});

test('while the app cannot be read again nothing is done, and a plan that waited too long has failed', async () => {
  const { acme, office, server, confirm, run, writes, operations, after } = await removalOffice();
  await confirm(seatOf(1));
  after(31);
  // A list that has lost most of its users is held.
  for (const id of [...server.users.keys()].slice(10)) server.users.delete(id);
  await run();
  expect(operations()).toMatchObject([{ state: 'approved', reason: { kind: 'stale', source: 'Chat' } }]);
  acme.at('2026-03-03T10:00:00Z');
  await run();
  expect(operations()).toMatchObject([{ state: 'failed', reason: { kind: 'stale', source: 'Chat' } }]);
  expect(writes()).toEqual([]);
  expect((await office.news()).at(-1)?.says).toContain('user1@acme.co in Chat');
});

test('an account that nobody owns is removed only by an admin who confirms it again', async () => {
  const { plan, confirm, run, writes, office } = await removalOffice({ roster: rosterOf(39) });
  const { shown } = await plan(seatOf(39));
  expect(shown).toMatchObject({ removals: [], leftAlone: [{ why: { kind: 'nobody-owns-it' } }] });
  const asked = await office.ask('remove chat 1039');
  expect(asked.message.buttons).toEqual([
    { label: 'Nobody owns it: plan it…', command: 'remove chat 1039 --unowned' },
  ]);
  await confirm({ ...seatOf(39), unowned: true });
  await run();
  expect(writes()).toEqual(['PATCH /scim/Users/1039']);
});

test.each([
  ['a person', '{ person: user1@acme.co }', 'person: user1@acme.co'],
  ['an account', '{ app: chat, account: "1001" }', 'app: chat, account: 1001'],
  ['a role', '{ role: Owner, app: chat }', 'role: Owner, app: chat'],
])('%s on the protected list is never removed', async (_, entry, said) => {
  const { server, plan, office } = await removalOffice({ yaml: `protect: [${entry}]` });
  Object.assign(server.users.get('1001') ?? {}, { roles: [{ value: 'Owner' }] });
  Object.assign(server.users.get('1020') ?? {}, { roles: [{ value: 'Owner' }] });
  await office.sync();
  const { shown } = await plan(seatOf(1));
  expect(shown).toMatchObject({
    removals: [],
    leftAlone: [{ why: { kind: 'protected', by: { rule: 'listed', entry: said } } }],
  });
});

test('the last owner of an app is never removed, also when the other one went after the plan', async () => {
  const { server, office, plan, confirm, run, writes, operations } = await removalOffice();
  const owner = { roles: [{ value: 'Owner' }] };
  Object.assign(server.users.get('1001') ?? {}, owner);
  await office.sync();
  expect((await plan(seatOf(1))).shown.leftAlone).toMatchObject([
    { why: { kind: 'protected', by: { rule: 'last-admin' } } },
  ]);
  Object.assign(server.users.get('1020') ?? {}, owner);
  await office.sync();
  await confirm(seatOf(1));
  Object.assign(server.users.get('1020') ?? {}, { roles: [{ value: 'Member' }] });
  await office.sync();
  await run();
  expect(writes()).toEqual([]);
  expect(operations()).toMatchObject([
    { state: 'failed', reason: { kind: 'protected', by: { rule: 'last-admin' } } },
  ]);
});

test('nobody removes their own account', async () => {
  const { plan } = await removalOffice({
    roster: ['K,kim@acme.co,,,Kim Novak,active', ...rosterOf(40).slice(2)],
  });
  const { shown } = await plan(seatOf(1), { ...SLACK_KIM, emails: ['user1@acme.co'] });
  expect(shown.leftAlone).toMatchObject([{ why: { kind: 'protected', by: { rule: 'yourself' } } }]);
});
