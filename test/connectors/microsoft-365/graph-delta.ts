import type { Ask, Clock, Reply } from '../vendors/server.ts';
import { fixture, type GraphRules, graphError, type Row } from './graph-rules.ts';

const DAY_MS = 86_400_000;
/** Of the options of a list, `users/delta` takes `$select` alone. */
const NOT_TAKEN = ['$top', '$expand', '$orderby', '$count', '$search'];
/** It can be selected, and changes to it are not tracked. */
const UNTRACKED = ['licenseAssignmentStates'];

interface Change {
  readonly id: string;
  /** The names of the fields; `null` for somebody who was removed. */
  readonly fields: readonly string[] | null;
  readonly reason: 'changed' | 'deleted';
}

/** The users of a tenant, which change, and `users/delta` as Graph answers it. */
export interface GraphTenant {
  readonly users: Row[];
  update(id: string, changes: Readonly<Record<string, unknown>>): void;
  add(user: Row): void;
  /** `changed`: it can be restored for 30 days. */
  remove(id: string, reason?: Change['reason']): void;
  answer(ask: Ask): Reply;
}

export function graphTenant(users: Row[], rules: GraphRules, clock: Clock): GraphTenant {
  const log: Change[] = [];
  const at = (id: string) => users.findIndex((user) => user.id === id);
  return {
    users,
    update(id, changes) {
      const index = at(id);
      users[index] = { ...(users[index] as Row), ...changes };
      log.push({ id, fields: Object.keys(changes), reason: 'changed' });
    },
    add(user) {
      users.push(user);
      log.push({ id: user.id, fields: Object.keys(user), reason: 'changed' });
    },
    remove(id, reason = 'changed') {
      users.splice(at(id), 1);
      log.push({ id, fields: null, reason });
    },
    answer({ query, origin }) {
      if (rules.unwatched)
        return graphError(
          400,
          'Request_UnsupportedQuery',
          'Change enumeration is not supported for requested tenant.',
        );
      if (NOT_TAKEN.some((option) => query.has(option)))
        return graphError(400, 'Request_UnsupportedQuery', 'The query option is not supported for delta.');
      const select = query.get('$select');
      if (select?.includes('signInActivity'))
        return graphError(
          400,
          'BadRequest',
          'Delta is not supported for the following properties: signInActivity',
        );
      if (rules.without !== undefined && select?.includes(rules.without))
        return graphError(
          400,
          'BadRequest',
          `Could not find a property named '${rules.without}' on type 'microsoft.graph.user'.`,
        );
      const link = (name: string, token: Token) =>
        `${origin}/v1.0/users/delta?${name}=${Buffer.from(JSON.stringify(token)).toString('base64url')}`;
      const now = { since: log.length, made: clock.now.getTime() };
      if (query.get('$deltatoken') === 'latest')
        return {
          body: {
            '@odata.deltaLink': link('$deltatoken', { ...now, select: select ?? '', from: 0 }),
            value: [],
          },
        };
      if (select !== null) return graphError(400, 'BadRequest', '$select cannot be changed beside a token.');
      const token = tokenIn(query.get('$deltatoken') ?? query.get('$skiptoken'));
      if (token === null) return graphError(400, 'BadRequest', 'The token is not valid.');
      if (rules.moved) return documented('resyncRequired');
      if (clock.now.getTime() - token.made > 7 * DAY_MS) return documented('syncStateNotFound');
      const rows = changedRows(
        log.slice(Math.max(0, token.since - (rules.replayed ?? 0))),
        token.select.split(','),
      );
      const page = rows.slice(token.from, token.from + (rules.changesPerPage ?? 100));
      const next = token.from + page.length;
      // Empty pages come before the last one, as Graph sends them.
      const more =
        next < rows.length || (rules.emptyPages === true && token.empty !== true && rows.length > 0);
      const mark = more
        ? {
            '@odata.nextLink': link('$skiptoken', {
              ...token,
              from: next,
              ...(next < rows.length ? {} : { empty: true }),
            }),
          }
        : rules.endless
          ? {}
          : { '@odata.deltaLink': link('$deltatoken', { ...now, select: token.select, from: 0 }) };
      return { body: { ...mark, value: token.empty === true ? [] : page } };
    },
  };

  /** Who has changed, told by what has a value: a change of something that is not selected is not told. */
  function changedRows(changes: readonly Change[], select: readonly string[]): object[] {
    const tracked = select.filter((name) => !UNTRACKED.includes(name));
    return changes
      .filter(({ fields }) => fields === null || fields.some((name) => tracked.includes(name)))
      .map(({ id, fields, reason }) => {
        const user = users[at(id)];
        if (fields === null || user === undefined)
          // A user who is back is listed like any other user.
          return user === undefined ? { id, '@removed': { reason } } : { id };
        const told = tracked.filter(
          (name) => user[name] !== undefined && (user[name] !== null || fields.includes(name)),
        );
        const shown = rules.onlyChanged ? told.filter((name) => fields.includes(name)) : told;
        return { id, ...Object.fromEntries(shown.map((name) => [name, user[name]])) };
      });
  }
}

interface Token {
  readonly since: number;
  readonly made: number;
  readonly select: string;
  readonly from: number;
  readonly empty?: boolean;
}

function tokenIn(text: string | null): Token | null {
  try {
    return JSON.parse(Buffer.from(text ?? '', 'base64url').toString()) as Token;
  } catch {
    return null;
  }
}

/** As Microsoft documents them. */
function documented(code: string): Reply {
  const { status, headers, body } = fixture('errors.constructed.json').find(
    ({ body }: { readonly body: { readonly error?: { readonly code?: string } } }) =>
      body.error?.code === code,
  );
  return { status, headers: headers ?? {}, body };
}
