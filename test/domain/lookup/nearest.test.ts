import { describe, expect, it } from 'vitest';
import { editDistance, nearest } from '../../../src/domain/lookup/nearest.ts';

const VERBS = [
  'status',
  'app',
  'access',
  'who',
  'clearing',
  'subscriptions',
  'subscribers',
  'sync',
  'known',
  'add',
  'help',
];

describe('nearest', () => {
  it.each([
    ['stauts', 'status'],
    ['STATUS', 'status'],
    ['stat', 'status'],
    ['subsc', 'subscribers'],
    ['knwon', 'known'],
    ['hlep', 'help'],
    ['acess', 'access'],
    ['ap', 'app'],
  ])('for %s suggests %s', (word, verb) => {
    expect(nearest(word, VERBS)).toBe(verb);
  });

  it.each(['', 'x', 'zz', 'remove everything', 'w'.repeat(10_000)])('suggests nothing for %s', (word) => {
    expect(nearest(word.slice(0, 10_000), VERBS)).toBeNull();
  });

  it('prefers a word that starts with the typed letters to one with typos', () => {
    expect(nearest('sub', ['sum', 'subscriptions', 'subscribers'])).toBe('subscribers');
  });

  it('suggests the candidate with the fewest typos, and the first of several', () => {
    expect(nearest('acess', ['across', 'access'])).toBe('access');
    expect(nearest('cat', ['bat', 'hat'])).toBe('bat');
  });

  it('suggests nothing without candidates', () => {
    expect(nearest('status', [])).toBeNull();
  });

  it('counts letters inserted, deleted or replaced', () => {
    expect(editDistance('kitten', 'sitting')).toBe(3);
    expect(editDistance('', 'abc')).toBe(3);
    expect(editDistance('kitten', 'sitting', 2)).toBe(2);
  });
});
