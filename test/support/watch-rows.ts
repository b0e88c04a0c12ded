import type { Office } from './company.ts';

/** Which rows of the table are written from now on, counted by SQLite itself; the id of each, as often as it is written. */
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
