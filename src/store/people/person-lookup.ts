import type { Store } from '../db/open.ts';
import { prepared } from '../db/prepared.ts';

/**
 * The table `person_lookup`: aliases and usernames, one a row, so that an index finds who has them. A person's rows are
 * written in the transaction in which their record becomes visible or changes; the columns `aliases` and `usernames` stay the
 * record itself.
 */

/** Adds the rows of these people. Rows that are there already stay. */
export function addLookups(store: Store, people: readonly number[]): void {
  prepared(store, ADD_FOR_PEOPLE).run({ people: JSON.stringify(people) });
}

/** Adds the rows of all people that this run listed for the first time, in one walk along the table. */
export function addLookupsOfRun(store: Store, run: number): void {
  prepared(store, ADD_FOR_RUN).run({ run });
}

/** Removes the rows of these people, as they follow from the records: call it before the records change. */
export function removeLookups(store: Store, people: readonly number[]): void {
  prepared(store, REMOVE).run({ people: JSON.stringify(people) });
}

/**
 * The white space of ASCII that `trim` strips in JavaScript: tab, line feed, vertical tab, form feed, carriage return and space.
 * SQLite's own `trim` strips only spaces: nobody would be found by such a name, and rows that the migration wrote would never be removed.
 */
const WHITE_SPACE = 'char(9, 10, 11, 12, 13, 32)';
/** As `normaliseText` does. Only texts beyond ASCII are handed to it, which costs a call per text; see db/open.ts. */
export const NORMALISED = `CASE WHEN length(j.value) = octet_length(j.value) THEN lower(trim(j.value, ${WHITE_SPACE}))
  ELSE normalise_text(j.value) END`;

/** Sorted like the table, so that a large insert appends. */
function rowsOf(people: string): string {
  const listed = (column: string, kind: string) =>
    `SELECT ${NORMALISED} AS value, p.id AS person, '${kind}' AS kind, p.email
     FROM person p NOT INDEXED, json_each(p.${column}) j WHERE p.${column} <> '[]' AND ${people}`;
  return `SELECT value, person, kind FROM (${listed('aliases', 'alias')} UNION ALL ${listed('usernames', 'username')})
    WHERE value IS NOT email ORDER BY value`;
}

const THESE = 'p.id IN (SELECT value FROM json_each(@people))';
const ADD_FOR_PEOPLE = `INSERT OR IGNORE INTO person_lookup (value, person, kind) ${rowsOf(THESE)}`;
const ADD_FOR_RUN = `INSERT OR IGNORE INTO person_lookup (value, person, kind) ${rowsOf('p.first_run = @run')}`;
const REMOVE = `DELETE FROM person_lookup WHERE (value, person, kind) IN (${rowsOf(THESE)})`;
