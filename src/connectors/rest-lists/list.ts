import { z } from 'zod';
import type { HttpAnswer } from '../http/exchange.ts';
import { readList } from '../paging/list.ts';
import type { PageRequest } from '../paging/next.ts';
import type { RowList } from '../rest-declaration/lists.ts';
import { BadRow } from '../rest-values/bad-row.ts';
import { keysOf, valueAt } from '../rest-values/path.ts';
import { type Asked, askedFor, type RestClient } from './client.ts';
import { type Listed, openListed } from './drift.ts';
import {
  following,
  overlapOf,
  proveApplied,
  proveTotal,
  putInBody,
  putInQuery,
  totalIn,
} from './following.ts';
import { mayGoOn, proveMark } from './only-page.ts';

/** What is done with the rows of one answer. */
export interface RowWork<Row> {
  /** The id by which a repeated row is recognised; `null` if it has none. */
  keyOf(raw: unknown, body: unknown): string | null;
  /** Whether each row comes once; rows of a table may have the same key. */
  readonly unique: boolean;
  /** Only such rows count. */
  isOne(raw: unknown): boolean;
  /** Throws `BadRow`. */
  read(raw: unknown, body: unknown): Row;
}

/**
 * Every row of a declared list, or an error. Only what the declaration names ends it. A page without anybody new, a repeated row and a row
 * that is missing from the next page are noticed: then the list was not read completely.
 */
export async function* readRows<Row>(
  client: RestClient,
  list: RowList,
  work: RowWork<Row>,
): AsyncGenerator<readonly Row[]> {
  const run = await openRun(client, list, work);
  yield* readList({ app: client.app, api: client.api, ...run.parts });
  run.close();
  await run.proveEnd();
  if (driftOf(list) !== 'twice' || run.pagesAsked() < 2) return;
  const again = await openRun(client, list, { ...work, read: (raw, body) => work.keyOf(raw, body) ?? '' });
  let moved = false;
  for await (const keys of readList({ app: client.app, api: client.api, ...again.parts }))
    moved ||= run.listed.add(keys) < keys.length;
  again.close();
  if (moved || run.listed.count !== again.listed.count * 2)
    throw client.api.changed(
      'lists other rows when it is read a second time: the list was changed meanwhile',
    );
}

const NOT_THAT_MANY =
  'the list was changed while it was read, or its total counts something else; if that stays so, write total: none';

function driftOf({ pages: { by, drift, total } }: RowList): 'overlap' | 'twice' | 'total' | 'none' {
  if (drift !== undefined) return drift;
  if (by === 'offset') return 'overlap';
  if (by !== 'page') return 'none';
  return total === undefined || total === 'none' ? 'twice' : 'total';
}

async function openRun<Row>(client: RestClient, list: RowList, work: RowWork<Row>) {
  const { pages } = list;
  const listed = openListed();
  const size = client.pageSize ?? pages.size?.value ?? null;
  const asked = await askedFor(client, list);
  const inBody = pages.in === undefined ? list.post !== undefined : pages.in === 'body';
  const put = (page: PageRequest, param: string, value: string | number) =>
    inBody ? putInBody(page, param, value) : { ...page, path: putInQuery(page.path, param, value) };
  const further = pages.further === undefined ? null : await askedFor(client, { post: pages.further.post });
  const overlap = overlapOf(pages);
  const send = { method: asked.method, headers: asked.headers, idempotent: true };
  let asks = 0;
  let total: { first: number | null; last: number | null } | null = null;
  let answered: HttpAnswer | null = null;
  let only: { readonly given: number } | null = null;
  let page: { readonly rows: readonly Row[]; readonly isEnd: boolean } = { rows: [], isEnd: false };

  function take(
    answer: HttpAnswer,
    number: number,
  ): { given: number; rows: number; isEnd: boolean; body: unknown } {
    asks = number;
    const body = answer.json(z.unknown());
    const all = rowsIn(list, answer, body);
    if (number === 1 && all.length > 0) {
      proveTotal(pages, { answer, body }, driftOf(list) === 'total');
      proveApplied(pages, { answer, body });
    }
    const promised = totalIn(pages, { answer, body });
    total = { first: total?.first ?? promised, last: promised };
    answered = answer;
    const keyed = all.map((raw) => ({ raw, key: work.keyOf(raw.value, body) }));
    const repeated = number > 1 ? overlap : 0;
    const [before] = keyed;
    const isNothingNew =
      number > 1 &&
      keyed.length > repeated &&
      nothingNew(
        listed,
        keyed.map(({ key }) => key),
      );
    if (isNothingNew) {
      page = { rows: [], isEnd: true };
      if (pages.again === 'end') return { given: 0, rows: 0, isEnd: true, body };
      throw answer.unexpected(
        `lists only rows that it listed before on page ${number}: it does not page as declared, so its list cannot be read completely; correct pages in the declaration`,
      );
    }
    if (repeated > 0 && (before === undefined || before.key !== listed.last))
      throw answer.changed('was changed while it was read: a page does not go on where the one before ended');
    const fresh = keyed.slice(repeated);
    const keys = fresh.map(({ key, raw }) => key ?? JSON.stringify(raw.value));
    if (listed.add(keys) > 0 && work.unique)
      throw answer.changed('lists a row twice: the pages overlap, so others may be missing');
    const rows = fresh.flatMap(({ raw }) =>
      work.isOne(raw.value) ? [readRow(answer, work, raw, body)] : [],
    );
    page = { rows, isEnd: false };
    return { given: all.length, rows: fresh.length, isEnd: fresh.length === 0 && repeated > 0, body };
  }

  return {
    listed,
    pagesAsked: () => asks,
    parts: {
      first: firstPage(list, asked, size, put),
      send,
      endless: 'correct pages in the declaration',
      next: (answer: HttpAnswer, at: PageRequest, number: number) => {
        const { given, rows, isEnd, body } = take(answer, number);
        if (number === 1 && mayGoOn(pages, { answer, body, given, size })) only = { given };
        if (isEnd) return null;
        const facts = { answer, body, asked: at, number, given, rows, listed: listed.count, size };
        const next = following(pages, facts, put);
        if (next === null) return null;
        if (further !== null) return withCursor(further, next, pages.param ?? 'cursor', inBody);
        return { ...next, path: withAuth(next.path, client.query) };
      },
      rows: () => page.rows,
    },
    /** Called after the last page. */
    async proveEnd() {
      if (only === null) return;
      const half = Math.floor(only.given / 2);
      const { path, body: sent } = firstPage(list, asked, half, put);
      const answer = await client.api.send(path, { ...send, ...(sent === undefined ? {} : { body: sent }) });
      const body = answer.json(z.unknown());
      proveMark(pages, only, { answer, body, given: rowsIn(list, answer, body).length, size: half });
    },
    /** Called after the last page. */
    close() {
      if (answered === null || total === null) return;
      const { first, last } = total;
      if (last !== null && listed.count < last)
        throw answered.changed(`promised ${last} rows and gave ${listed.count}: ${NOT_THAT_MANY}`);
      if (driftOf(list) === 'total' && first !== last)
        throw answered.changed(`promised ${first} rows, then ${last}: ${NOT_THAT_MANY}`);
    },
  };
}

function nothingNew(listed: Listed, keys: readonly (string | null)[]): boolean {
  return keys.every((key) => key !== null && listed.has(key));
}

function firstPage(
  { pages }: RowList,
  { path, body }: Asked,
  size: number | null,
  put: (page: PageRequest, param: string, value: string | number) => PageRequest,
): PageRequest {
  let first: PageRequest = { path, ...(body === undefined ? {} : { body }) };
  if (pages.size !== undefined && size !== null) first = put(first, pages.size.param, size);
  if (pages.by === 'page') first = put(first, pages.param ?? 'page', pages.first ?? 1);
  if (pages.by === 'offset') first = put(first, pages.param ?? 'offset', pages.first ?? 0);
  return first;
}

/** A list that has another address for its further pages is asked with the cursor alone. */
function withCursor(further: Asked, next: PageRequest, param: string, inBody: boolean): PageRequest {
  const cursor = inBody ? valueAt(next.body, keysOf(param)) : null;
  return { path: further.path, body: { [param]: cursor } };
}

/** A "next" address does not repeat the key that every request needs. */
function withAuth(path: string, query: Readonly<Record<string, string>>): string {
  return Object.entries(query).reduce((address, [name, value]) => putInQuery(address, name, value), path);
}

interface Raw {
  readonly value: unknown;
  /** `data.users[3]` */
  readonly at: string;
}

function rowsIn({ items, keyed, single }: RowList, answer: HttpAnswer, body: unknown): readonly Raw[] {
  const found = items === undefined ? body : valueAt(body, keysOf(items));
  const name = items ?? '';
  if (single && typeof found === 'object' && found !== null && !Array.isArray(found))
    return [{ value: found, at: name }];
  if (keyed && typeof found === 'object' && found !== null && !Array.isArray(found))
    return Object.entries(found).map(([key, value]) => ({
      value: typeof value === 'object' && value !== null ? { ...value, $key: key } : { $key: key, value },
      at: `${name}.${key}`,
    }));
  if (!keyed && !single && Array.isArray(found))
    return found.map((value, index) => ({ value, at: `${name}[${index}]` }));
  const wanted = keyed || single ? 'block' : 'list';
  throw answer.unexpected(
    items === undefined
      ? `is not a ${wanted}; write under items where it is`
      : `has no ${wanted} at ${items}; correct items, which says where the rows are`,
  );
}

function readRow<Row>(answer: HttpAnswer, work: RowWork<Row>, { value, at }: Raw, body: unknown): Row {
  try {
    return work.read(value, body);
  } catch (error) {
    throw error instanceof BadRow
      ? answer.unexpected(`has a row that cannot be read: ${at}: ${error.message}`)
      : error;
  }
}
