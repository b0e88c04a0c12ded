import type { Limits } from '../base/limits.ts';
import type { Declaration } from '../rest-declaration/declaration.ts';
import type { AccountMap, Table } from '../rest-declaration/lists.ts';
import type { Value } from '../rest-declaration/value.ts';
import { keysOf, valueAt, withValueAt } from '../rest-values/path.ts';
import { type Presence, presenceOf } from '../rest-values/presence.ts';
import { conditionOf } from '../rest-values/rules.ts';
import { openTable, type TableRows, type Tables } from '../rest-values/tables.ts';
import { textsOf } from '../rest-values/value.ts';
import type { RestClient } from './client.ts';
import { readRows } from './list.ts';

/** Reads every table that is a list of its own: whole, or its first page where that is enough to see that it can be read. */
export async function readTables(
  client: RestClient,
  declaration: Declaration,
  { limits, brief }: { limits: Limits; brief: boolean },
): Promise<Tables> {
  const tables = new Map<string, TableRows>();
  for (const [name, table] of Object.entries(declaration.tables)) {
    if (table.sameAnswer) continue;
    const presence = presenceOf([['key', table.key], ...readOf(declaration, name)]);
    const read = () => readTable(client, table, { name, kept: keptOf(declaration, name), presence, brief });
    const rows = table.for === undefined ? await read() : await limits.unless(table.for, read);
    if (rows !== null) tables.set(name, rows);
  }
  return tables;
}

/** The tables that came in this answer, beside those that were read before. */
export function tablesIn(declaration: Declaration, body: unknown, before: Tables): Tables {
  const here = Object.entries(declaration.tables).filter(([, { sameAnswer }]) => sameAnswer);
  if (here.length === 0) return before;
  const tables = new Map(before);
  for (const [name, table] of here) {
    const rows = openTable(table.exact, keptOf(declaration, name));
    const key = textsOf(table.key, true);
    for (const row of [valueAt(body, keysOf(table.items ?? '$'))].flat())
      for (const each of key({ row, tables: NONE })) rows.add(each, row);
    tables.set(name, rows);
  }
  return tables;
}

const NONE: Tables = new Map();

interface TableRead {
  readonly name: string;
  readonly kept: (row: unknown) => unknown;
  /** Of what is read of its rows. */
  readonly presence: Presence;
  readonly brief: boolean;
}

async function readTable(
  client: RestClient,
  table: Table,
  { name, kept, presence, brief }: TableRead,
): Promise<TableRows> {
  const rows = openTable(table.exact, kept);
  const key = textsOf(table.key, true);
  const counts = table.only === undefined ? () => true : conditionOf(table.only);
  const now = client.io.now();
  const pages = readRows<null>(client, table, {
    unique: false,
    keyOf: (raw) => JSON.stringify(raw),
    isOne: (raw) => counts(raw, now),
    read(raw) {
      presence.see(raw);
      for (const each of key({ row: raw, tables: NONE })) rows.add(each, raw);
      return null;
    },
  });
  let isProven = false;
  for await (const page of pages) {
    const missing = isProven || page.length === 0 ? [] : presence.missing();
    isProven ||= page.length > 0;
    if (missing.length > 0)
      throw client.api.unexpected(
        `has no row on its first page with ${missing.join(' or ')}, which the table ${name} is read by; correct the path, or name the field under mayLack`,
      );
    if (brief) break;
  }
  return rows;
}

/** What the map reads of the rows of a table, field by field. */
function readOf({ map }: Declaration, name: string): [string, Value][] {
  const { columns = {}, mayLack = [], ...fields } = (map ?? {}) as Partial<AccountMap>;
  return Object.entries({ ...fields, ...columns })
    .filter(([field]) => !mayLack.includes(field))
    .map(([field, value]): [string, Value] => [
      field,
      pathsFrom(value, name)
        .filter((keys) => !keys.includes('$'))
        .map((keys) => ({ path: keys })) as Value,
    ]);
}

/** Of a row only what the declaration reads of this table. */
function keptOf({ map, accounts }: Declaration, name: string): (row: unknown) => unknown {
  const paths = pathsFrom([map, accounts], name);
  if (paths.some((keys) => keys.includes('$'))) return (row) => row;
  return (row) =>
    paths.reduce<Record<string, unknown>>((kept, keys) => {
      const value = valueAt(row, keys);
      return value === undefined ? kept : withValueAt(kept, keys, value);
    }, {});
}

function pathsFrom(value: unknown, name: string): string[][] {
  if (typeof value !== 'object' || value === null) return [];
  const block = value as Readonly<Record<string, unknown>>;
  if (block.from !== name) return Object.values(block).flatMap((each) => pathsFrom(each, name));
  const { path } = block;
  if (typeof path === 'string') return [[...keysOf(path)]];
  return [Array.isArray(path) ? path.map(String) : ['$']];
}
