import type { Store } from '../db/open.ts';

/** Whether the database that is attached as `present`, which may be of an earlier version, has the table, and the column in it. */
export function presentHas({ sqlite }: Store, table: string, column: string): boolean {
  const there = sqlite.pragma(`present.table_info(${table})`) as { name: string }[];
  return there.some(({ name }) => name === column);
}
