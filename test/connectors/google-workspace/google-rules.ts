import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Ask, Clock, Reply } from '../vendors/server.ts';

interface Method {
  readonly flatPath: string;
  readonly httpMethod: string;
  readonly scopes: readonly string[];
  readonly parameters: Readonly<Record<string, { location: string; maximum?: string; description?: string }>>;
}

interface Discovery {
  readonly resources: Readonly<Record<string, { readonly methods: Readonly<Record<string, Method>> }>>;
}

/** What Google's own descriptions of its APIs allow. */
const METHODS = [
  'admin.directory_v1.excerpt.json',
  'admin.reports_v1.usage.excerpt.json',
  'licensing.v1.json',
].flatMap((name) => {
  const text = readFileSync(join(import.meta.dirname, '../fixtures/google', name), 'utf8');
  const { resources } = JSON.parse(text) as Discovery;
  return Object.values(resources).flatMap(({ methods }) => Object.values(methods));
});

/** Parameters of every method. */
const COMMON = ['fields', 'prettyPrint'];
/** A page token is good for three days. */
const TOKEN_DAYS = 3;

export function googleError(status: number, reason: string, message: string): Reply {
  return {
    status,
    body: { error: { code: status, message, errors: [{ domain: 'global', reason, message }] } },
  };
}

/** The form of a rate limit: 403, and no header about the wait unless `seconds` are given. */
export function googleThrottled(seconds?: number): Reply {
  const reply = googleError(403, 'userRateLimitExceeded', 'User Rate Limit Exceeded');
  return seconds === undefined ? reply : { ...reply, headers: { 'retry-after': String(seconds) } };
}

/** Refuses requests without a token, with one for another scope or without the privilege, and requests that the API does not know. */
export function refusalOf(
  { method, path, query, headers }: Ask,
  { forbidden }: { readonly forbidden?: RegExp },
  fetched: string,
): Reply | null {
  if (path === '/token') return null;
  const [, scopes = ''] = (headers.authorization ?? '').split(`Bearer ${fetched}.`);
  if (scopes === '') return googleError(401, 'authError', 'Invalid Credentials');
  const known = METHODS.find(
    ({ flatPath, httpMethod }) =>
      httpMethod === method && new RegExp(`^/${flatPath.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path),
  );
  if (known === undefined) return null;
  const has = Buffer.from(scopes, 'base64url').toString().split(' ');
  if (!known.scopes.some((scope) => has.includes(scope)))
    return googleError(403, 'insufficientPermissions', 'Request had insufficient authentication scopes.');
  if (forbidden?.test(path) === true)
    return googleError(403, 'forbidden', 'Not Authorized to access this resource/api');
  const unknown = [...query.keys()].find((name) => !(name in known.parameters) && !COMMON.includes(name));
  if (unknown !== undefined) return googleError(400, 'badRequest', `Unknown parameter ${unknown}`);
  const { maximum, description = '' } = known.parameters.maxResults ?? {};
  const most = Number(maximum ?? /Max allowed value is (\d+)/.exec(description)?.[1]);
  return Number(query.get('maxResults')) > most
    ? googleError(400, 'invalid', `Invalid value for maxResults: at most ${most}`)
    : null;
}

/** Some of a list, without the key where there is nothing, and only the fields that were asked for. */
export function page(
  { query }: Ask,
  clock: Clock,
  { most = 2 }: { readonly most?: number },
  { key, rows }: { readonly key: string; readonly rows: readonly Record<string, unknown>[] },
): Reply {
  const others = new URLSearchParams(query);
  others.delete('pageToken');
  const now = clock.now.getTime();
  const given = Buffer.from(query.get('pageToken') ?? '', 'base64url').toString();
  const asked = given === '' ? { at: 0, with: String(others), made: now } : JSON.parse(given);
  if (asked.with !== String(others) || now - asked.made > TOKEN_DAYS * 86_400_000)
    return googleError(400, 'invalid', 'Invalid Input: pageToken');
  const end = asked.at + Math.min(Number(query.get('maxResults') ?? 100), most);
  const listed = rows.slice(asked.at, end).map((row) => masked(row, key, query.get('fields')));
  const next = Buffer.from(JSON.stringify({ at: end, with: String(others), made: now })).toString(
    'base64url',
  );
  return {
    body: {
      ...(listed.length === 0 ? {} : { [key]: listed }),
      ...(end < rows.length ? { nextPageToken: next } : {}),
    },
  };
}

/** https://developers.google.com/workspace/admin/directory/v1/guides/performance#partial */
function masked(row: Record<string, unknown>, key: string, fields: string | null): Record<string, unknown> {
  if (fields === null) return row;
  const [, list = ''] = new RegExp(`${key}\\((.*)\\)$`).exec(fields) ?? [];
  const wanted = list.replaceAll(/\([^)]*\)/g, '').split(',');
  return Object.fromEntries(Object.entries(row).filter(([name]) => wanted.includes(name)));
}
