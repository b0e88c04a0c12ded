import type { Store } from '../db/open.ts';

/** Whether the person `p` works here: not if they left, were replaced by another record, or come from a read that is not sealed. */
export const isEmployed = (p: string) =>
  `${p}.status IN ('active', 'on-leave', 'starting') AND ${p}.gone_at IS NULL AND ${p}.replaced_by IS NULL
   AND ${p}.first_run <= (SELECT sealed_run FROM source WHERE source.id = ${p}.source)`;

/** Whether `q` is the human `p` in another source, by address. */
export const SAME_HUMAN = `q.email = p.email AND q.source <> p.source AND ${isEmployed('q')}`;

/** Whether anybody can be in more than one source. */
export function hasSeveralRosters(store: Store): boolean {
  const sources = store.sqlite
    .prepare(
      'SELECT count(*) FROM source WHERE EXISTS (SELECT 1 FROM person WHERE person.source = source.id)',
    )
    .pluck()
    .get() as number;
  return sources > 1;
}

/**
 * The groups that can grant something to the person `p`, as JSON: those from every source that lists them, and none when they
 * do not work here. Everything that says who is granted what is based on these.
 */
export function groupsHere(store: Store): string {
  const own = hasSeveralRosters(store)
    ? `CASE WHEN EXISTS (SELECT 1 FROM person q WHERE ${SAME_HUMAN})
       THEN (SELECT json_group_array(DISTINCT value) FROM (SELECT value FROM json_each(p."groups")
         UNION ALL SELECT j.value FROM person q, json_each(q."groups") j WHERE ${SAME_HUMAN}))
       ELSE p."groups" END`
    : 'p."groups"';
  return `CASE WHEN ${isEmployed('p')} THEN ${own} ELSE '[]' END`;
}
