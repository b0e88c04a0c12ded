import { z } from 'zod';
import { Id } from '../base/id.ts';
import type { Limits } from '../base/limits.ts';
import type { GithubClient } from './client.ts';

const Answer = z.object({
  data: z.record(z.string(), z.object({ databaseId: Id.nullish() }).nullish()).nullish(),
});

const AT_ONCE = 100;

/**
 * The ids of people of whom a list has only the login, by the login. A server without GraphQL, or one that refuses it, is asked for each of
 * them: keyed by their logins, all of them would look gone and new.
 */
export async function userIdsOf(
  client: GithubClient,
  logins: readonly string[],
  limits: Limits,
): Promise<ReadonlyMap<string, string>> {
  const atOnce = await limits.unless('email', () => readUserIds(client, logins), 'partly');
  return atOnce ?? readOneByOne(client, logins);
}

const User = z.object({ id: Id });

/** https://docs.github.com/rest/users/users#get-a-user */
async function readOneByOne(
  { api }: GithubClient,
  logins: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  for (const login of logins) {
    const path = `users/${encodeURIComponent(login)}`;
    const answer = await api.send(path, { method: 'GET', accept: ['absent'] });
    if (answer.means === 'fine') ids.set(login, answer.json(User).id);
  }
  return ids;
}

/**
 * The ids of people of whom a list has only the login, by the login: logins are renamed, and given to others. A hundred at a time; whom GitHub does
 * not know is not in it.
 */
async function readUserIds(
  { api, graphql }: GithubClient,
  logins: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  for (let at = 0; at < logins.length; at += AT_ONCE) {
    const some = logins.slice(at, at + AT_ONCE);
    const users = some.map(
      (login, index) => `u${index}: user(login: ${JSON.stringify(login)}) { databaseId }`,
    );
    const body = { query: `query { ${users.join(' ')} }` };
    const answer = await api.send(graphql, { method: 'POST', body, idempotent: true });
    const { data } = answer.json(Answer);
    for (const [index, login] of some.entries()) {
      const id = data?.[`u${index}`]?.databaseId;
      if (id != null) ids.set(login, id);
    }
  }
  return ids;
}

/** The login of today of somebody with this id; `null` where GitHub knows nobody by it. */
export async function loginOf({ api }: GithubClient, id: string): Promise<string | null> {
  const answer = await api.send(`user/${encodeURIComponent(id)}`, { method: 'GET', accept: [404] });
  if (answer.status === 404) return null;
  const user = answer.json(z.object({ id: Id, login: z.string() }));
  if (user.id !== id) throw answer.unexpected(`sent user ${user.id} where ${id} was asked for`);
  return user.login;
}
