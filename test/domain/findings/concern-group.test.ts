import { expect, it } from 'vitest';
import { CONCERNS } from '../../../src/domain/findings/classify.ts';
import { CONCERN_GROUPS, countByGroup } from '../../../src/domain/findings/concern-group.ts';

it('counts every finding in exactly one group', () => {
  const counts = Object.fromEntries(CONCERNS.map((concern) => [concern, 1]));
  const sums = countByGroup(counts);
  expect(Object.keys(sums)).toEqual([...CONCERN_GROUPS]);
  expect(Object.values(sums).reduce((sum, count) => sum + count, 0)).toBe(CONCERNS.length);
});

it('counts people who left together, whether they used the account afterwards or not', () => {
  expect(countByGroup({ 'active-after-leaving': 2, offboarded: 3, unknown: 1 })).toEqual({
    left: 5,
    inactive: 0,
    unknown: 1,
  });
});
