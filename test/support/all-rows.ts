import type { Store } from '../../src/store/db/open.ts';

/** Numbers that count changes, and what a chat calls a message: they differ between two databases that say the same. */
const UNTOLD: Readonly<Record<string, readonly string[]>> = {
  audit: ['seq', 'hash'],
  outbox: ['id'],
  person: ['id'],
  account: ['id'],
  account_event: ['id'],
  decision: ['id'],
  posted: ['ref'],
  rule: ['id'],
  run: ['id', 'basis', 'seen'],
  saving: ['id'],
  source: ['id'],
};
const WITHOUT = ['version', '__drizzle_migrations'];
const ACCOUNTS = ['account'];
const PEOPLE = ['person', 'last_person', 'replaced_by'];
const SOURCES = ['app', 'source'];
const RUNS = ['run', 'first_run', 'sealed_run'];

type Row = Readonly<Record<string, unknown>>;

/**
 * Every row of every table, as text, with names in place of row ids: what two databases have in common that came to the same state on
 * different ways. Rows of a table are sorted, but those of the outbox and the audit log are in their order about each subject.
 */
export function allRows({ sqlite }: Store): Readonly<Record<string, readonly string[]>> {
  const read = (sql: string) => sqlite.prepare(sql).all() as Row[];
  const sources = new Map(read('SELECT id, name FROM source').map(({ id, name }) => [id, name]));
  const people = new Map(
    read('SELECT id, source, external_id AS own FROM person').map(({ id, source, own }) => [
      id,
      `${sources.get(source)}/${own}`,
    ]),
  );
  const accounts = new Map(
    read('SELECT id, app, external_id AS own FROM account').map(({ id, app, own }) => [
      id,
      `${sources.get(app)}/${own}`,
    ]),
  );
  const runs = new Map<unknown, string>();
  const count = new Map<unknown, number>();
  for (const { id, source } of read('SELECT id, source FROM run ORDER BY id')) {
    count.set(source, (count.get(source) ?? 0) + 1);
    runs.set(id, `read ${count.get(source)} of ${sources.get(source)}`);
  }
  const named = (column: string, value: unknown): unknown => {
    if (ACCOUNTS.includes(column)) return accounts.get(value) ?? value;
    if (PEOPLE.includes(column)) return people.get(value) ?? value;
    if (SOURCES.includes(column)) return sources.get(value) ?? value;
    if (RUNS.includes(column)) return runs.get(value) ?? value;
    if (typeof value !== 'string') return Buffer.isBuffer(value) ? value.toString('hex') : value;
    return (
      value
        .replace(/"(run|last_run)":(\d+)/g, (_, key, id) => `"${key}":"${runs.get(Number(id)) ?? id}"`)
        .replace(/"row":(\d+)/g, (_, id) => `"row":"${accounts.get(Number(id)) ?? id}"`)
        // What was counted with which version.
        .replace(/"version":"[^"]*"/g, '"version":""')
    );
  };
  const tables = read("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .map(({ name }) => String(name))
    .filter((name) => !WITHOUT.includes(name));
  return Object.fromEntries(
    tables.map((table) => {
      const order = table === 'outbox' ? 'subject, platform, id' : table === 'audit' ? 'subject, seq' : '1';
      const rows = read(`SELECT * FROM "${table}" ORDER BY ${order}`).map((row) =>
        JSON.stringify(
          Object.entries(row)
            .filter(([column]) => !(UNTOLD[table] ?? []).includes(column))
            .map(([column, value]) => [column, named(column, value)]),
        ),
      );
      return [table, order === '1' ? rows.sort() : rows];
    }),
  );
}
