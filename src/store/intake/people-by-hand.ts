import type { PersonRecord, PersonStatus } from '../../domain/person.ts';
import type { Store } from '../db/open.ts';
import { bumpVersion } from '../db/versions.ts';
import { PERSON_FACTS, PRESENT, personValues } from '../people/people.ts';
import { addLookups, removeLookups } from '../people/person-lookup.ts';

/** Adds a person by hand, who is visible at once. */
export function addByHand(
  store: Store,
  handSource: number,
  person: PersonRecord,
  effectiveStatus: PersonStatus,
  since: string,
): number {
  const id = freeId(store, handSource, person.id);
  const values = [handSource, id, 0, since, ...personValues(person, effectiveStatus)];
  const made = store.sqlite
    .prepare(
      `INSERT INTO person (source, external_id, first_run, since, ${PERSON_FACTS}) VALUES (${values.map(() => '?').join(', ')})`,
    )
    .run(...values);
  bumpVersion(store, 'added-people');
  const ref = Number(made.lastInsertRowid);
  addLookups(store, [ref]);
  return ref;
}

/**
 * Removes a person who was added by hand; no account may be linked to them. The row stays, invisible and without an address, so that nobody
 * else gets its number and the history can still name them.
 */
export function removeByHand(store: Store, ref: number): void {
  removeLookups(store, [ref]);
  store.sqlite
    .prepare(
      "UPDATE person SET first_run = ?, email = NULL, aliases = '[]', usernames = '[]', \"groups\" = '[]', local_key = NULL, name_key = NULL, end_date = NULL WHERE id = ?",
    )
    .run(Number.MAX_SAFE_INTEGER, ref);
  bumpVersion(store, 'added-people');
}

/** A person who was added earlier and replaced by a roster record still has the id. */
function freeId(store: Store, source: number, wanted: string): string {
  const taken = store.sqlite.prepare('SELECT 1 FROM person WHERE source = ? AND external_id = ?');
  let id = wanted;
  for (let count = 2; taken.get(source, id) !== undefined; count++) id = `${wanted} ${count}`;
  return id;
}

/** If a roster source now lists the address of people added by hand, its records replace them. Links and accounts move to the record. */
export function takeOver(
  store: Store,
  handSource: number,
): readonly { readonly from: number; readonly to: number }[] {
  const byHand = store.sqlite
    .prepare('SELECT id, email FROM person WHERE source = ? AND replaced_by IS NULL AND email IS NOT NULL')
    .all(handSource) as { id: number; email: string }[];
  const successor = store.sqlite
    .prepare(
      `SELECT id FROM person WHERE source <> ? AND gone_at IS NULL AND ${PRESENT}
         AND (email = ? OR id IN (SELECT person FROM person_lookup WHERE value = ? AND kind = 'alias')) ORDER BY email = ? DESC, id LIMIT 1`,
    )
    .pluck();
  const taken: { from: number; to: number }[] = [];
  for (const { id: from, email } of byHand) {
    const to = successor.get(handSource, email, email, email) as number | undefined;
    if (to === undefined) continue;
    store.sqlite.prepare('UPDATE person SET replaced_by = ? WHERE id = ?').run(to, from);
    store.sqlite.prepare("UPDATE decision SET person = ? WHERE kind = 'link' AND person = ?").run(to, from);
    store.sqlite.prepare('UPDATE account SET person = ? WHERE person = ?').run(to, from);
    taken.push({ from, to });
  }
  if (taken.length > 0) bumpVersion(store, 'added-people');
  return taken;
}
