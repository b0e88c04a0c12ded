import { expect, it } from 'vitest';
import { createSeenIds } from '../../../src/connectors/base/seen-ids.ts';

it('distinguishes 300,000 similar ids and recognises each of them', () => {
  const seen = createSeenIds();
  const ids = Array.from({ length: 300_000 }, (_, index) => `user-${index.toString(36)}`);
  expect(ids.filter((id) => !seen.add(id))).toEqual([]);
  expect(ids.filter((id) => seen.add(id))).toEqual([]);
});

it('accepts any text as an id', () => {
  const seen = createSeenIds();
  const ids = ['', '0', ' ', '\u{1F600}', 'a'.repeat(100_000), 'A', 'a'];
  expect(ids.map((id) => seen.add(id))).toEqual(ids.map(() => true));
});
