import { expect, test } from 'vitest';
import { desk, printed } from '../desk.ts';

test('known takes a reason and a day, is listed, and can be taken back', async () => {
  const { office } = await desk();
  const said = async (question: string) => printed(await office.ask(question));
  expect(await said('known figma it-team@acme.example "group alias" until:90')).toEqual({
    ok: true,
    text: expect.stringContaining('it-team@acme.example'),
  });
  expect(await said('known figma f7 reason:"release robot"')).toMatchObject({ ok: true });
  expect(await said('known')).toEqual([
    {
      app: 'figma',
      account: 'f6',
      label: 'it-team@acme.example',
      reason: 'group alias',
      until: '2026-05-31',
      by: 'kim',
      at: '2026-03-02T09:00:00.000Z',
    },
    {
      app: 'figma',
      account: 'f7',
      label: 'build-bot',
      reason: 'release robot',
      until: null,
      by: 'kim',
      at: '2026-03-02T09:00:00.000Z',
    },
  ]);
  expect(await said('known figma f6 --undo')).toMatchObject({ ok: true });
  expect(await said('known figma f6 --undo')).toMatchObject({ ok: false });
  expect(await said('known')).toHaveLength(1);
});

test('add takes every field of a person, and who then finds the person', async () => {
  const { office } = await desk();
  const answer = await office.ask(
    'add figma f5 name:"Eva Home" department:Legal manager:"Ada Keller" end:2027-06-30',
  );
  expect(printed(answer)).toEqual({
    ok: true,
    text: 'Eva Home (eva.lind@home.example) is now in the roster as active until 30 Jun 2027.',
  });
  expect(printed(await office.ask('who eva.lind@home.example'))).toMatchObject({
    person: {
      name: 'Eva Home',
      status: 'active',
      department: 'Legal',
      manager: 'Ada Keller',
      endDate: '2027-06-30',
    },
    accounts: [{ app: 'figma', account: 'f5', match: { rule: 'email' } }],
  });
});

test('link finds the person by address, username, roster id or name, and can be undone', async () => {
  for (const whom of ['cleo@acme.example', '3', '"Cleo Park"', 'Cleo Park', 'cleo']) {
    const { office } = await desk();
    expect(printed(await office.ask(`link figma f5 ${whom}`))).toEqual({
      ok: true,
      text: 'eva.lind@home.example in Figma is linked to Cleo Park (cleo@acme.example).',
    });
    expect((await office.ask('link figma f5 --undo')).ok).toBe(true);
    expect((await office.ask('link figma f5 --undo')).ok).toBe(false);
  }
});

test('snooze hides one finding or the whole app, for a week unless until: is given', async () => {
  const { office } = await desk();
  const until = () => office.values('SELECT snoozed_until FROM finding WHERE snoozed_until IS NOT NULL');
  expect((await office.ask('snooze figma f2')).ok).toBe(true);
  expect(until()).toEqual(['2026-03-09']);
  expect((await office.ask('snooze figma f4 until:2026-03-20')).ok).toBe(true);
  expect(until()).toEqual(['2026-03-09', '2026-03-20']);
  expect((await office.ask('snooze figma until:30')).ok).toBe(true);
  expect(office.values('SELECT snoozed_until FROM alert WHERE snoozed_until IS NOT NULL')).toEqual([
    '2026-04-01',
  ]);
});

test.each([
  ['known figma f6', 'Say why it is fine, for example'],
  [`known figma f6 ${'x'.repeat(501)}`, 'That reason is longer than 500 characters.'],
  ['known figma f6 fine until:someday', 'until "someday" is not a date. Write it as 2026-06-30'],
  ['known figma f6 fine until:2026-02-30', 'until "2026-02-30" is not a date.'],
  ['known figma f6 fine until:2026-03-01', '2026-03-01'],
  ['known figma', 'Name an account of Figma by its address, username or id.'],
  ['known figma f99 fine', 'Figma has no account "f99". Look it up with: access figma email:f99'],
  ['link figma f5', 'Name a person by address, username, roster id or name.'],
  ['link figma f5 nobody', 'Nobody in the roster has the name or address "nobody".'],
  ['link figma f5 acme', 'Several people are called "acme": '],
  ['add figma f1', ''],
  ['add figma f7', ''],
  ['snooze figma f1', ''],
  ['snooze figma f2 until:2026-01-01', ''],
])('%s is refused with a reason and changes nothing', async (question, why) => {
  const { office } = await desk();
  const rows = () => office.values('SELECT (SELECT count(*) FROM audit) || (SELECT count(*) FROM decision)');
  const before = rows();
  const answer = await office.ask(question);
  expect(answer.ok).toBe(false);
  expect(answer.message.summary).toContain(why);
  expect(answer.message.summary).toMatch(/[.:…]|\w$/);
  expect(printed(answer)).toEqual({ ok: false, text: answer.message.summary });
  expect(rows()).toEqual(before);
});
