import type { Store } from '../db/open.ts';
import { isImporting } from '../first-import/import-indexes.ts';

/**
 * Stands for the people that are visible and the rules they are found by: as long as it stays the same, verdicts worked out
 * with them hold.
 */
export function peopleBasis(store: Store): string {
  const read = store.sqlite.prepare(
    "SELECT group_concat(id || ':' || sealed_run) FROM source WHERE kind = 'roster'",
  );
  return `${read.pluck().get()} ${addedBasis(store)}`;
}

/** The part of it that admins change themselves: people added by hand, and rules. */
export function addedBasis(store: Store): string {
  const byHand = store.sqlite.prepare(
    "SELECT count(*) FROM person WHERE source = (SELECT id FROM source WHERE kind = 'roster' AND name = 'hand')",
  );
  const rules = store.sqlite.prepare("SELECT count(*) || ':' || count(ended_at) FROM rule");
  const added = isImporting(store, 'person') ? 0 : byHand.pluck().get();
  return `+${added} =${rules.pluck().get()}`;
}
