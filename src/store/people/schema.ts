import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { PersonStatus } from '../../domain/person.ts';

/* The people of every roster source, and what a read that is not sealed yet would change about them. */

const personFacts = () => ({
  email: text('email'),
  aliases: text('aliases').notNull(),
  usernames: text('usernames').notNull(),
  name: text('name').notNull(),
  /** The status that the source reported; `status` is the one that applies today. */
  reported: text('reported').$type<PersonStatus>().notNull(),
  status: text('status').$type<PersonStatus>().notNull(),
  department: text('department'),
  manager: text('manager'),
  groups: text('groups').notNull(),
  startDate: text('start_date'),
  endDate: text('end_date'),
  /** Keys to find people by for suggestions; see domain/owners/suggest.ts. */
  localKey: text('local_key'),
  nameKey: text('name_key'),
  fingerprint: integer('fingerprint').notNull(),
});

export const person = sqliteTable(
  'person',
  {
    id: integer('id').primaryKey(),
    source: integer('source').notNull(),
    externalId: text('external_id').notNull(),
    ...personFacts(),
    /** The day since which `status` applies; `null` when it did before the first read. */
    since: text('since'),
    firstRun: integer('first_run').notNull(),
    goneAt: text('gone_at'),
    /** For a person added by hand or from a retired source: the roster record that replaced them. */
    replacedBy: integer('replaced_by'),
  },
  (t) => [
    uniqueIndex('person_key').on(t.source, t.externalId),
    index('person_email').on(t.email),
    index('person_local').on(t.localKey),
    index('person_name').on(t.nameKey),
  ],
);

/**
 * The aliases and usernames of the people that are visible, one a row, because lists in JSON have no index. Normalised; those
 * that are the person's primary address have no row. WITHOUT ROWID, which drizzle-kit cannot say: see migrations/.
 */
export const personLookup = sqliteTable(
  'person_lookup',
  {
    value: text('value').notNull(),
    person: integer('person').notNull(),
    kind: text('kind').$type<'alias' | 'username'>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.value, t.person, t.kind] })],
);

/** Identifiers that people once had and no longer have, one a row. A row takes nothing from anybody: the current holder is in `person`. */
export const formerIdentifier = sqliteTable(
  'former_identifier',
  {
    /** Normalised. */
    value: text('value').notNull(),
    person: integer('person').notNull(),
    kind: text('kind').$type<'email' | 'alias' | 'username'>().notNull(),
    /** The day on which a read of the roster had it no longer. */
    until: text('until').notNull(),
  },
  (t) => [primaryKey({ columns: [t.value, t.person] }), index('former_identifier_person').on(t.person)],
);

export const personChange = sqliteTable('person_change', {
  person: integer('person').primaryKey(),
  run: integer('run').notNull(),
  ...personFacts(),
});
