import { expect, test } from 'vitest';
import type { FoundUser, PersonalMessages } from '../../../src/chat/platform.ts';
import type { Caller } from '../../../src/domain/caller.ts';
import type { Message } from '../../../src/domain/message.ts';
import { askPeople } from '../../../src/flows/asking/ask-people.ts';
import { deliver } from '../../../src/flows/outbox/deliver.ts';
import { approvalOf } from '../../support/approval.ts';
import { people } from '../../support/company.ts';
import {
  type RemovalOffice,
  removalOffice,
  rosterOf,
  SLACK_KIM,
  seatOf,
  TEAMS_LEE,
} from '../../support/removal-office.ts';

/** What a chat that writes to people was given. */
function directory(
  found: (address: string) => FoundUser = (address) => ({
    kind: 'found',
    user: `slack:${address}`,
    timezone: null,
  }),
) {
  const sent: { readonly to: string; readonly message: Message }[] = [];
  const personal: PersonalMessages = {
    find: async ([address = '']) => found(address),
    post: async (to, message) => {
      sent.push({ to, message });
      return { outcome: 'sent', ref: { at: String(sent.length) } };
    },
    update: async (to, ref, message) => {
      sent.push({ to, message });
      return { outcome: 'sent', ref };
    },
  };
  return { sent, personal };
}

const USER: Caller = { on: 'slack', id: 'slack:user20@acme.co', name: 'Person 20', mayChange: false };

async function asking(ask: string, removal = '{ dryRun: off }', more = '') {
  const desk = await removalOffice({ removal, yaml: `ask: ${ask}\n${more}` });
  // The server of this app tells no last use: what a connector would have read is put where it would be.
  desk.context.store.sqlite
    .prepare(
      "UPDATE account SET last_active = '2025-10-01T00:00:00.000Z', created = '2025-01-01' WHERE external_id = '1020'",
    )
    .run();
  const chat = directory();
  const look = async (on: ReturnType<typeof directory> = chat) => {
    const chats = [{ id: 'slack' as const, personal: on.personal }];
    await askPeople(desk.context, chats, { choose: true, isStopped: () => false });
    await deliver(desk.context, { ...desk.office.chat, id: 'slack', personal: on.personal });
  };
  return { desk, chat, look, state: () => desk.office.values('SELECT state FROM seat_question ORDER BY id') };
}

const RELEASE = { type: 'seat-release', question: 1 } as const;
const audit = ({ office }: RemovalOffice) =>
  office.values(
    "SELECT action FROM audit WHERE action LIKE 'seat-%' OR action LIKE 'removal-%' ORDER BY seq",
  );

test('a released seat is removed only once an admin has confirmed the plan, and its request ends by itself', async () => {
  const { desk, look, state } = await asking('{ apps: [chat] }');
  const before = await desk.plan(seatOf(20));
  expect(before.shown.leftAlone[0]?.why).toEqual({ kind: 'active' });
  await look();
  expect(state()).toEqual(['open']);
  expect((await desk.press(RELEASE, USER)).text).toMatch(/^You release your Chat seat/);
  await look();
  await desk.run();
  expect(desk.writes()).toEqual([]);
  expect(JSON.stringify((await desk.office.ask('remove chat 1020')).message)).toContain(
    'They work here, and released it on 2 Mar.',
  );
  expect((await desk.confirm(seatOf(20), SLACK_KIM)).done).toBe(true);
  await desk.run();
  expect(desk.states()).toEqual(['verified']);
  expect(desk.writes()).toEqual(['PATCH /scim/Users/1020']);
  await look();
  expect(desk.office.values('SELECT request FROM seat_question')).toEqual(['done']);
  expect(audit(desk)).toEqual([
    'seat-asked',
    'seat-released',
    'removal-planned',
    'removal-started',
    'removal-verified',
    'seat-request-done',
  ]);
});

test('somebody who is told that the seat stays keeps it: a plan made before is not carried out', async () => {
  const { desk, look } = await asking('{ apps: [chat] }');
  await look();
  await desk.press(RELEASE, USER);
  await desk.confirm(seatOf(20), SLACK_KIM);
  expect((await desk.press({ type: 'seat-request', question: 1, to: 'declined' }, SLACK_KIM)).done).toBe(
    true,
  );
  await desk.run();
  expect(desk.operations()[0]).toMatchObject({
    state: 'failed',
    reason: { kind: 'changed', what: 'status' },
  });
  expect(desk.writes()).toEqual([]);
});

test('release: remove removes it without an admin, once, in a plan like any other', async () => {
  const { desk, look } = await asking('{ apps: [chat], release: remove }');
  await look();
  await desk.press(RELEASE, USER);
  await look();
  await look();
  await desk.run();
  expect(desk.states()).toEqual(['verified']);
  expect(desk.writes()).toEqual(['PATCH /scim/Users/1020']);
  expect(desk.office.values('SELECT requested_by FROM removal_plan')).toEqual(['seatkeeper']);
});

test.each([
  ['a dry run', '{ dryRun: on }', '', ['rehearsed']],
  ['a second person', '{ dryRun: off, twoPeople: { apps: [chat] } }', '', ['planned']],
])('release: remove keeps to %s', async (_, removal, more, states) => {
  const { desk, look } = await asking('{ apps: [chat], release: remove }', removal, more);
  await look();
  await desk.press(RELEASE, USER);
  await look();
  await desk.run();
  expect(desk.states()).toEqual(states);
  expect(desk.writes()).toEqual([]);
});

test.each([
  ['a released seat', '{ apps: [chat], release: remove }'],
  ['a seat that nobody answered for', '{ apps: { chat: { noAnswer: remove, reminders: 0 } } }'],
])('%s whose removal needs a second person is approved by any admin but its owner', async (_, ask) => {
  const { desk, look } = await asking(ask, '{ dryRun: off, twoPeople: { apps: [chat] } }');
  await look();
  if (ask.includes('release')) await desk.press(RELEASE, USER);
  else desk.acme.at('2026-03-12T09:30:00Z');
  await look();
  expect(desk.states()).toEqual(['planned']);
  const approval = approvalOf(desk.context);
  const owner = { ...USER, mayChange: true, emails: ['user20@acme.co'] };
  for (const own of [owner, { ...owner, on: 'teams', id: 'teams:own' } as const])
    expect((await desk.press(approval, own)).text).toMatch(/Your own account is in this plan/);
  expect((await desk.press(approval, TEAMS_LEE)).done).toBe(true);
  await desk.run();
  expect(desk.states()).toEqual(['verified']);
  const entries = desk.office.values(
    "SELECT detail FROM audit WHERE action = 'removal-verified'",
  ) as string[];
  expect(entries.map((detail) => JSON.parse(detail) as object)).toEqual([
    expect.objectContaining({ by: 'Seatkeeper', approver: 'lee' }),
  ]);
});

test('protected people are not asked', async () => {
  const { desk, look, state } = await asking(
    '{ apps: [chat], release: remove }',
    undefined,
    'protect: [{ person: user20@acme.co }]',
  );
  await look();
  expect(state()).toEqual([]);
  expect(desk.writes()).toEqual([]);
});

test('two reminders, then silence: the admins are told, and nothing is removed', async () => {
  const { desk, chat, look, state } = await asking('{ apps: [chat] }');
  await look();
  // Monday to Thursday, then Sunday, which waits for Monday.
  for (const day of ['05', '08', '09', '11']) {
    desk.acme.at(`2026-03-${day}T09:00:00Z`);
    await look();
  }
  const questions = chat.sent.filter(({ message }) => message.buttons.length > 0);
  expect(questions.map(({ message }) => message.summary.slice(0, 11))).toEqual([
    'Do you stil',
    'A reminder:',
    'A reminder:',
  ]);
  expect(state()).toEqual(['open']);
  desk.acme.at('2026-03-12T09:00:00Z');
  await look();
  expect(state()).toEqual(['no-answer']);
  expect(chat.sent.at(-1)?.message.summary).toMatch(
    /^No answer came about your Chat seat\. The admins were told/,
  );
  expect(desk.office.values('SELECT request FROM seat_question')).toEqual([null]);
  await desk.run();
  expect(desk.writes()).toEqual([]);
  expect((await desk.plan(seatOf(20))).shown.leftAlone[0]?.why).toEqual({ kind: 'active' });
});

test('noAnswer: remove removes what nobody answered for, because the file says so', async () => {
  const { desk, look, state } = await asking('{ apps: { chat: { noAnswer: remove, reminders: 0 } } }');
  await look();
  desk.acme.at('2026-03-12T09:30:00Z');
  await look();
  await desk.run();
  expect(state()).toEqual(['no-answer']);
  expect(desk.states()).toEqual(['verified']);
});

test('people whom no chat knows are named to the admins, who write the answer down; silence of somebody who was not asked counts for nothing', async () => {
  const { desk, look, state } = await asking('{ apps: { chat: { noAnswer: remove } } }');
  const nobody = directory(() => ({ kind: 'unknown' }));
  await look(nobody);
  await look(nobody);
  expect(state()).toEqual(['unreachable']);
  const [told] = (await desk.office.news())
    .map(({ says }) => says)
    .filter((says) => /could not be asked/.test(says));
  expect(told).toBe('1 person could not be asked about a seat.');
  desk.acme.at('2026-04-20T09:00:00Z');
  await look(nobody);
  await desk.run();
  expect(state()).toEqual(['unreachable']);
  expect(desk.writes()).toEqual([]);
  expect((await desk.office.ask('asked 1 keep')).message.summary).toBe(
    'Written down: Person 20 keeps the Chat seat.',
  );
  expect(desk.office.values("SELECT actor FROM audit WHERE action = 'seat-kept'")).toEqual(['terminal:kim']);
});

test('at night nobody is written to: in Auckland a question waits for the morning there', async () => {
  const { desk, look, state } = await asking('{ apps: [chat] }');
  const auckland = directory((address) => ({
    kind: 'found',
    user: `slack:${address}`,
    timezone: 'Pacific/Auckland',
  }));
  await look(auckland);
  expect(state()).toEqual(['waiting']);
  expect(auckland.sent).toEqual([]);
  expect(desk.office.values('SELECT due_at FROM seat_question')).toEqual(['2026-03-02T20:00:00.000Z']);
  desk.acme.at('2026-03-02T20:00:00Z');
  await look(auckland);
  expect(state()).toEqual(['open']);
  expect(auckland.sent.map(({ to }) => to)).toEqual(['slack:user20@acme.co']);
});

test('a seat that is given away is a request that names both, and stays open until an admin says that it is done', async () => {
  const { desk, look } = await asking('{ apps: [chat] }');
  await look();
  const [lee] = desk.office.values("SELECT id FROM person WHERE email = 'lee@acme.co'");
  await desk.press({ type: 'seat-give', question: 1, person: Number(lee) }, USER);
  const says = (await desk.office.news()).map((note) => note.says);
  expect(says).toContain('Person 20 wants Lee Park to have the Chat seat.');
  await desk.confirm(seatOf(20), SLACK_KIM);
  await desk.run();
  await look();
  expect(desk.office.values('SELECT request FROM seat_question')).toEqual(['open']);
  expect((await desk.office.ask('asked 1 done')).ok).toBe(true);
  expect((await desk.office.ask('asked 1 done')).ok).toBe(false);
});

test('a rehire or a roster that changes does not cancel what was released, and the end of the work does not need it any more', async () => {
  const { desk, look } = await asking('{ apps: [chat] }');
  await look();
  await desk.press(RELEASE, USER);
  await desk.confirm({ ...seatOf(20), way: 'delete', inDays: 30 }, SLACK_KIM);
  await desk.run();
  await look();
  desk.acme.write('roster.csv', people(...rosterOf(40), 'N1,new@acme.co,,,New One,active'));
  await desk.office.sync();
  expect(desk.states()).toEqual(['verified', 'approved']);
  desk.acme.at('2026-04-01T10:00:00Z');
  await desk.run();
  expect(desk.states()).toEqual(['verified', 'verified']);
  await look();
  expect(desk.office.values('SELECT request FROM seat_question')).toEqual(['done']);
});
