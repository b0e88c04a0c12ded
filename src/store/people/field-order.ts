import type { Store } from '../db/open.ts';

/** Facts about a person that may come from another source than the one that says whether they work here. */
export type OrderedField = 'department' | 'manager';

/**
 * SQL for a field of the person `p`: the value from the first source in the order that lists the same human, by address, and has a value;
 * otherwise the value of their own record.
 */
export function fieldHere(store: Store, field: OrderedField): string {
  const own = `p.${field}`;
  const sources = sourcesOf(store, field);
  if (sources.length === 0) return own;
  const rank = sources.map((source, at) => `WHEN ${source} THEN ${at}`).join(' ');
  return `coalesce((SELECT o.${field} FROM person o
    WHERE o.email = p.email AND o.source IN (${sources.join(', ')}) AND o.${field} IS NOT NULL AND o.gone_at IS NULL
      AND o.first_run <= (SELECT sealed_run FROM source WHERE source.id = o.source)
    ORDER BY CASE o.source ${rank} END LIMIT 1), ${own})`;
}

/** Ids of the sources that have been read. */
function sourcesOf({ sqlite, fieldOrder }: Store, field: OrderedField): readonly number[] {
  const names = fieldOrder[field];
  if (names.length === 0) return [];
  const find = sqlite.prepare("SELECT id FROM source WHERE kind = 'roster' AND name = ?").pluck();
  return names.flatMap((name) => (find.get(name) as number | undefined) ?? []);
}
