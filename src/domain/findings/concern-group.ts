import type { Concern } from './classify.ts';

/** What findings are summed up as in messages and tables: seats of people who left, of inactive people, and accounts that nobody owns. */
export const CONCERN_GROUPS = ['left', 'inactive', 'unknown'] as const;
export type ConcernGroup = (typeof CONCERN_GROUPS)[number];

export const GROUP_OF: Readonly<Record<Concern, ConcernGroup>> = {
  'active-after-leaving': 'left',
  offboarded: 'left',
  inactive: 'inactive',
  unknown: 'unknown',
};

export function countByGroup(
  counts: Readonly<Partial<Record<Concern, number>>>,
): Readonly<Record<ConcernGroup, number>> {
  const sums = { left: 0, inactive: 0, unknown: 0 } satisfies Record<ConcernGroup, number>;
  for (const [concern, count] of Object.entries(counts)) sums[GROUP_OF[concern as Concern]] += count;
  return sums;
}
