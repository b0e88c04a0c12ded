import { describe, expect, it } from 'vitest';
import {
  badTermValueText,
  noCurrencyText,
  termProblemText,
} from '../../../../src/chat/say/licenses/term-problem.ts';
import { readTerm, type TermKey } from '../../../../src/domain/licenses/terms.ts';

describe('a term that cannot be read', () => {
  it.each<[TermKey, string, string]>([
    ['price', '12,50', '"12,50" is not a price; write it with a point and no currency, like 12.50'],
    ['price', '45 USD', '"45 USD" is not a price; write it with a point and no currency, like 12.50'],
    ['price', ' -1 ', '"-1" is negative; a price is 0 or more'],
    ['price', '1.005', '"1.005" has more than two decimals; write what one seat costs, like 12.50'],
    ['currency', 'EURO', '"EURO" is not a currency; write its three letters (ISO 4217), like EUR'],
    ['currency', '€', '"€" is not a currency; write its three letters (ISO 4217), like EUR'],
    ['term', 'weekly', '"weekly" is not a term; write monthly or annual'],
    ['renews', '2026-02-30', '"2026-02-30" is not a date; write it as 2026-06-30'],
    ['notice', '2 months', '"2 months" is not a number of days; write it as 30, at most 9999'],
    ['entitlement', '-30', '"-30" is not a number of days; write it as 30, at most 9999'],
    ['pool', '  ', 'is empty; write a value'],
    ['product', 'x'.repeat(201), 'is longer than 200 characters; shorten it'],
  ])('%s:%s is explained with what to write', (key, written, text) => {
    const read = readTerm(key, written);
    expect('problem' in read && badTermValueText(written, read.problem)).toBe(text);
  });

  it('a long value is shortened, so that what to write stays in sight', () => {
    const text = badTermValueText('x'.repeat(100), { kind: 'not-a-term' });
    expect(text).toBe(`"${'x'.repeat(80)}…" is not a term; write monthly or annual`);
  });

  it('the value can be left out if it is shown next to the sentence', () => {
    expect(termProblemText({ kind: 'negative-price' })).toBe('is negative; a price is 0 or more');
  });
});

it('suggests the currency that was probably meant', () => {
  expect(noCurrencyText('USX')).toBe('is not a currency; write its three letters (ISO 4217), like USD');
  expect(noCurrencyText('£')).toContain('like EUR');
});
