import { describe, expect, it } from 'vitest';
import { missingWords, readTerm, TERM_KEYS, type TermKey } from '../../../src/domain/licenses/terms.ts';

describe('the terms an admin sets', () => {
  it.each<[TermKey, string, string | number]>([
    ['product', ' Figma Full ', 'Figma Full'],
    ['model', 'Device', 'Device'],
    ['pool', 'Design', 'Design'],
    ['price', '45', 45],
    ['price', '12.5', 12.5],
    ['price', '0', 0],
    ['currency', 'eur', 'EUR'],
    ['term', 'yearly', 'annual'],
    ['term', 'Monthly', 'monthly'],
    ['renews', '2028-02-29', '2028-02-29'],
    ['notice', '60', 60],
    ['entitlement', '90', 90],
  ])('%s:%s is understood', (key, written, value) => {
    expect(readTerm(key, written)).toEqual({ value });
  });

  it.each<[TermKey, string, string]>([
    ['price', '12,50', '"12,50" is not a price; write it with a point and no currency, like 12.50'],
    ['price', '45 USD', '"45 USD" is not a price; write it with a point and no currency, like 12.50'],
    ['price', '-1', '"-1" is negative; a price is 0 or more'],
    ['price', '1.005', '"1.005" has more than two decimals; write what one seat costs, like 12.50'],
    ['price', '1e3', '"1e3" is not a price; write it with a point and no currency, like 12.50'],
    ['currency', 'EURO', '"EURO" is not a currency; write its three letters (ISO 4217), like EUR'],
    ['currency', '€', '"€" is not a currency; write its three letters (ISO 4217), like EUR'],
    ['currency', 'QQQ', '"QQQ" is not a currency; write its three letters (ISO 4217), like EUR'],
    ['term', 'weekly', '"weekly" is not a term; write monthly or annual'],
    ['renews', '2026-02-30', '"2026-02-30" is not a date; write it as 2026-06-30'],
    ['renews', '1/2/2026', '"1/2/2026" is not a date; write it as 2026-06-30'],
    ['notice', '2 months', '"2 months" is not a number of days; write it as 30, at most 9999'],
    ['entitlement', '-30', '"-30" is not a number of days; write it as 30, at most 9999'],
    ['pool', '  ', 'is empty; write a value'],
    ['product', 'x'.repeat(201), 'is longer than 200 characters; shorten it'],
  ])('%s:%s is rejected with what to write', (key, written, problem) => {
    expect(readTerm(key, written)).toEqual({ problem });
  });

  it('missing facts are named by the keys of the command set', () => {
    expect(missingWords(['product', 'purchased', 'unitPrice', 'currency', 'term', 'renewsOn'])).toEqual([
      'product',
      'purchased',
      'price',
      'currency',
      'term',
      'renews',
    ]);
    expect(TERM_KEYS).toContain('entitlement');
  });
});
