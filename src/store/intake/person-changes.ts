import { type Day, dayIn, type Instant } from '../../domain/day.ts';
import { goneStatus } from '../../domain/person.ts';
import type { Store } from '../db/open.ts';
import { prepared } from '../db/prepared.ts';
import { rememberIdentifiers } from '../people/former-identifiers.ts';
import { PERSON_FACTS, PRESENT, personByRef } from '../people/people.ts';
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
  rememberIdentifiers(store, run, { people: renamed, today });
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

/** Above this, one scan of the table of people is cheaper than looking each of them up. */
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

/**
 * People whom the roster no longer lists, kept because of the accounts they still have. They are inactive from today, or
 * offboarded if their last day is known and over; see `goneStatus`.
 */
export function markPeopleGone(
  store: Store,
  refs: readonly number[],
  { at, today, timezone }: { readonly at: Instant; readonly today: Day; readonly timezone: string },
): void {
  const update = prepared(
    store,
    `UPDATE person SET gone_at = coalesce(gone_at, @at), status = @status,
       since = CASE WHEN status = @status THEN since ELSE @today END
     WHERE id = @ref`,
  );
  for (const ref of refs) {
    const person = personByRef(store, ref);
    if (person === null) continue;
    const status = goneStatus(
      { ...person, status: person.reportedStatus },
      person.goneAt === null ? today : dayIn(timezone, person.goneAt),
      today,
    );
    update.run({ at, status, today, ref });
  }
}
