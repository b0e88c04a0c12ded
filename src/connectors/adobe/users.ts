import { z } from 'zod';
import { madeKey } from '../../domain/email.ts';
import { Id } from '../base/id.ts';
import { createSeenIds } from '../base/seen-ids.ts';
import { textIn } from '../base/text.ts';
import type { HttpAnswer } from '../http/exchange.ts';
import { readList } from '../paging/list.ts';
import type { AdobeClient } from './client.ts';
import type { AdobeName } from './user-name.ts';

const Text = z.string().nullish();

/** Adobe leaves out empty fields. https://adobe-apiplatform.github.io/umapi-documentation/en/api/getUsersWithPage.html */
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

/** The id; without one, a key made from the address. An Adobe ID gets a key of its own, because a person may have another ID with the same address. */
export function keyOf({ id, email, type }: Identified): string | null {
  const address = textIn(email);
  if (id !== null && id !== undefined) return id;
  return address === null ? null : `${type === 'adobeID' ? 'adobeID:' : ''}${madeKey(address)}`;
}

/** The members of a group, with or without those who are in it through another group. */
export interface GroupMembers {
  readonly group: string;
  readonly direct: boolean;
}

/** All users, or those of a group. The default of `directOnly` leaves out everything that somebody has through a user group. */
export function usersPath(
  { organization }: AdobeClient,
  page: number,
  of: GroupMembers | null = null,
): string {
  const group = of === null ? '' : `/${encodeURIComponent(of.group)}`;
  return `users/${organization}/${page}${group}?directOnly=${of?.direct === true}`;
}

/** Whether the user is a member. https://adobe-apiplatform.github.io/umapi-documentation/en/api/getUsersByGroup.html */
export async function isMember(client: AdobeClient, key: string, of: GroupMembers): Promise<boolean> {
  for await (const users of listUsers(client, of)) if (users.some((user) => keyOf(user) === key)) return true;
  return false;
}

/** One active user; `null` where there is none. https://adobe-apiplatform.github.io/umapi-documentation/en/api/getUser.html */
export async function readUser(
  { api, organization }: AdobeClient,
  { user, domain }: AdobeName,
): Promise<AdobeUser | null> {
  const query = new URLSearchParams({ domain });
  const path = `organizations/${organization}/users/${encodeURIComponent(user)}?${query}`;
  const answer = await api.send(path, { method: 'GET', accept: [404] });
  return answer.status === 404 ? null : answer.json(z.object({ user: User })).user;
}

/**
 * If asked for a page past the end, Adobe sends the last page again. So a page that only repeats is the end if the page before said that it
 * was the last one, even if its headers counted more; otherwise it is an error.
 */
export async function* listUsers(
  client: AdobeClient,
  of: GroupMembers | null = null,
): AsyncGenerator<readonly AdobeUser[]> {
  const { app, api } = client;
  const seen = createSeenIds();
  let wasLast = false;
  let isLast = false;
  const pages = readList({
    app,
    api,
    first: usersPath(client, 0, of),
    rows: (answer) => {
      const page = answer.json(Page);
      [wasLast, isLast] = [isLast, page.lastPage];
      return page.users;
    },
    next: (answer, _asked, number) =>
      answer.json(Mark).lastPage && pagesIn(answer) <= number ? null : usersPath(client, number, of),
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
