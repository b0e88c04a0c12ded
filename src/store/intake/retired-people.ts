import type { PersonStatus } from '../../domain/person.ts';
import type { Store } from '../db/open.ts';

/** The visible people of a roster source with their current status. */
export function statusesOf(
  store: Store,
  source: number,
): readonly { readonly ref: number; readonly status: PersonStatus }[] {
  return store.sqlite
    .prepare(
      `SELECT id AS ref, status FROM person
       WHERE source = ? AND gone_at IS NULL AND replaced_by IS NULL ORDER BY id`,
    )
    .all(source) as { ref: number; status: PersonStatus }[];
}

/**
 * The people of one source who are also in another one, with the same id or address and the same name. Records that share only a name stay
 * two people.
 */
export function successorsIn(
  store: Store,
  source: number,
  others: readonly number[],
): ReadonlyMap<number, number> {
  const pairs = (same: string, rank: number) =>
    `SELECT old.id AS "from", new.id AS "to", ${rank} AS rank, new.status = old.status AS alike
     FROM person old JOIN person new ON ${same}
     WHERE old.source = @source AND old.gone_at IS NULL AND old.replaced_by IS NULL
       AND new.source IN (SELECT value FROM json_each(@others)) AND new.gone_at IS NULL AND new.replaced_by IS NULL
       AND new.first_run <= (SELECT sealed_run FROM source WHERE source.id = new.source)
       AND new.name_key = old.name_key AND old.name_key <> ''`;
  const rows = store.sqlite
    .prepare(
      `${pairs('new.external_id = old.external_id', 0)} UNION ALL ${pairs('new.email = old.email', 1)}
       ORDER BY 1, 3, 4 DESC, 2`,
    )
    .all({ source, others: JSON.stringify(others) }) as { from: number; to: number }[];
  const successors = new Map<number, number>();
  for (const { from, to } of rows) if (!successors.has(from)) successors.set(from, to);
  return successors;
}

/** Replaces these people by other records: accounts and links move to those. Call it inside the transaction of the change. */
export function replacePeople(store: Store, replacements: ReadonlyMap<number, number>, at: string): void {
  store.sqlite.exec('CREATE TEMP TABLE IF NOT EXISTS replaced ("from" INTEGER PRIMARY KEY, "to" INTEGER)');
  store.sqlite.exec('DELETE FROM replaced');
  const take = store.sqlite.prepare('INSERT INTO replaced VALUES (?, ?)');
  for (const [from, to] of replacements) take.run(from, to);
  store.sqlite
    .prepare('UPDATE person SET replaced_by = r."to", gone_at = ? FROM replaced r WHERE person.id = r."from"')
    .run(at);
  // Under another id they keep their status and its date.
  store.sqlite.exec(
    `UPDATE person SET since = old.since FROM replaced r JOIN person old ON old.id = r."from"
     WHERE person.id = r."to" AND person.status = old.status AND (person.since IS NULL OR old.since IS NULL OR old.since < person.since)`,
  );
  for (const [table, column, more] of [
    ['person', 'replaced_by', ''],
    ['decision', 'person', "AND decision.kind = 'link'"],
    ['account', 'person', ''],
    ['account', 'last_person', ''],
  ])
    store.sqlite.exec(
      `UPDATE ${table} SET ${column} = r."to" FROM replaced r WHERE ${table}.${column} = r."from" ${more}`,
    );
  store.sqlite.exec(
    'UPDATE OR REPLACE former_identifier SET person = r."to" FROM replaced r WHERE former_identifier.person = r."from"',
  );
  store.sqlite.exec('DELETE FROM replaced');
}
