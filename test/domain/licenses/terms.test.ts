import { describe, expect, it } from 'vitest';
import {
  missingWords,
  readTerm,
  TERM_KEYS,
  type TermKey,
  type TermProblem,
} from '../../../src/domain/licenses/terms.ts';

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

  it.each<[TermKey, string, TermProblem]>([
    ['price', '12,50', { kind: 'not-a-price', like: '12.50' }],
    ['price', '45 USD', { kind: 'not-a-price', like: null }],
    ['price', '-1', { kind: 'negative-price' }],
    ['price', '1.005', { kind: 'too-many-decimals' }],
    ['price', '1e3', { kind: 'not-a-price', like: null }],
    ['currency', 'EURO', { kind: 'not-a-currency', code: 'EURO' }],
    ['currency', '€', { kind: 'not-a-currency', code: '€' }],
    ['currency', 'QQQ', { kind: 'not-a-currency', code: 'QQQ' }],
    ['term', 'weekly', { kind: 'not-a-term' }],
    ['renews', '2026-02-30', { kind: 'not-a-date' }],
    ['renews', '1/2/2026', { kind: 'not-a-date' }],
    ['notice', '2 months', { kind: 'not-days' }],
    ['purchased', '12.5', { kind: 'not-seats' }],
    ['entitlement', '-30', { kind: 'not-days' }],
    ['pool', '  ', { kind: 'empty' }],
    ['product', 'x'.repeat(201), { kind: 'too-long', longest: 200 }],
  ])('%s:%s is a problem, and nothing is guessed', (key, written, problem) => {
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
