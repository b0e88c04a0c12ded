import type { Office } from './company.ts';

/** The ids of the rows written to the table from now on, one entry per write, recorded by SQLite itself. */
export function watchRows({ context: { store } }: Office, table: string): () => readonly number[] {
  const log = `written_${table}`;
  store.sqlite.exec(`CREATE TEMP TABLE ${log} (id INTEGER)`);
  for (const [event, row] of [
    ['INSERT', 'NEW'],
    ['UPDATE', 'NEW'],
    ['DELETE', 'OLD'],
  ]) {
    store.sqlite.exec(
      `CREATE TEMP TRIGGER ${log}_${event} AFTER ${event} ON main.${table} BEGIN INSERT INTO ${log} VALUES (${row}.rowid); END`,
    );
  }
  return () => store.sqlite.prepare(`SELECT id FROM ${log}`).pluck().all() as number[];
}
