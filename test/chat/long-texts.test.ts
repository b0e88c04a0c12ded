import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { GrammarError, parseCommand, parseWords } from '../../src/chat/grammar.ts';
import { clean } from '../../src/chat/strip-controls.ts';
import { nearest } from '../../src/domain/lookup/nearest.ts';
import { printJson } from '../../src/shell/print-json.ts';
import { accounts, company, people } from '../support/company.ts';

/* Each of these took from seconds to minutes when work grew with the square of the length, and would run out of time here. */

const LONG = 2_000_000;

test.each([
  ['letters', 'x'],
  ['blanks', ' '],
  ['control strings', '\u0090'],
  ['quotes', `a'`],
])('a chat that gets a million %s says that it is too long, before anything looks at it', async (_, one) => {
  const acme = company({
    roster: people('1,ada@acme.example'),
    apps: { figma: accounts('f1,ada@acme.example') },
  });
  const office = acme.open();
  for (const text of [one.repeat(LONG), `who ${one.repeat(LONG)}`]) {
    const { ok, message } = await office.ask(text);
    expect({ ok, text: message.summary }).toEqual({
      ok: false,
      text: 'That is longer than any command: at most 8,000 characters. Nothing was done.',
    });
  }
});

test('a shell may name a thousand accounts, but no word is a book', () => {
  const words = Array.from({ length: 1000 }, (_, n) => `account-number-${n}@acme.example`);
  expect(parseWords(['known', 'figma', ...words], []).words).toHaveLength(1001);
  expect(() => parseWords(['known', 'x'.repeat(8001)], [])).toThrow(GrammarError);
});

test('a word with a quote at every second letter is read in one go', () => {
  expect(parseCommand(`who ${"o'".repeat(3998)}`, []).words[0]).toHaveLength(7996);
});

test('nothing is suggested for a word of more than 64 characters', () => {
  expect(nearest('x'.repeat(64), [`${'x'.repeat(63)}y`])).toBe(`${'x'.repeat(63)}y`);
  expect(nearest('x'.repeat(65), [`${'x'.repeat(64)}y`])).toBeNull();
  const long = 'x'.repeat(LONG);
  expect(nearest('xx', [`y${long}`])).toBeNull();
});

test.each([
  '\u0090',
  '\u009d',
  '\u001b]',
  '\u001bP',
  '\u009b',
  '\u001b[',
  '\u001b ',
  '\u200b',
  '\u0301',
  '\ud83d',
  ' \u2028',
])('a name of two million times %j is shown as fast as it is long', (one) => {
  const name = one.repeat(LONG / one.length);
  for (const text of [name, `Jo${name}Park`, `${name}\u0007`])
    expect(clean(text, 80).length).toBeLessThanOrEqual(80);
  expect(clean(`Jo${name}Park`, 80)).toMatch(/^Jo.*ark$/s);
});

test('a long text keeps its beginning and its end, and no control comes through', () => {
  const shown = clean(`begin ${'\u009dtitle\u0007 middle '.repeat(9000)} end`, 40);
  expect(shown).toMatch(/^begin .*….* end$/);
  expect(shown).toHaveLength(40);
  expect(shown).not.toMatch(/\p{Cc}/u);
});

test('data for other programs reaches a terminal without a control or an invisible character, and reads back the same', async () => {
  const output = new PassThrough();
  const data = [
    '\u009b31m',
    '\u0090x\u009c',
    '\u202egnp.exe',
    '\u{e0041}',
    '\u007f',
    '\u001b[2J',
    'Zoë 👩\u200d💻 日本',
  ];
  await printJson(output, { data });
  await printJson(output, new Set(data).values());
  const printed = String(output.read());
  expect(printed).not.toMatch(/\p{Default_Ignorable_Code_Point}|\p{Bidi_Control}|(?!\n)\p{Cc}/u);
  expect(printed).toContain('\\u009b31m');
  const [whole = '', rows = ''] = printed.split(/\n(?=\[)/);
  expect(JSON.parse(whole)).toEqual({ data });
  expect(JSON.parse(rows)).toEqual(data);
});
