import { z } from 'zod';
import { Id } from '../base/id.ts';
import type { HttpAnswer } from '../http/exchange.ts';
import { readList } from '../paging/list.ts';
import { linkTo, type Next } from '../paging/next.ts';
import type { GithubClient } from './client.ts';

const Text = z.string().nullish();

const User = z.object({ id: Id, login: z.string(), type: Text });
export type GithubUser = z.infer<typeof User>;

const Invitation = z.object({
  id: Id.nullish(),
  login: Text,
  email: Text,
  role: Text,
  created_at: Text,
  failed_at: Text,
  inviter: z.object({ login: Text }).nullish(),
});
export type Invitation = z.infer<typeof Invitation>;

/** The most that GitHub gives at once. */
export const PAGE_SIZE = 100;

/** Everybody in the organization; `admin`: its owners only. A bot is among them where it was made a member. */
export function listMembers(
  client: GithubClient,
  role: 'admin' | 'all',
): AsyncGenerator<readonly GithubUser[]> {
  return listOf(client, `orgs/${client.org}/members`, User, role === 'all' ? {} : { role });
}

/** People who work in some repositories without being members. */
export function listOutside(client: GithubClient): AsyncGenerator<readonly GithubUser[]> {
  return listOf(client, `orgs/${client.org}/outside_collaborators`, User);
}

/**
 * Invitations that nobody has accepted yet. With managed users and on an Enterprise Server there are none, and GitHub answers as if the list
 * did not exist; that the token may see it was proved before.
 */
export async function readInvitations(client: GithubClient): Promise<readonly Invitation[]> {
  const found: Invitation[] = [];
  const list = listOf(client, `orgs/${client.org}/invitations`, Invitation, {}, [404]);
  for await (const page of list) found.push(...page);
  return found;
}

/** The list at `path`, with rows of `schema`; `absent` are answers that mean that there is no such list. */
export function listOf<Row>(
  { api, app }: GithubClient,
  path: string,
  schema: z.ZodType<Row>,
  query: Readonly<Record<string, string>> = {},
  absent: readonly number[] = [],
): AsyncGenerator<readonly Row[]> {
  return readList({
    app,
    api,
    first: `${path}?${new URLSearchParams({ ...query, per_page: String(PAGE_SIZE) })}`,
    send: { accept: absent },
    rows: (answer) => (absent.includes(answer.status) ? [] : answer.json(z.array(schema))),
    next: nextOfPromised(),
  });
}

/**
 * GitHub's links name the last page from the first page on: a list that ends earlier was cut off, or became shorter while it was read.
 * https://docs.github.com/rest/using-the-rest-api/using-pagination-in-the-rest-api
 */
export function nextOfPromised(): Next {
  let last = 0;
  return (answer, _asked, number) => {
    last = Math.max(last, lastPageIn(answer));
    const next = linkTo(answer, 'next');
    // An answer that is not a list at all has its own error.
    if (next === null) answer.json(z.unknown());
    if (next === null && number < last)
      throw answer.changed(`ended with page ${number}, after GitHub had named ${last} pages`);
    return next;
  };
}

function lastPageIn(answer: HttpAnswer): number {
  const last = linkTo(answer, 'last');
  const page = last === null ? null : new URL(last).searchParams.get('page');
  return page !== null && /^\d{1,6}$/.test(page) ? Number(page) : 0;
}
