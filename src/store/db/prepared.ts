import type Database from 'better-sqlite3';
import type { Store } from './open.ts';

/**
 * The statement for this SQL, compiled once per connection, for statements that run a hundred thousand times. The SQL must be fixed text,
 * because each variant is kept for good.
 */
export function prepared(store: Store, sql: string): Database.Statement<unknown[]> {
  let known = statements.get(store.sqlite);
  if (known === undefined) {
    known = new Map();
    statements.set(store.sqlite, known);
  }
  let statement = known.get(sql);
  if (statement === undefined) {
    statement = store.sqlite.prepare<unknown[]>(sql);
    known.set(sql, statement);
  }
  return statement;
}

const statements = new WeakMap<Database.Database, Map<string, Database.Statement<unknown[]>>>();

/** A query that is built and compiled once per connection, because each app needs it many times in a sync. */
export function preparedQuery<Query>(build: (store: Store) => Query): (store: Store) => Query {
  const built = new WeakMap<Store, Query>();
  return (store) => {
    let query = built.get(store);
    if (query === undefined) {
      query = build(store);
      built.set(store, query);
    }
    return query;
  };
}
