import { expect, it } from 'vitest';
import { createCompactMap } from '../../../src/domain/lookup/compact-map.ts';

it('remembers the last number of each of many texts, and none of others', () => {
  const map = createCompactMap();
  const many = 50_000;
  for (let n = 0; n < many; n++) map.set(`p${n}@acme.co`, n);
  for (let n = 0; n < many; n += 7) map.set(`p${n}@acme.co`, -n);
  expect(map.size).toBe(many);
  const wrong = Array.from({ length: many }, (_, n) => n).filter(
    (n) => map.get(`p${n}@acme.co`) !== (n % 7 === 0 ? -n : n),
  );
  expect(wrong).toEqual([]);
  expect(
    Array.from({ length: many }, (_, n) => map.get(`q${n}@acme.co`)).every((found) => found === null),
  ).toBe(true);
});

it('tells 0 from nothing', () => {
  const map = createCompactMap();
  map.set('', 0);
  expect([map.get(''), map.get('0'), map.size]).toEqual([0, null, 1]);
});
