import type { Store } from '../db/open.ts';
import { prepared } from '../db/prepared.ts';
import { PERSON_FACTS, PRESENT } from '../people/people.ts';
import { addLookups, addLookupsOfRun, removeLookups } from '../people/person-lookup.ts';

/**
 * Makes the run's changes visible, in one transaction with the seal: rosters are small. A person who is listed again is no longer
 * replaced by another record.
 */
export function applyPersonChanges(
  store: Store,
  { run, changed, today }: { run: number; changed: readonly number[]; today: string },
): void {
  const renamed = prepared(store, RENAMED).pluck().all(run) as number[];
  removeLookups(store, renamed);
  const assignments = PERSON_FACTS.split(', ')
    .map((column) => `${column} = c.${column}`)
    .join(', ');
  store.sqlite
    .prepare(
      `UPDATE person SET ${assignments}, gone_at = NULL, replaced_by = NULL, since = CASE WHEN person.status = c.status THEN person.since ELSE ? END
       FROM person_change c WHERE person.id = c.person AND c.run = ?`,
    )
    .run(today, run);
  store.sqlite.prepare('DELETE FROM person_change WHERE run = ?').run(run);
  addLookups(store, changed.length > FEW ? renamed : [...renamed, ...changed]);
  if (changed.length > FEW) addLookupsOfRun(store, run);
}

/** Above this, one walk along the table of people is cheaper than looking each of them up. */
const FEW = 1000;
/** People whose rows in `person_lookup` the run changes: an alias that is the primary address has none. */
const RENAMED = `SELECT person.id FROM person_change c JOIN person ON person.id = c.person
  WHERE c.run = ? AND (c.aliases <> person.aliases OR c.usernames <> person.usernames OR c.email IS NOT person.email)`;

/** People of the source that the run did not see. */
export function unseenPeople(store: Store, source: number, seen: (ref: number) => boolean): number[] {
  const rows = store.sqlite
    .prepare(`SELECT id FROM person WHERE source = ? AND gone_at IS NULL AND ${PRESENT}`)
    .raw()
    .all(source) as [number][];
  return rows.map(([id]) => id).filter((id) => !seen(id));
}

/** People whom the roster no longer lists: inactive from today, and kept because of the accounts they still have. */
export function markPeopleGone(store: Store, refs: readonly number[], at: string, today: string): void {
  store.sqlite
    .prepare(
      `UPDATE person SET gone_at = ?, status = CASE status WHEN 'offboarded' THEN status ELSE 'inactive' END,
         since = CASE WHEN status IN ('inactive', 'offboarded') THEN since ELSE ? END
       WHERE id IN (SELECT value FROM json_each(?))`,
    )
    .run(at, today, JSON.stringify(refs));
}
