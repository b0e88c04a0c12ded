import { blob, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/*
 * Facts from outside become visible only when the run that brought them is sealed: a row is visible when its `firstRun` is not
 * after its source's `sealedRun`. Changes to visible rows wait in the `…_change` tables.
 * Lists and records are JSON; instants and days are text as in domain/day.ts.
 */

/** A connected app or a roster source. Apps and people of the past stay, so sources are never deleted. */
export const source = sqliteTable(
  'source',
  {
    id: integer('id').primaryKey(),
    kind: text('kind').$type<'app' | 'roster'>().notNull(),
    /** The id in seatkeeper.yaml; `hand` for people added by admins. */
    name: text('name').notNull(),
    sealedRun: integer('sealed_run').notNull().default(0),
    /** When the sealed run was read, or its file was made. */
    dataAt: text('data_at'),
    /** `SourceNumbers` in store/sources/sources.ts: figures of the sealed run that would be slow to count. */
    numbers: text('numbers').notNull().default('{}'),
  },
  (t) => [uniqueIndex('source_name').on(t.kind, t.name)],
);

export type RunStatus = 'reading' | 'applying' | 'complete' | 'failed' | 'held' | 'dropping' | 'dropped';

/** One sync of one source. */
export const run = sqliteTable(
  'run',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    source: integer('source')
      .notNull()
      .references(() => source.id),
    status: text('status').$type<RunStatus>().notNull(),
    startedAt: text('started_at').notNull(),
    endedAt: text('ended_at'),
    /** Accounts or people, pages, added, changed, gone, newInactive … */
    counts: text('counts').notNull().default('{}'),
    /** Kind and message of the error that made it fail. */
    errorKind: text('error_kind'),
    error: text('error'),
    retryAt: text('retry_at'),
    /** Why it was held. */
    doubts: text('doubts'),
    dataAt: text('data_at'),
    /** The version of the people its accounts were matched with; see `peopleVersion` in versions.ts. The column keeps its first name: renaming it would rewrite the table for no user's good. */
    peopleVersion: text('basis').notNull(),
    /** The admin who accepted it although it was held. */
    acceptedBy: text('accepted_by'),
    /** One bit per row id that this run saw: a visible row that it did not see is gone. Kept until the run is sealed. */
    seen: blob('seen', { mode: 'buffer' }),
  },
  (t) => [index('run_source').on(t.source, t.id)],
);

/** The list that a connector keeps from one complete read to the next: nothing but what the accounts or people of the source come from. */
export const keptList = sqliteTable('kept_list', {
  source: integer('source')
    .primaryKey()
    .references(() => source.id),
  /** The sealed run that left it. */
  run: integer('run').notNull(),
  state: text('state').notNull(),
  wholeAt: text('whole_at').notNull(),
});

/** Its rows, as the connector packed them. */
export const keptPage = sqliteTable(
  'kept_page',
  {
    source: integer('source').notNull(),
    number: integer('number').notNull(),
    rows: blob('rows', { mode: 'buffer' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.source, t.number] })],
);
