import type { Limits } from '../base/limits.ts';
import type { Declaration } from '../rest-declaration/declaration.ts';
import type { AccountMap, Table } from '../rest-declaration/lists.ts';
import { keysOf, valueAt, withValueAt } from '../rest-values/path.ts';
import { openPresence } from '../rest-values/presence.ts';
import { pathsOfOnly, pathsOfValue, type ReadPath } from '../rest-values/read-paths.ts';
import { conditionOf } from '../rest-values/rules.ts';
import { openTable, type TableRows, type Tables } from '../rest-values/tables.ts';
import { textsOf } from '../rest-values/value.ts';
import type { RestClient } from './client.ts';
import { readRows } from './list.ts';
import { openProof, type Proof } from './proof.ts';

/** Reads every table that is a separate list: completely, or only its first page if that is enough to see that it can be read. */
export async function readTables(
  client: RestClient,
  declaration: Declaration,
  { limits, brief }: { limits: Limits; brief: boolean },
): Promise<Tables> {
  const tables = new Map<string, TableRows>();
  for (const [name, table] of Object.entries(declaration.tables)) {
    if (table.sameAnswer) continue;
    const proof = proofOf(client, declaration, name, table);
    const read = () => readTable(client, table, { kept: keptOf(declaration, name), proof, brief });
    const rows = table.for === undefined ? await read() : await limits.unless(table.for, read);
    if (rows !== null) tables.set(name, rows);
  }
  return tables;
}

/** The tables that come in the answers of the list of accounts, in addition to those that were read before. */
export function tablesInAnswers(
  client: RestClient,
  declaration: Declaration,
  before: Tables,
): (body: unknown) => Tables {
  const here = Object.entries(declaration.tables)
    .filter(([, { sameAnswer }]) => sameAnswer)
    .map(([name, table]) => ({
      name,
      table,
      key: textsOf(table.key, true),
      kept: keptOf(declaration, name),
      proof: proofOf(client, declaration, name, table),
    }));
  if (here.length === 0) return () => before;
  return (body) => {
    const tables = new Map(before);
    for (const { name, table, key, kept, proof } of here) {
      const { items = '$' } = table;
      const rows = openTable(table.exact, kept);
      const found = valueAt(body, keysOf(items));
      if (!Array.isArray(found)) throw client.api.unexpected(`has no list at ${items}, the table ${name}`);
      for (const row of found) {
        proof.see(row);
        for (const each of key({ row, tables: NONE })) rows.add(each, row);
      }
      if (found.length > 0) proof.prove();
      tables.set(name, rows);
    }
    return tables;
  };
}

const NONE: Tables = new Map();

function proofOf(client: RestClient, declaration: Declaration, name: string, { key, only }: Table): Proof {
  const mayLack = declaration.map?.mayLack ?? [];
  return openProof(client, {
    rows: openPresence([...pathsOfValue('key', key), ...readOf(declaration, name)], mayLack),
    all: openPresence(pathsOfOnly(only), mayLack),
    where: `, which the table ${name} is read by`,
  });
}

interface TableRead {
  readonly kept: (row: unknown) => unknown;
  readonly proof: Proof;
  readonly brief: boolean;
}

async function readTable(
  client: RestClient,
  table: Table,
  { kept, proof, brief }: TableRead,
): Promise<TableRows> {
  const rows = openTable(table.exact, kept);
  const key = textsOf(table.key, true);
  const counts = table.only === undefined ? () => true : conditionOf(table.only);
  const now = client.io.now();
  const pages = readRows<null>(client, table, {
    unique: false,
    keyOf: (raw) => JSON.stringify(raw),
    isOne(raw) {
      proof.seeAny(raw);
      return counts(raw, now);
    },
    read(raw) {
      proof.see(raw);
      for (const each of key({ row: raw, tables: NONE })) rows.add(each, raw);
      return null;
    },
  });
  for await (const _ of pages) {
    proof.prove();
    if (brief) break;
  }
  proof.prove();
  return rows;
}

/** What the accounts read from the rows of a table, field by field. */
function readOf({ map, accounts }: Declaration, name: string): ReadPath[] {
  const { columns = {}, mayLack: _mayLack, ...fields } = (map ?? {}) as Partial<AccountMap>;
  const own = [accounts ?? []].flat().flatMap((list) => Object.entries(list.map ?? {}));
  return [...Object.entries({ ...fields, ...columns }), ...own].flatMap(([field, value]) =>
    pathsFrom(value, name)
      .filter((keys) => !keys.includes('$'))
      .map((keys) => ({ name: field, keys })),
  );
}

/** Keeps only the parts of a row that the declaration reads from this table. */
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
