import { fixtureOf } from '../vendors/fixture.ts';
import {
  type Ask,
  type Clock,
  type Reply,
  type Route,
  startVendor,
  type VendorServer,
} from '../vendors/server.ts';

const fixture = fixtureOf('zoom');

export const ACCOUNT = 'acc-Zoom-1';
export const CLIENT = 'clientOfZoom';
export const SECRET = 'secretOfZoom-8213';
/** What the server gives out. */
export const FETCHED = 'eyFetchedTokenOfZoom';

type Row = Record<string, unknown> & { readonly status: string };

export interface ZoomRules {
  readonly users?: readonly Row[];
  /** Rows on a page, whatever is asked for. */
  readonly most?: number;
  /** Scopes that the app was not given. */
  readonly lacks?: readonly string[];
  /** Another answer to the question how many seats were bought. */
  readonly plans?: Reply;
  readonly headers?: Reply['headers'];
  /** Free accounts outside the company that unlinking leaves: filled by the server. */
  readonly outside?: Row[];
}

export function zoomUser(id: string, changes: Record<string, unknown> = {}): Row {
  return {
    id,
    first_name: 'Ann',
    last_name: id,
    display_name: `Ann ${id}`,
    email: `${id}@acme.co`,
    type: 2,
    pmi: 3542471135,
    timezone: 'Europe/Berlin',
    verified: 1,
    dept: 'Sales',
    created_at: '2024-02-01T08:00:00Z',
    last_login_time: '2026-03-01T09:30:00Z',
    last_client_version: '6.3.0(mac)',
    role_id: '2',
    status: 'active',
    ...changes,
  };
}

/** Somebody who has not accepted yet: without an id, and created whenever Zoom is asked. */
export function invited(email: string, changes: Record<string, unknown> = {}): Row {
  return { email, type: 2, verified: 0, status: 'pending', created_at: '2026-03-10T12:00:00Z', ...changes };
}

/** Zoom with what it enforces: a token, scopes, one status at a time, at most 300 a page, and page tokens that end after 15 minutes. */
export async function startZoom(
  rules: ZoomRules = {},
): Promise<VendorServer & { readonly ids: readonly string[] }> {
  const users = rules.users ?? everybody();
  const server = await startVendor((clock) => ({
    gates: [authorised],
    routes: [
      { on: 'POST /oauth/token', answer: token },
      { on: 'GET /v2/users', answer: (ask) => userPage(ask, users, rules, clock) },
      ...userWrites(users as (Row & Record<string, unknown>)[], rules.outside ?? []),
      { on: 'GET /v2/accounts/me/plans/usage', answer: () => plansUsage(rules) },
    ],
    nothing: { status: 404, body: { code: 404, message: 'This API endpoint is not recognized.' } },
  }));
  const inOrder = ['active', 'inactive', 'pending'].flatMap((status) =>
    users.filter((user) => user.status === status),
  );
  return { ...server, ids: inOrder.map(({ id, email }) => String(id ?? `pending:${email}`)) };
}

const NOBODY: Reply = { status: 404, body: { code: 1001, message: 'User does not exist: .' } };

/** An invitation that was not accepted yet can be taken back only in the console. */
const PENDING: Reply = { status: 400, body: { code: 300, message: 'The user is pending.' } };

/** Deactivation takes every license, and activation gives none back. https://developers.zoom.us/docs/api/users/ */
function userWrites(users: Record<string, unknown>[], outside: Row[]): readonly Route[] {
  const onUser = (change: (user: Record<string, unknown>, ask: Ask) => Reply) => (ask: Ask) => {
    const user = users.find(({ id }) => id === (ask.params.id === 'me' ? 'u0' : ask.params.id));
    if (user === undefined) return NOBODY;
    const changes = ask.method === 'PUT' || ask.method === 'DELETE';
    return changes && user.status === 'pending' ? PENDING : change(user, ask);
  };
  return [
    { on: 'GET /v2/users/:id', answer: onUser((user) => ({ body: user })) },
    {
      on: 'PATCH /v2/users/:id',
      answer: onUser((user, { text }) => {
        Object.assign(user, JSON.parse(text));
        return { status: 204 };
      }),
    },
    {
      on: 'PUT /v2/users/:id/status',
      answer: onUser((user, { text }) => {
        const deactivates = JSON.parse(text).action === 'deactivate';
        Object.assign(
          user,
          deactivates ? { status: 'inactive', type: 1, zoom_one_type: undefined } : { status: 'active' },
        );
        return { status: 204 };
      }),
    },
    {
      on: 'DELETE /v2/users/:id',
      answer: onUser((user, { query }) => {
        users.splice(users.indexOf(user), 1);
        // Unlinking is the default.
        if (query.get('action') !== 'delete') outside.push({ ...user, status: 'active', type: 1 });
        return { status: 204 };
      }),
    },
  ];
}

function everybody(): Row[] {
  return [
    ...Array.from({ length: 7 }, (_, index) => zoomUser(`u${index}`)),
    zoomUser('gone', { status: 'inactive', type: 1, last_login_time: '' }),
    invited('new@acme.co'),
  ];
}

/** One of Zoom's answers, by when it comes. */
export function zoomError(when: string): Reply {
  const found = fixture('errors.constructed.json').find((each: { when: string }) => each.when === when);
  return { status: found.status, body: found.body, ...(found.headers ? { headers: found.headers } : {}) };
}

/** Zoom names the end of a limit as an ISO instant. */
export function zoomThrottled(seconds: number, clock: Clock): Reply {
  const daily = zoomError(
    'daily limit; Retry-After is an ISO 8601 instant, neither seconds nor an HTTP date',
  );
  const until = new Date(clock.now.getTime() + seconds * 1000).toISOString();
  return { ...daily, headers: { ...daily.headers, 'Retry-After': until } };
}

function authorised({ headers, path }: Ask): Reply | null {
  const isOurs = headers.authorization === `Bearer ${FETCHED}`;
  return path === '/oauth/token' || isOurs ? null : zoomError('token expired');
}

function token({ query, headers }: Ask): Reply {
  const refused = (reason: string, error: string) => ({ status: 400, body: { reason, error } });
  if (headers.authorization !== `Basic ${Buffer.from(`${CLIENT}:${SECRET}`).toString('base64')}`)
    return refused('Invalid client_id or client_secret', 'invalid_client');
  if (query.get('grant_type') !== 'account_credentials')
    return refused('unsupported grant type', 'unsupported_grant_type');
  if (query.get('account_id') !== ACCOUNT) return refused('Bad Request', 'invalid_request');
  return { body: { access_token: FETCHED, token_type: 'bearer', expires_in: 3599 } };
}

const LIST = 'user:read:list_users:admin';

function userPage({ query }: Ask, all: readonly Row[], rules: ZoomRules, clock: Clock): Reply {
  const { most = 2, lacks = [], headers = {} } = rules;
  if (lacks.includes(LIST)) return zoomError('token lacks a scope');
  const status = query.get('status') ?? 'active';
  const size = Number(query.get('page_size') ?? 30);
  if (size > 300) return { status: 400, body: { code: 300, message: 'Validation Failed.' } };
  const [of, at = '0', until = ''] = Buffer.from(query.get('next_page_token') ?? '', 'base64url')
    .toString()
    .split(' ');
  if (of !== '' && (of !== status || Number(until) < clock.now.getTime()))
    return { status: 400, body: { code: 300, message: 'The next page token is invalid or expired.' } };
  const listed = all.filter((user) => user.status === status);
  const end = Number(at) + Math.min(size, most);
  const further = `${status} ${end} ${clock.now.getTime() + 15 * 60_000}`;
  return {
    headers: {
      'X-RateLimit-Category': 'Medium',
      'X-RateLimit-Type': 'QPS',
      'X-RateLimit-Limit': '20',
      'X-RateLimit-Remaining': '19',
      ...headers,
    },
    body: {
      page_size: size,
      total_records: listed.length,
      next_page_token: end < listed.length ? Buffer.from(further).toString('base64url') : '',
      users: listed.slice(Number(at), end),
    },
  };
}

function plansUsage({ plans, lacks = [] }: ZoomRules): Reply {
  if (lacks.includes('account:read:admin'))
    return {
      status: 400,
      body: { code: 4711, message: 'Invalid access token, does not contain scopes:[account:read:admin].' },
    };
  return plans ?? { body: fixture('plans_usage.constructed.json').body };
}
