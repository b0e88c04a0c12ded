import { z } from 'zod';
import { Id } from '../base/id.ts';
import type { GithubClient } from './client.ts';

const Answer = z.object({
  data: z.record(z.string(), z.object({ databaseId: Id.nullish() }).nullish()).nullish(),
});

const AT_ONCE = 100;

/**
 * The ids of people of whom a list has only the login, by the login: logins are renamed, and given to others. A hundred at a time; whom GitHub does
 * not know is not in it.
 */
export async function readUserIds(
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
