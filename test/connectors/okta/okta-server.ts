import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import { type Ask, type Clock, type Reply, startVendor, type VendorServer } from '../vendors/server.ts';

const fixture = (name: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../fixtures/okta', name), 'utf8'));

export const TOKEN = '00aTestTokenOfOkta-8213';
export const CLIENT = '0oaServiceApp1';
/** What the server gives out for an assertion. */
export const FETCHED = 'eyFetchedTokenOfOkta';

type Row = Record<string, unknown> & { id: string; status: string };

export interface OktaRules {
  readonly users?: readonly Row[];
  /** Rows on a page, whatever is asked for: Okta may give fewer. */
  readonly most?: number;
  /** An admin of some groups: no Everyone, fewer users, no error. */
  readonly limited?: boolean;
  /** The scopes that the service app was granted. */
  readonly granted?: readonly string[];
}

/** Users as in Okta's own example, with these changes. */
export function oktaUser(id: string, changes: Record<string, unknown> = {}): Row {
  const [example] = fixture('users_list.json');
  const { profile, ...rest } = changes;
  return {
    ...example,
    id,
    ...rest,
    profile: { ...example.profile, login: `${id}@acme.co`, email: `${id}@acme.co`, ...(profile ?? {}) },
  };
}

/** Okta with what it enforces: a token, at most 200 a page, its filter, opaque cursors in Link headers, and a group that only some see. */
export async function startOkta(
  rules: OktaRules = {},
): Promise<VendorServer & { readonly ids: readonly string[] }> {
  const users = rules.users ?? Array.from({ length: 9 }, (_, index) => oktaUser(`00u${index}`));
  const server = await startVendor((clock) => ({
    gates: [authorised],
    routes: [
      { on: 'POST /oauth2/v1/token', answer: (ask) => token(ask, rules, clock) },
      { on: 'GET /api/v1/users', answer: (ask) => userPage(ask, users, rules) },
      { on: 'GET /api/v1/groups', answer: () => ({ body: rules.limited ? [] : [EVERYONE] }) },
    ],
    nothing: oktaError(404, 'E0000007', 'Not found: Resource not found'),
  }));
  return { ...server, ids: users.map(({ id }) => id) };
}

export function oktaError(status: number, errorCode: string, errorSummary: string): Reply {
  return {
    status,
    body: { errorCode, errorSummary, errorLink: errorCode, errorId: 'oae1', errorCauses: [] },
  };
}

/** Okta tells when the limit ends by its own clock, in seconds since 1970. */
export function oktaThrottled(seconds: number, clock: Clock): Reply {
  return {
    status: 429,
    headers: {
      'x-rate-limit-limit': '300',
      'x-rate-limit-remaining': '0',
      'x-rate-limit-reset': String(clock.now.getTime() / 1000 + seconds),
    },
    body: fixture('ErrorTooManyRequests.json'),
  };
}

const EVERYONE = { id: '00g1', type: 'BUILT_IN', profile: { name: 'Everyone', description: null } };

function authorised({ headers, path }: Ask): Reply | null {
  if (path === '/oauth2/v1/token') return null;
  const isOurs = headers.authorization === `SSWS ${TOKEN}` || headers.authorization === `Bearer ${FETCHED}`;
  return isOurs ? null : oktaError(401, 'E0000011', 'Invalid token provided');
}

function token({ text, origin }: Ask, { granted }: OktaRules, clock: Clock): Reply {
  const form = new URLSearchParams(text);
  const { iss, sub, aud, exp = 0 } = decodeJwt(form.get('client_assertion') ?? '');
  const isOurs = iss === CLIENT && sub === CLIENT && aud === `${origin}/oauth2/v1/token`;
  if (!isOurs || exp * 1000 < clock.now.getTime())
    return {
      status: 401,
      body: { error: 'invalid_client', error_description: 'The client_assertion is invalid.' },
    };
  const missing = (form.get('scope') ?? '').split(' ').filter((scope) => granted?.includes(scope) === false);
  if (missing.length > 0)
    return {
      status: 400,
      body: { error: 'invalid_scope', error_description: 'One or more scopes are not configured.' },
    };
  return {
    body: { token_type: 'Bearer', expires_in: 3600, access_token: FETCHED, scope: form.get('scope') },
  };
}

function userPage(
  { query, origin }: Ask,
  all: readonly Row[],
  { most = 2, limited = false }: OktaRules,
): Reply {
  const limit = Number(query.get('limit') ?? 200);
  if (limit > 200) return oktaError(400, 'E0000001', 'Api validation failed: limit');
  const filter = query.get('filter');
  const named = [...(filter ?? '').matchAll(/status eq "(\w+)"/g)].map(([, status]) => status);
  const visible = limited ? all.slice(0, 1) : all;
  const listed = visible.filter(({ status }) =>
    filter === null ? status !== 'DEPROVISIONED' : named.includes(status),
  );
  const start = listed.findIndex(({ id }) => id === query.get('after')) + 1;
  const rows = listed.slice(start, start + Math.min(limit, most));
  const link = (rel: string, after: string | null) => {
    const params = new URLSearchParams(query);
    if (after !== null) params.set('after', after);
    return `<${origin}/api/v1/users?${params}>; rel="${rel}"`;
  };
  const last = rows.at(-1)?.id;
  const next = start + rows.length < listed.length && last !== undefined ? [link('next', last)] : [];
  return {
    headers: {
      link: [link('self', query.get('after')), ...next],
      'x-rate-limit-limit': '300',
      'x-rate-limit-remaining': '298',
      'x-rate-limit-reset': '1773144060',
    },
    body: rows,
  };
}
