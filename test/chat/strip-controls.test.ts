import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clean } from '../../src/chat/strip-controls.ts';
import { FORBIDDEN, HOSTILE_NAMES } from './fixtures/hostile-names.ts';

describe('clean', () => {
  it.each([
    ['Jo Park', 'Jo Park'],
    ['Nguyễn Thị Ánh', 'Nguyễn Thị Ánh'],
    ['محمد بن سلمان', 'محمد بن سلمان'],
    ['👩🏽‍💻 👩‍👩‍👧‍👦 ❤️‍🔥', '👩🏽‍💻 👩‍👩‍👧‍👦 ❤️‍🔥'],
    ['<!channel> [x](http://evil)', '<!channel> [x](http://evil)'],
    ['−71\u00a0%', '−71\u00a0%'],
  ])('shows %j as it is', (text, shown) => {
    expect(clean(text)).toBe(shown);
  });

  it.each([
    ['\u001b[31mred\u001b[0m', '�red�'],
    ['\u001b]8;;https://evil.example\u0007Okta\u001b]8;;\u0007', '�Okta�'],
    ['\u009b2Jwiped', '�wiped'],
    ['\u001b]unterminated', '�unterminated'],
    ['jo\u0000\u0001ann', 'jo�ann'],
    ['jo\r\n\tann', 'jo ann'],
    ['jo\u2028ann', 'jo ann'],
    ['jo\u202egnp.exe', 'jognp.exe'],
    ['jo\u200b\u2060ann', 'joann'],
    ['\ud83d lone', '� lone'],
    ['\udb40\u200b\udc01jo', '�jo'],
    ['\u0301jo', '◌\u0301jo'],
    [`a${'\u0301'.repeat(50)}`, `a${'\u0301'.repeat(4)}`],
    [`👍${'\u{1f3fd}'.repeat(9)}`, '👍🏽'],
  ])('makes %j safe', (text, shown) => {
    expect(clean(text)).toBe(shown);
  });

  it('shortens in the middle, so that both ends of an address are visible', () => {
    const shown = clean(`${'x'.repeat(500)}@acme.example`, 40);
    expect(shown).toMatch(/^x+…x+@acme\.example$/);
    expect(shown).toHaveLength(40);
  });

  it('does not cut an emoji in half', () => {
    expect(clean('👩‍👩‍👧‍👦'.repeat(50), 60)).toBe(`${'👩‍👩‍👧‍👦'.repeat(2)}…${'👩‍👩‍👧‍👦'.repeat(2)}`);
  });

  it('is quick with any 10 kB of text', () => {
    const started = performance.now();
    for (const name of HOSTILE_NAMES) clean(name.repeat(Math.max(1, Math.floor(10_000 / (name.length + 1)))));
    expect(performance.now() - started).toBeLessThan(3_000);
  });

  it('leaves no invisible joiner behind where it shortens within an emoji of several people', () => {
    for (let limit = 3; limit < 60; limit++) {
      const shown = clean(
        `${'x'.repeat(15)}👩🏽\u200d💻${'y'.repeat(40)}👩🏽\u200d💻${'z'.repeat(15)}`,
        limit,
      );
      expect(FORBIDDEN.exec(shown)).toBeNull();
      expect(clean(shown, limit)).toBe(shown);
    }
  });

  it('leaves nothing forbidden, keeps the limit and changes nothing the second time', () => {
    const hostile = fc.constantFrom(...HOSTILE_NAMES.filter((name) => name.length < 200));
    const anything = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), hostile);
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 5 }), fc.integer({ min: 1, max: 300 }), (parts, limit) => {
        const shown = clean(parts.join(''), limit);
        expect(FORBIDDEN.exec(shown.replaceAll('\n', '\u0000'))).toBeNull();
        expect(shown.length).toBeLessThanOrEqual(limit);
        expect(clean(shown, limit)).toBe(shown);
      }),
      { numRuns: 3_000 },
    );
  });
});
