import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Groups of a directory and the groups they contain. Their members are in `person.groups`. */
export const directoryGroup = sqliteTable(
  'directory_group',
  {
    source: integer('source').notNull(),
    name: text('name').notNull(),
    /** Names of the groups in it, as a JSON list. */
    contains: text('contains').notNull(),
  },
  (t) => [primaryKey({ columns: [t.source, t.name] })],
);
