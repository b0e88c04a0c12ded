import { z } from 'zod';
import { madeKey } from '../../domain/email.ts';
import { Id } from '../base/id.ts';
import { createSeenIds } from '../base/seen-ids.ts';
import { textIn } from '../base/text.ts';
import type { HttpAnswer } from '../http/exchange.ts';
import { readList } from '../paging/list.ts';
import type { AdobeClient } from './client.ts';

const Text = z.string().nullish();

/** What is empty is left out. https://adobe-apiplatform.github.io/umapi-documentation/en/api/getUsersWithPage.html */
const User = z
  .object({
    id: Id.nullish(),
    email: Text,
    username: Text,
    domain: Text,
    firstname: Text,
    lastname: Text,
    country: Text,
    status: Text,
    /** `adobeID`, `enterpriseID` or `federatedID`. */
    type: Text,
    /** Names of product profiles, user groups and roles. */
    groups: z.array(z.string()).nullish(),
  })
  .refine((user) => keyOf(user) !== null, 'has neither an id nor an address');

const Mark = z.object({ lastPage: z.boolean() });
const Page = Mark.extend({ users: z.array(User) });

export type AdobeUser = z.infer<typeof User>;

interface Identified {
  readonly id?: string | null | undefined;
  readonly email?: string | null | undefined;
  readonly type?: string | null | undefined;
}

/** The id; without one the address, beside which a person may have an Adobe ID with the same. */
export function keyOf({ id, email, type }: Identified): string | null {
  const address = textIn(email);
  if (id !== null && id !== undefined) return id;
  return address === null ? null : `${type === 'adobeID' ? 'adobeID:' : ''}${madeKey(address)}`;
}

/** Every user. The default of `directOnly` leaves out whatever somebody has through a user group. */
export function usersPath({ organization }: AdobeClient, page: number): string {
  return `users/${organization}/${page}?directOnly=false`;
}

/**
 * One active user by address, with all groups or only those that the user is in directly; `null` where there is none.
 * https://adobe-apiplatform.github.io/umapi-documentation/en/api/getUser.html
 */
export async function readUser(
  { api, organization }: AdobeClient,
  address: string,
  groups: 'all' | 'direct',
): Promise<AdobeUser | null> {
  const query = new URLSearchParams({ directOnly: String(groups === 'direct') });
  const path = `organizations/${organization}/users/${encodeURIComponent(address)}?${query}`;
  const answer = await api.send(path, { method: 'GET', accept: [404] });
  return answer.status === 404 ? null : answer.json(z.object({ user: User })).user;
}

/**
 * Asked for more than there are, Adobe sends the last page again. So a page that only repeats is the end where the page before said that it
 * was the last one, though its headers counted more; elsewhere it is an error.
 */
export async function* listUsers(client: AdobeClient): AsyncGenerator<readonly AdobeUser[]> {
  const { app, api } = client;
  const seen = createSeenIds();
  let wasLast = false;
  let isLast = false;
  const pages = readList({
    app,
    api,
    first: usersPath(client, 0),
    rows: (answer) => {
      const page = answer.json(Page);
      [wasLast, isLast] = [isLast, page.lastPage];
      return page.users;
    },
    next: (answer, _asked, number) =>
      answer.json(Mark).lastPage && pagesIn(answer) <= number ? null : usersPath(client, number),
  });
  for await (const users of pages) {
    const fresh = users.filter((user) => seen.add(keyOf(user) ?? ''));
    if (fresh.length === 0 && wasLast) return;
    if (fresh.length === 0) throw api.unexpected('sent a page of users again, so the list never ends');
    if (fresh.length < users.length)
      throw api.changed('listed a user twice: the list changed while it was read');
    yield users;
  }
}

/** How many pages there are, by the headers; 0 where they do not say. */
function pagesIn({ headers }: HttpAnswer): number {
  const count = headers.get('x-page-count') ?? '';
  return /^\d+$/.test(count) ? Number(count) : 0;
}
