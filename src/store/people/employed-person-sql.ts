import type { Store } from '../db/open.ts';

/** Whether somebody works here: who left, is replaced or was never taken over does not. */
export const current = (p: string) =>
  `${p}.status IN ('active', 'on-leave', 'starting') AND ${p}.gone_at IS NULL AND ${p}.replaced_by IS NULL
   AND ${p}.first_run <= (SELECT sealed_run FROM source WHERE source.id = ${p}.source)`;

/** The same human in another source, by address. */
export const TWIN = `q.email = p.email AND q.source <> p.source AND ${current('q')}`;

/** Whether anybody may stand in several sources. */
export function several(store: Store): boolean {
  const sources = store.sqlite
    .prepare(
      'SELECT count(*) FROM source WHERE EXISTS (SELECT 1 FROM person WHERE person.source = source.id)',
    )
    .pluck()
    .get() as number;
  return sources > 1;
}

/**
 * The groups that can grant something to the person `p`, as JSON: those of every source that knows them, and none when they do
 * not work here. Whatever says who is granted what starts from these.
 */
export function groupsHere(store: Store): string {
  const own = several(store)
    ? `CASE WHEN EXISTS (SELECT 1 FROM person q WHERE ${TWIN})
       THEN (SELECT json_group_array(DISTINCT value) FROM (SELECT value FROM json_each(p."groups")
         UNION ALL SELECT j.value FROM person q, json_each(q."groups") j WHERE ${TWIN}))
       ELSE p."groups" END`
    : 'p."groups"';
  return `CASE WHEN ${current('p')} THEN ${own} ELSE '[]' END`;
}
