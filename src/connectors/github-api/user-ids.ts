import { z } from 'zod';
import { Id } from '../base/id.ts';
import type { Limits } from '../base/limits.ts';
import type { GithubClient } from './client.ts';

const Answer = z.object({
  data: z.record(z.string(), z.object({ databaseId: Id.nullish() }).nullish()).nullish(),
  errors: z.array(z.object({ type: z.string().nullish(), path: z.array(z.unknown()).nullish() })).nullish(),
});
type Answer = z.infer<typeof Answer>;

const AT_ONCE = 100;

/**
 * Finds the ids of people for whom a list has only the login, because logins are renamed and given to others. If a server has no GraphQL or refuses it, each
 * person is asked for: if they were keyed by their logins, all of them would look gone and new.
 */
export async function userIdsOf(
  client: GithubClient,
  logins: readonly string[],
  limits: Limits,
): Promise<ReadonlyMap<string, string>> {
  const atOnce = await limits.unless('email', () => readUserIds(client, logins), 'partly');
  if (atOnce === null) return readOneByOne(client, logins);
  const { ids, untold } = atOnce;
  return new Map([...ids, ...(await readOneByOne(client, untold))]);
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

/** The answers to one batch of questions. Logins that GitHub does not know are in neither list. */
interface Told {
  readonly ids: ReadonlyMap<string, string>;
  /** Logins about which it did not answer, which is not the same as not knowing them. */
  readonly untold: readonly string[];
}

/** A hundred at a time. https://docs.github.com/graphql/reference/queries#user */
async function readUserIds({ api, graphql }: GithubClient, logins: readonly string[]): Promise<Told> {
  const ids = new Map<string, string>();
  const untold: string[] = [];
  for (let at = 0; at < logins.length; at += AT_ONCE) {
    const some = logins.slice(at, at + AT_ONCE);
    const users = some.map(
      (login, index) => `u${index}: user(login: ${JSON.stringify(login)}) { databaseId }`,
    );
    const body = { query: `query { ${users.join(' ')} }` };
    const answer = (await api.send(graphql, { method: 'POST', body, idempotent: true })).json(Answer);
    for (const [index, login] of some.entries()) {
      const id = answer.data?.[`u${index}`]?.databaseId;
      if (id != null) ids.set(login, id);
      else if (!isUnknown(answer, `u${index}`)) untold.push(login);
    }
  }
  return { ids, untold };
}

/** Whether GitHub says that nobody has this login. */
function isUnknown({ errors }: Answer, alias: string): boolean {
  return (errors ?? []).some(({ type, path }) => type === 'NOT_FOUND' && path?.[0] === alias);
}

/** The current login of somebody with this id; `null` if GitHub knows nobody with it. */
export async function loginOf({ api }: GithubClient, id: string): Promise<string | null> {
  const answer = await api.send(`user/${encodeURIComponent(id)}`, { method: 'GET', accept: [404] });
  if (answer.status === 404) return null;
  const user = answer.json(z.object({ id: Id, login: z.string() }));
  if (user.id !== id) throw answer.unexpected(`sent user ${user.id} where ${id} was asked for`);
  return user.login;
}
