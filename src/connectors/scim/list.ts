import { z } from 'zod';
import type { HttpApi } from '../http/exchange.ts';
import { type PageOf, pages } from '../paging/pages.ts';
import { BadResource, foldedOnce, shown } from './attributes.ts';
import { proveCursor } from './cursor-known.ts';
import type { Paging } from './paging.ts';
import { proveStartedOver } from './started-over.ts';
import { readUser, type ScimUser } from './user.ts';

/** One kind of thing a SCIM server lists. */
export interface ScimKind<Item> {
  readonly path: 'Users' | 'Groups';
  /** The word for one of them in errors. */
  readonly one: string;
  /** Throws `BadResource`. */
  readonly read: (raw: unknown) => Item;
  /** Statuses of the first answer that mean the server has none. */
  readonly absent?: { readonly statuses: readonly number[]; readonly found: () => void };
}

export function listUsers(
  api: HttpApi,
  app: string,
  paging: Paging,
  domains: readonly string[] = [],
): AsyncGenerator<readonly ScimUser[]> {
  return listAll(api, app, paging, { path: 'Users', one: 'user', read: (raw) => readUser(raw, domains) });
}

/** Statuses that servers send for a `startIndex` past their end. Any other failure there proves nothing. */
const PAST_THE_END: readonly number[] = [400, 404, 416, 422];

/**
 * Everything of a kind on a SCIM server, or an error. By index, https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.4, or by
 * cursor, https://www.rfc-editor.org/rfc/rfc9865.
 *
 * The total that a server gives is not believed, because some count the page. So one page past the end is requested; what it may bring is
 * described in docs/safety.md. A list that is shorter than promised, contradicts itself, or changes while it is read is never used.
 */
export async function* listAll<Item extends { readonly id: string }>(
  api: HttpApi,
  app: string,
  paging: Paging,
  { path, one, read, absent }: ScimKind<Item>,
): AsyncGenerator<readonly Item[]> {
  const { pageSize } = paging;
  const seen = new Set<string>();
  let first: string | undefined;
  let promised: number | null = null;
  /** The server's total turned out to be wrong: the list ends with a page that brings nobody new. */
  let disproved = false;
  let byCursor = false;
  /** `count` is the index of the last one for this server, as in Okta's Node sample: pages are asked for accordingly. */
  let countsFromStart = false;

  async function readPage(query: string): Promise<PageOf<Item, string>> {
    const past = isPast();
    const accept = past ? PAST_THE_END : seen.size === 0 ? (absent?.statuses ?? []) : [];
    const answer = await api.send(`${path}?${query}`, { method: 'GET', accept });
    if (accept.includes(answer.status)) {
      if (past) return { items: [], next: narrower(query) };
      absent?.found();
      return { items: [], next: null };
    }
    const { total, items, cursor, startIndex } = take(answer.json(z.unknown()));
    const fresh = items.filter(({ id }) => !seen.has(id));
    if (new Set(items.map(({ id }) => id)).size < items.length) throw twice(items);
    if (past && fresh.length === 0) {
      if (total !== null && total > seen.size) throw fewer(total);
      return { items: [], next: await atTheEnd(query, items, startIndex) };
    }
    if (fresh.length < items.length) throw twice(items);
    first ??= items[0]?.id;
    for (const { id } of items) seen.add(id);
    // Either the list grew in the meantime, or this was never its total: the end has to show itself.
    disproved ||= past;
    note(total, items.length);
    const next = nextQuery(items.length, cursor);
    if (next === null && !byCursor && !paging.index && !paging.trustTotal)
      await proveCursor(api, { path, one, listed: seen.size });
    return { items, next };
  }

  function isPast(): boolean {
    return !byCursor && seen.size > 0 && (disproved || (promised !== null && seen.size >= promised));
  }

  function take(raw: unknown) {
    const list = foldedOnce(raw);
    if (list === null) throw api.unexpected(`sent ${shown(raw)} where a list of ${one}s was expected`);
    const resources = list.resources ?? [];
    if (!Array.isArray(resources))
      throw api.unexpected(`sent ${one}s that are not a list: ${shown(resources)}`);
    return {
      total: numberIn(list.totalresults),
      startIndex: numberIn(list.startindex),
      items: resources.map(parse),
      cursor: typeof list.nextcursor === 'string' && list.nextcursor !== '' ? list.nextcursor : null,
    };
  }

  function parse(raw: unknown): Item {
    try {
      return read(raw);
    } catch (error) {
      throw error instanceof BadResource ? api.unexpected(`sent a ${one}${error.message}`) : error;
    }
  }

  /** What the total of a page says, with everybody on it counted. */
  function note(total: number | null, received: number): void {
    if (total === null) return;
    const countsPage = total === received;
    if (promised !== null && total < promised && !countsPage && !disproved)
      throw api.changed(`promised ${promised} ${one}s, then ${total}: the list changed while it was read`);
    if (!disproved && (received > total || (seen.size > total && !countsPage && !byCursor)))
      throw api.unexpected(`promised ${total} ${one}s and gave ${seen.size}: its total cannot be believed`);
    promised = Math.max(promised ?? 0, total);
  }

  function nextQuery(received: number, cursor: string | null): string | null {
    if (cursor !== null) {
      byCursor = true;
      return `cursor=${encodeURIComponent(cursor)}&count=${pageSize}`;
    }
    if (promised === null) {
      if (byCursor || paging.cursor) return null;
      throw api.unexpected(
        `sent ${one}s without totalResults, so there is no way to tell whether the list is complete`,
      );
    }
    const missing = seen.size < promised;
    if (byCursor || !paging.index || (received === 0 && missing)) {
      if (missing) throw fewer(promised);
      return null;
    }
    if (missing || disproved) return page(countsFromStart ? seen.size + pageSize : pageSize);
    return seen.size === 0 || paging.trustTotal ? null : page(pageSize + 1);
  }

  /** Counted from what arrived, not from what was requested: servers cap the page size as they like. */
  function page(count: number): string {
    return `startIndex=${seen.size + 1}&count=${count}`;
  }

  /** An error past the end may only mean that the `count` was too large. */
  function narrower(query: string): string | null {
    return query === page(pageSize + 1) ? page(pageSize) : null;
  }

  async function atTheEnd(
    query: string,
    items: readonly Item[],
    startIndex: number | null,
  ): Promise<string | null> {
    if (!disproved && items.length > 0) {
      await proveStartedOver(api, { path, one, listed: seen.size, first: first ?? '', echoed: startIndex });
    }
    const wide = page(seen.size + pageSize);
    if (!disproved || countsFromStart || query === wide) return null;
    countsFromStart = true;
    return wide;
  }

  function fewer(total: number): Error {
    return api.changed(`promised ${total} ${one}s and gave ${seen.size}`);
  }

  function twice(items: readonly Item[]): Error {
    if (items[0]?.id === first)
      return api.unexpected(
        `ignores ${byCursor ? 'its own cursor' : 'startIndex'}: every page starts with ${one} ${first}, so the list cannot be read completely`,
      );
    const again = items.find(
      ({ id }, index) => seen.has(id) || items.findIndex((each) => each.id === id) < index,
    );
    return api.changed(`lists ${one} ${again?.id} twice: the pages overlap, so some ${one}s may be missing`);
  }

  yield* pages(app, paging.cursor ? `cursor&count=${pageSize}` : `startIndex=1&count=${pageSize}`, readPage);
}

/** Some servers send numbers as text. */
function numberIn(value: unknown): number | null {
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) && number >= 0 ? number : null;
}
