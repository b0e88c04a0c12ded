import { expect, test } from 'vitest';
import type { Button } from '../../../src/domain/message.ts';
import { accounts, company, linesOf, type Office, people, range } from '../../support/company.ts';

async function opened() {
  const acme = company({
    roster: people('1,ada@acme.example,,,Ada Keller', '2,ben@acme.example,,,Ben Okafor,inactive'),
    apps: {
      figma: accounts(
        'f1,ada@acme.example',
        'f2,ben@acme.example',
        'f3,eve@else.example,,,Eve Else',
        'f4,studio@else.example',
        'f5,lab@else.example',
      ),
      zoom: accounts('z1,eve@else.example,,,Eve Else'),
    },
  });
  const office = acme.open();
  await office.sync();
  await office.news();
  return { acme, office };
}

const buttonsOf = (buttons: readonly Button[]) =>
  buttons.flatMap((button) => ('action' in button && button.action.type === 'undo' ? [button.action] : []));

/** The ✓ rows of the alert as it was sent last, and their [Undo]. */
async function handledIn(office: Office) {
  const said = (await office.news()).filter(({ message }) => message.title.startsWith('Figma'));
  const last = said.at(-1)?.message;
  const rows =
    last?.body.flatMap((part) => (part.type === 'row' && part.mark === 'done' ? [part] : [])) ?? [];
  return {
    texts: rows.map(({ spans }) => spans.join('')),
    undo: rows.flatMap(({ buttons }) => buttonsOf(buttons)),
  };
}

const openFindings = (office: Office) =>
  office.values(
    `SELECT account.external_id FROM finding JOIN account ON account.id = finding.account WHERE finding.closed_at IS NULL AND finding.snoozed_until IS NULL AND finding.app = (SELECT id FROM source WHERE kind = 'app' AND name = 'figma') ORDER BY 1`,
  );

test.each([
  ['known figma f3 "a contractor"', 'eve@else.example in Figma is no longer marked as known.'],
  ['link figma f3 ada', 'eve@else.example in Figma is no longer linked by hand.'],
  ['snooze figma f3 until:2026-03-20', 'eve@else.example in Figma is no longer snoozed.'],
  [
    'add figma f3 name:"Eve Else"',
    'Eve Else is no longer in the roster. 2 accounts are matched again without them.',
  ],
] as const)(
  '%s is taken back by the [Undo] of its row: the finding is open as before, not back',
  async (question, said) => {
    const { acme, office } = await opened();
    const before = openFindings(office);
    const facts = () =>
      office.values('SELECT concern || opened_at || reopened FROM finding ORDER BY account');
    const was = facts();
    acme.at('2026-03-02T10:00:00Z');
    expect((await office.ask(question)).ok).toBe(true);
    expect(openFindings(office)).not.toEqual(before);
    const { texts, undo } = await handledIn(office);
    expect(texts).toHaveLength(1);
    const [action] = undo;
    if (action === undefined) throw new Error('the row has no [Undo]');

    acme.at('2026-03-04T10:00:00Z');
    expect(await office.press(action)).toMatchObject({ done: true, text: said });
    expect(openFindings(office)).toEqual(before);
    expect(facts()).toEqual(was);
    const told = (await office.news()).filter(({ message }) => message.title.startsWith('Figma'));
    // An edit, however long ago the alert was posted: what was taken back is no news.
    expect(linesOf(told).filter((line) => line.startsWith('post'))).toEqual([]);
    expect(JSON.stringify(told)).not.toMatch(/again|came back/);
    expect(told.at(-1)?.message.body.filter((part) => part.type === 'row' && part.mark === 'done')).toEqual(
      [],
    );
  },
);

test('a decision that is taken back twice is taken back once', async () => {
  for (const question of [
    'known figma f3 fine',
    'link figma f3 ada',
    'snooze figma f3',
    'add figma f3 name:Eve',
    'snooze figma',
    'rule else.example acme.example accept',
  ]) {
    const { office } = await opened();
    const [action] = buttonsOf((await office.ask(question)).message.buttons);
    if (action === undefined) throw new Error(`no [Undo] for ${question}`);
    expect((await office.press(action)).done).toBe(true);
    const entries = () => office.values('SELECT count(*) FROM audit');
    const before = entries();
    const second = await office.press(action);
    expect(second.done).toBe(false);
    expect(second.text).toContain('Nothing was changed');
    expect(entries()).toEqual(before);
  }
});

test('an [Undo] on an old card does not take back the decision that came after it', async () => {
  const { acme, office } = await opened();
  const [first] = buttonsOf((await office.ask('known figma f3 "a contractor"')).message.buttons);
  acme.at('2026-03-02T10:00:00Z');
  const [second] = buttonsOf((await office.ask('known figma f3 "a partner"')).message.buttons);
  if (first === undefined || second === undefined) throw new Error('no [Undo]');
  expect(await office.press(first)).toMatchObject({
    done: false,
    text: expect.stringContaining('again since'),
  });
  expect(office.values('SELECT reason FROM decision WHERE ended_at IS NULL')).toEqual(['a partner']);
  // The later one taken back, the earlier one holds again.
  expect(await office.press(second)).toMatchObject({
    done: true,
    text: 'eve@else.example in Figma is known as before: a contractor.',
  });
  expect(office.values('SELECT reason FROM decision WHERE ended_at IS NULL')).toEqual(['a contractor']);
});

test('a number that means another decision after a restore takes nothing back', async () => {
  const { office } = await opened();
  const [action] = buttonsOf((await office.ask('known figma f3 fine')).message.buttons);
  if (action === undefined) throw new Error('no [Undo]');
  const other = await office.press({ ...action, at: '2026-03-01T09:00:00.000Z' });
  expect(other.done).toBe(false);
  expect(office.values('SELECT count(*) FROM decision WHERE ended_at IS NULL')).toEqual([1]);
});

test('several decisions made at once are taken back at once, less those that were taken back before', async () => {
  const { office } = await opened();
  const answer = await office.ask('known figma f3 f4 f5 reason:"a studio" --apply');
  const { texts, undo } = await handledIn(office);
  expect(texts).toEqual(['3 accounts marked as known by kim']);
  expect(buttonsOf(answer.message.buttons)).toEqual(undo);

  expect((await office.ask('known figma f4 --undo')).ok).toBe(true);
  expect((await handledIn(office)).texts).toEqual(['3 accounts marked as known by kim (1 taken back)']);
  const [action] = undo;
  if (action === undefined) throw new Error('no [Undo]');
  expect((await office.press(action)).text).toMatch(
    /^2 decisions were taken back\. 1 decision stays as it is: .*studio@else\.example no longer holds/,
  );
  expect((await handledIn(office)).texts).toEqual([]);
  expect(office.values('SELECT count(*) FROM decision WHERE ended_at IS NULL')).toEqual([0]);
});

test('a person whom a roster source lists by now, or to whom more was linked, stays in the roster', async () => {
  const { acme, office } = await opened();
  expect((await office.ask('add figma f3 name:"Eve Else"')).ok).toBe(true);
  expect((await office.ask('link figma f4 eve@else.example')).ok).toBe(true);
  expect(await office.ask('add figma f3 --undo')).toMatchObject({
    ok: false,
    message: {
      summary:
        '1 more account was linked to Eve Else by hand. Nothing was changed; take that link back first.',
    },
  });
  expect((await office.ask('link figma f4 --undo')).ok).toBe(true);
  acme.write(
    'roster.csv',
    people(
      '1,ada@acme.example,,,Ada Keller',
      '2,ben@acme.example,,,Ben Okafor,inactive',
      '3,eve@else.example,,,Eve Else',
    ),
  );
  await office.sync();
  expect((await office.ask('add figma f3 --undo')).message.summary).toBe(
    'A roster source lists Eve Else now, so there is nothing to take back. Nothing was changed.',
  );
});

test('a person who was taken back can be added again, and is no longer found', async () => {
  const { office } = await opened();
  expect((await office.ask('add figma f3 name:"Eve Else"')).ok).toBe(true);
  expect((await office.ask('add figma f3 --undo')).ok).toBe(true);
  expect((await office.ask('add figma f3 --undo')).message.summary).toBe(
    'Nobody was added for f3. Nothing was changed.',
  );
  expect((await office.ask('who "Eve Else"')).ok).toBe(false);
  expect((await office.ask('add figma f3 name:"Eve Else"')).ok).toBe(true);
  expect((await office.ask('who "Eve Else"')).ok).toBe(true);
});

test('undo alone lists what can be taken back, and a number takes it back', async () => {
  const { office } = await opened();
  await office.ask('known figma f3 fine');
  await office.ask('snooze figma f2');
  await office.ask('known figma f3 --undo');
  const listed = await office.ask('undo');
  const rows = listed.message.body.flatMap((part) => (part.type === 'row' ? [part] : []));
  expect(
    rows.map(({ spans }) =>
      spans.map((span) => (typeof span === 'string' ? span : Object.values(span)[0])).join(''),
    ),
  ).toEqual(['kim snoozed ben@acme.example in Figma until 9 Mar']);
  const [made] = listed.json as { first: number }[];
  expect((await office.ask(`undo ${made?.first}`)).message.summary).toBe(
    'ben@acme.example in Figma is no longer snoozed.',
  );
  expect((await office.ask('undo')).message.summary).toBe('There is no decision that can be taken back.');
  expect((await office.ask('undo 1')).message.summary).toContain('is not a decision that can be taken back');
  expect((await office.ask('undo everything')).message.summary).toBe(
    '"everything" is no number of the audit log. To list what can be taken back: undo',
  );
});

test('who may only look takes nothing back', async () => {
  const { office } = await opened();
  const [action] = buttonsOf((await office.ask('known figma f3 fine')).message.buttons);
  if (action === undefined) throw new Error('no [Undo]');
  const { act } = await import('../../../src/flows/decide/act.ts');
  const guest = { on: 'slack', id: 'U1', name: 'guest', mayChange: false } as const;
  expect((await act(office.context, guest, action)).done).toBe(false);
  expect(office.values('SELECT count(*) FROM decision WHERE ended_at IS NULL')).toEqual([1]);
});

test('the ✓ row and its [Undo] last until the next sync; afterwards a command takes the decision back', async () => {
  const { office } = await opened();
  await office.ask('known figma f3 fine');
  await office.news();
  await office.sync();
  expect((await handledIn(office)).texts).toEqual([]);
  expect((await office.ask('known figma f3 --undo')).ok).toBe(true);
  expect(openFindings(office)).toContain('f3');
});

test('a held read that was accepted or discarded says why it cannot be taken back', async () => {
  const acme = company({
    roster: people('1,ada@acme.example,,,Ada Keller'),
    apps: { figma: accounts(...range(40).map((n) => `f${n},p${n}@else.example`)) },
  });
  const office = acme.open();
  await office.sync();
  acme.write('figma.csv', accounts('f1,p1@else.example'));
  await office.sync();
  const [run] = office.values("SELECT id FROM run WHERE status = 'held'") as number[];
  expect((await office.press({ type: 'keep-last-good', run: run ?? 0 })).done).toBe(true);
  const [seq] = office.values("SELECT seq FROM audit WHERE action = 'run-dropped'") as number[];
  expect((await office.ask(`undo ${seq}`)).message.summary).toBe(
    'A read that was discarded is gone and cannot be brought back. Nothing was changed. To read the source again: sync',
  );
});

test('a snooze of an app is seen in status, app, health and snooze, and can be ended', async () => {
  const { acme, office } = await opened();
  const seen = async (question: string) => JSON.stringify((await office.ask(question)).message);
  for (const question of ['status', 'app figma', 'health', 'snooze'])
    expect(await seen(question)).not.toContain('quiet until');
  expect((await office.ask('snooze figma until:2026-03-06')).ok).toBe(true);
  for (const question of ['status', 'app figma', 'health', 'snooze'])
    expect(await seen(question)).toContain('quiet until 6 Mar');
  // What came while it was quiet is told when the snooze is ended.
  acme.at('2026-03-03T12:00:00Z');
  acme.write('figma.csv', accounts('f1,ada@acme.example', 'f2,ben@acme.example', 'f9,new@else.example'));
  await office.sync();
  await office.news();
  expect((await office.ask('snooze figma --undo')).message.summary).toBe('Figma is no longer snoozed.');
  expect(linesOf(await office.news()).some((line) => line.startsWith('post: '))).toBe(true);
  for (const question of ['status', 'app figma', 'health', 'snooze'])
    expect(await seen(question)).not.toContain('quiet until');
  expect((await office.ask('snooze figma --undo')).message.summary).toBe(
    'Figma is not snoozed. Nothing was changed.',
  );
  expect((await office.ask('snooze')).message.summary).toBe('Nothing is snoozed.');
});
