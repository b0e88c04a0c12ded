import type { Account } from '../../domain/account.ts';
import { ConnectorError } from '../base/errors.ts';
import type { Limits } from '../base/limits.ts';
import { createSeenIds } from '../base/seen-ids.ts';
import type { Declaration } from '../rest-declaration/declaration.ts';
import type { AccountList, AccountMap } from '../rest-declaration/lists.ts';
import { accountReader } from '../rest-values/account.ts';
import { openPresence } from '../rest-values/presence.ts';
import { pathsOfAccounts, pathsOfOnly } from '../rest-values/read-paths.ts';
import { conditionOf } from '../rest-values/rules.ts';
import type { Tables } from '../rest-values/tables.ts';
import type { RestClient } from './client.ts';
import { type RowWork, readRows } from './list.ts';
import { openProof, type Proof } from './proof.ts';
import { readTables, tablesInAnswers } from './tables.ts';

/** What else is done with a row: `connectors try` shows what remains unread. */
type Watch = (raw: unknown, account: Account) => void;

export interface ReadOptions {
  readonly limits: Limits;
  /** Whether an empty list is accepted. */
  readonly allowEmpty: boolean;
  /** Only to check that it can be read: the caller stops after the first page, and one page of each table is enough. */
  readonly brief?: boolean;
  readonly watch?: Watch;
}

/** Every account of every declared list. */
export async function* readAccounts(
  client: RestClient,
  declaration: Declaration,
  { limits, allowEmpty, brief = false, watch }: ReadOptions,
): AsyncGenerator<readonly Account[]> {
  const tables = await readTables(client, declaration, { limits, brief });
  const lists = [declaration.accounts ?? []].flat();
  const seen = createSeenIds();
  let count = 0;
  const map = declaration.map as AccountMap;
  const found = new Set<string>();
  for (const list of lists) {
    const paths = pathsOfAccounts(map, list, client.io.now());
    const proof = openProof(client, {
      rows: openPresence(paths, map.mayLack, found),
      all: openPresence(pathsOfOnly(list.only), map.mayLack),
    });
    const work = accountWork(client, declaration, { list, tables, watch, proof });
    const pages = readRows(client, list, work);
    for await (const page of withheld(pages, list, limits)) {
      proof.prove();
      const fresh = page.filter(({ id }) => seen.add(id));
      const again = fresh.length < page.length ? page.find((account) => !fresh.includes(account)) : undefined;
      if (again !== undefined && list.repeats === 'error')
        throw client.api.changed(
          `lists account ${again.id} in two lists: it may have moved from one to the other meanwhile`,
        );
      count += fresh.length;
      if (fresh.length > 0) yield fresh;
    }
    proof.prove();
  }
  if (count === 0 && !allowEmpty) throw listedNobody(client.app);
}

export function listedNobody(app: string): ConnectorError {
  return new ConnectorError(
    app,
    'unexpected-response',
    'It listed nobody. Some apps answer a wrong key so; if nobody has an account there, set allowEmpty: true',
  );
}

/** If a plan or a right withholds a list before its first row, its capability is turned off; later, half a list would look complete. */
async function* withheld(
  pages: AsyncGenerator<readonly Account[]>,
  list: AccountList,
  limits: Limits,
): AsyncGenerator<readonly Account[]> {
  if (list.for === undefined) return yield* pages;
  const first = await limits.unless(list.for, () => pages.next());
  if (first === null || first.done === true) return;
  yield first.value;
  yield* pages;
}

function accountWork(
  client: RestClient,
  declaration: Declaration,
  {
    list,
    tables,
    watch,
    proof,
  }: { list: AccountList; tables: Tables; watch?: Watch | undefined; proof: Proof },
): RowWork<Account> {
  const reader = accountReader(declaration.map as AccountMap, list);
  const counts = list.only === undefined ? () => true : conditionOf(list.only);
  const now = client.io.now();
  const inAnswer = tablesInAnswers(client, declaration, tables);
  let last: { readonly body: unknown; readonly tables: Tables } | null = null;
  function tablesOf(body: unknown): Tables {
    if (last?.body !== body) last = { body, tables: inAnswer(body) };
    return last?.tables ?? tables;
  }
  return {
    unique: true,
    keyOf: (raw, body) => reader.idOf({ row: raw, tables: tablesOf(body) }),
    isOne(raw) {
      proof.seeAny(raw);
      return counts(raw, now);
    },
    read(raw, body) {
      proof.see(raw);
      const account = reader.accountOf({ row: raw, tables: tablesOf(body) }, now);
      watch?.(raw, account);
      return account;
    },
  };
}
