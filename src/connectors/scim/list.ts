import { z } from 'zod';
import { type PageOf, pages } from '../base/pages.ts';
import type { HttpApi } from '../http/http.ts';
import { ScimUser } from './user.ts';

const Count = z.union([z.number().int(), z.string().regex(/^\d+$/).transform(Number)]);

/** Attribute names are case-insensitive, as everywhere in SCIM; Resources may be absent when there are none. */
const listOf = <Item>(item: z.ZodType<Item>) =>
  z.preprocess(
    lowerNames,
    z.looseObject({
      totalresults: Count.nullish(),
      resources: z.array(item).nullish(),
      nextcursor: z.string().nullish(),
    }),
  );

/** One kind of thing a SCIM server lists. */
export interface ScimKind<Item> {
  readonly path: 'Users' | 'Groups';
  /** The word for one of them in errors. */
  readonly one: string;
  readonly item: z.ZodType<Item>;
  /** Statuses that mean the server has none. */
  readonly absent?: readonly number[];
}

export function listUsers(api: HttpApi, app: string, pageSize: number): AsyncGenerator<readonly ScimUser[]> {
  return listAll(api, app, pageSize, { path: 'Users', one: 'user', item: ScimUser });
}

/**
 * Everything of a kind on a SCIM server, or an error: a list that is shorter or longer than promised, or repeats itself, is never used.
 * By index, https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.4, or by cursor, https://www.rfc-editor.org/rfc/rfc9865
 */
export async function* listAll<Item extends { readonly id: string }>(
  api: HttpApi,
  app: string,
  pageSize: number,
  { path, one, item, absent = [] }: ScimKind<Item>,
): AsyncGenerator<readonly Item[]> {
  const ListResponse = listOf(item);
  const seen = new Set<string>();
  let previousFirst: string | undefined;
  let promised: number | null = null;
  let byCursor = false;

  async function read(query: string): Promise<PageOf<Item, string>> {
    const answer = await api.send(`${path}?${query}`, { method: 'GET', accept: absent });
    if (absent.includes(answer.status)) return { items: [], next: null };
    const { totalresults, resources, nextcursor } = answer.json(ListResponse);
    const items = resources ?? [];
    rejectRepeats(items);
    const total = totalresults ?? null;
    if (promised !== null && total !== null && total < promised) {
      throw api.unexpected(`promised ${promised} ${one}s, then ${total}: the list changed while it was read`);
    }
    promised = total ?? promised;
    return { items, next: nextQuery(items.length, nextcursor || null) };
  }

  function rejectRepeats(items: readonly Item[]): void {
    const first = items[0]?.id;
    if (first !== undefined && first === previousFirst) {
      throw api.unexpected(
        `ignores startIndex: every page starts with ${one} ${first}, so the list cannot be read completely`,
      );
    }
    previousFirst = first;
    for (const { id } of items) {
      if (seen.has(id))
        throw api.unexpected(`lists ${one} ${id} twice: the pages overlap, so some ${one}s may be missing`);
      seen.add(id);
    }
  }

  function nextQuery(received: number, cursor: string | null): string | null {
    byCursor ||= cursor !== null;
    if (cursor !== null) return `cursor=${encodeURIComponent(cursor)}&count=${pageSize}`;
    if (promised === null) {
      if (byCursor) return null;
      throw api.unexpected(
        `sent ${one}s without totalResults, so there is no way to tell whether the list is complete`,
      );
    }
    if (seen.size >= promised) return null;
    if (byCursor || received === 0)
      throw api.unexpected(`promised ${promised} ${one}s and gave ${seen.size}`);
    // Counted from what arrived, not from what was requested: servers cap the page size as they like.
    return `startIndex=${seen.size + 1}&count=${pageSize}`;
  }

  yield* pages(app, `startIndex=1&count=${pageSize}`, read);
}

function lowerNames(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name.toLowerCase(), inner]));
}
