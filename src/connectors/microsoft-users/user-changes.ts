import { z } from 'zod';
import { Id } from '../base/id.ts';
import type { HttpAnswer } from '../http/exchange.ts';
import type { GraphClient } from '../microsoft-graph/client.ts';
import { rowsOf, withFields } from '../microsoft-graph/list.ts';
import { seen } from '../microsoft-graph/users.ts';
import { readList } from '../paging/list.ts';
import { nextByUrl } from '../paging/next.ts';

/** What a link says of one user, as far as it says anything: a value that was never set is left out. */
const Changed = z.looseObject({
  id: Id,
  '@removed': z.object({ reason: z.string() }).nullish(),
});
const changes = rowsOf(Changed);
const Marks = z.object({
  '@odata.nextLink': z.string().nullish(),
  '@odata.deltaLink': z.string().nullish(),
});

/** Everybody who has changed since a link was made. */
export interface UserChanges {
  /** What is said of each; of somebody who is listed several times, all of it, the last word last. */
  readonly changed: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  readonly removed: ReadonlySet<string>;
  /** Where the next changes are told. */
  readonly link: string;
}

/** A right that is missing is one, and everything else by which a link cannot be had or used ends in a whole read. */
const ACCEPT = { accept: ['start-over'] } as const;

/**
 * A link that tells what changes from now on; `null` where this tenant or cloud has none. Sign-ins cannot be watched, and how licenses came
 * is not: https://learn.microsoft.com/graph/api/user-delta
 */
export async function linkFromNow({ api }: GraphClient, fields: readonly string[]): Promise<string | null> {
  const answer = await withFields(fields, (select) =>
    api.send(`users/delta?$deltatoken=latest&$select=${select}`, { method: 'GET', ...ACCEPT }),
  );
  return answer.means === 'fine' ? (answer.json(Marks)['@odata.deltaLink'] ?? null) : null;
}

/**
 * What has changed since the link was made; `null` where it does not say: it has ended, it says of somebody that they are there and that they are not, or so
 * many have changed (`most`) that the whole list costs less. Order means nothing, pages may be empty, and what was told before may be told again.
 */
export async function changesSince(
  { app, api }: GraphClient,
  link: string,
  most: number,
): Promise<UserChanges | null> {
  const changed = new Map<string, Record<string, unknown>>();
  const removed = new Set<string>();
  let [whole, next] = [true, null as string | null];
  const take = (answer: HttpAnswer) => {
    whole &&= answer.means === 'fine';
    if (!whole) return [];
    next = answer.json(Marks)['@odata.deltaLink'] ?? null;
    return changes(answer);
  };
  const pages = readList({
    app,
    api,
    first: link,
    send: ACCEPT,
    rows: take,
    next: nextByUrl('@odata.nextLink'),
    stopsEarly: true,
  });
  for await (const page of pages)
    for (const { id, '@removed': gone, ...said } of page) {
      if (gone === undefined || gone === null) changed.set(id, { ...changed.get(id), ...said });
      else removed.add(id);
      if (changed.size > most) return null;
    }
  const isBoth = [...removed].some((id) => changed.has(id));
  // A last page without a link for the next time was cut off.
  return whole && next !== null && !isBoth ? { changed, removed, link: next } : null;
}

const Counted = z.object({
  '@odata.count': z.number().int().nullish(),
  value: z.array(z.object({ accountEnabled: z.boolean().nullish() })),
});

/** How many users there are, by one request that also proves that all that is needed of them is seen; `null` where it is not told. */
export async function countUsers(client: GraphClient): Promise<number | null> {
  const answer = await client.api.send('users?$count=true&$top=1&$select=id,accountEnabled', {
    method: 'GET',
    // Without it Graph counts nothing. Nobody asks for sign-ins here, which it would empty.
    headers: { consistencylevel: 'eventual' },
    accept: ['invalid'],
  });
  if (answer.means !== 'fine') return null;
  const { '@odata.count': count, value } = answer.json(Counted);
  seen(client, value);
  return count ?? null;
}
