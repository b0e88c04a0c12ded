import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  GrammarError,
  parseCommand,
  parseWords,
  quote,
  type TypedCommand,
  writeCommand,
} from '../../src/chat/grammar.ts';
import { grammarProblemText } from '../../src/chat/say/commands/refusal.ts';

const KEYS = ['until', 'reason', 'status', 'email', 'name'];

function read(text: string): {
  verb: string;
  words: readonly string[];
  filters: TypedCommand['filters'];
  flags: string[];
} {
  const { verb, words, filters, flags } = parseCommand(text, KEYS);
  return { verb, words, filters, flags: [...flags] };
}

describe('the grammar of commands', () => {
  it.each([
    ['', { verb: '', words: [] }],
    ['  Status  ', { verb: 'status', words: [] }],
    ['who "Jo Park"', { words: ['Jo Park'] }],
    ["who 'Jo Park'", { words: ['Jo Park'] }],
    ['who “Jo Park”', { words: ['Jo Park'] }],
    ["who O'Brien", { words: ["O'Brien"] }],
    ['who 5"disk', { words: ['5"disk'] }],
    [
      'known figma 17 "group alias" until:2026-06-30',
      { words: ['figma', '17', 'group alias'], filters: { until: '2026-06-30' } },
    ],
    [
      'known figma 17 reason:"a b" Until:2026-06-30',
      { words: ['figma', '17'], filters: { reason: 'a b', until: '2026-06-30' } },
    ],
    ['known figma "say \\"hi\\" \\\\o/"', { words: ['figma', 'say "hi" \\o/'] }],
    ['who "ACME\\jo"', { words: ['ACME\\jo'] }],
    ['who ACME\\jo', { words: ['ACME\\jo'] }],
    ['link figma 17 https://x.example/a:b', { words: ['figma', '17', 'https://x.example/a:b'] }],
    ['who email@acme.example:8080', { words: ['email@acme.example:8080'] }],
    ['known figma a:b:c', { words: ['figma', 'a:b:c'] }],
    ['known figma "until:17" x', { words: ['figma', 'until:17', 'x'] }],
    [
      'access figma status:unknown --json',
      { words: ['figma'], filters: { status: 'unknown' }, flags: ['json'] },
    ],
    ['access figma —json', { flags: ['json'] }],
    ['who "--json"', { words: ['--json'], flags: [] }],
    ['who ""', { words: [''] }],
    ['add figma 17 name:""', { words: ['figma', '17'], filters: { name: '' } }],
    ['who __proto__:x', { words: ['__proto__:x'] }],
  ])('reads %s', (text, expected) => {
    expect(read(text)).toMatchObject(expected);
  });

  it.each([
    ['who "Jo', { kind: 'open-quote' }, 'A quote is opened but never closed.'],
    ["who 'Jo", { kind: 'open-quote' }, 'A quote is opened but never closed.'],
    ['known reason:"a b', { kind: 'open-quote' }, 'A quote is opened but never closed.'],
    [
      'known until: 2026',
      { kind: 'empty-filter', key: 'until' },
      '`until:` needs a value right after the colon.',
    ],
    [
      'access status:a status:b',
      { kind: 'repeated-filter', key: 'status' },
      '`status:` is there twice. Give it once.',
    ],
  ] as const)('refuses %s in a plain sentence', (text, problem, sentence) => {
    try {
      read(text);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(GrammarError);
      expect(error).toMatchObject({ problem });
      expect(grammarProblemText(problem)).toContain(sentence);
    }
  });

  it('reads words from a shell without splitting them again', () => {
    const { words, filters, flags } = parseWords(
      ['known', 'figma', 'group alias', 'until:2026-06-30', 'reason:a b', '--json'],
      KEYS,
    );
    expect(words).toEqual(['figma', 'group alias']);
    expect(filters).toEqual({ until: '2026-06-30', reason: 'a b' });
    expect([...flags]).toEqual(['json']);
  });

  it('quotes any word so that it is read back as it was', () => {
    const word = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('until:x', '--json', 'a b', '', '"', '\\', "'", '“x”', '—json'),
    );
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(read(`known ${quote(a)} ${quote(b)}`)).toMatchObject({
          words: [a, b],
          filters: {},
          flags: [],
        });
        expect(read(`known x reason:${quote(a)}`).filters).toEqual({ reason: a });
      }),
    );
  });

  it('never throws anything but a GrammarError', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('"', "'", '\\', ' ', 'a', ':', '-', '“', 'until:') }),
        (text) => {
          try {
            read(text);
          } catch (error) {
            expect(error).toBeInstanceOf(GrammarError);
          }
        },
      ),
    );
  });
});

it('a value that begins with a blank is not a filter in words that a shell has split', () => {
  expect(parseWords(['known', 'figma', 'x', 'until: some day', 'until:90'], ['until'])).toMatchObject({
    words: ['figma', 'x', 'until: some day'],
    filters: { until: '90' },
  });
});

it('a command that people copy names a very long id by its handle, and a reason in full', () => {
  const id = 'x'.repeat(5_000);
  const reason = 'r'.repeat(200);
  const written = writeCommand({ verb: 'known', words: ['figma', id, reason], filters: {} });
  expect(written.length).toBeLessThan(400);
  expect(written).toContain(reason);
  expect(written).not.toContain('xxxxx');
});
