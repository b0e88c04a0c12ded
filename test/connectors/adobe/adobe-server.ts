import { fixtureOf } from '../vendors/fixture.ts';
import { type Ask, type Clock, type Reply, startVendor, type VendorServer } from '../vendors/server.ts';
import { userActions } from './adobe-actions.ts';

export const fixture = fixtureOf('adobe');

export const ORGANIZATION = '12345@AdobeOrg';
export const CLIENT = '88ce03094fe74f4d91c2538217d007fe';
export const SECRET = 'p8e-secretOfAdobe-8213';
/** What the server gives out. */
export const FETCHED = 'eyFetchedTokenOfAdobe';

/** `indirect`: groups that somebody is in because of a user group. */
export type Row = Record<string, unknown> & {
  readonly groups?: readonly string[];
  readonly indirect?: readonly string[];
};

export interface AdobeRules {
  readonly users?: readonly Row[];
  readonly groups?: readonly object[];
  /** Rows on a page. */
  readonly most?: number;
  /** Of people and technical accounts together, as Adobe counts. */
  readonly total?: number;
  /** The page that falsely says it is the last one. */
  readonly falseEnd?: number;
}

const [EXAMPLE] = fixture('users_page1.json').users;

/** A user as in Adobe's own example: without an id. */
export function adobeUser(name: string, changes: Record<string, unknown> = {}): Row {
  return { ...EXAMPLE, email: `${name}@acme.co`, username: undefined, ...changes };
}

/** Adobe with what it enforces: a token and the key beside it, its organisation, pages of its own size, and 25 and 5 requests a minute. */
export async function startAdobe(
  rules: AdobeRules = {},
): Promise<VendorServer & { readonly ids: readonly string[] }> {
  const users = rules.users ?? Array.from({ length: 9 }, (_, index) => adobeUser(`user${index}`));
  const groups = rules.groups ?? fixture('groups_page.json').groups;
  const base = '/v2/usermanagement';
  const server = await startVendor((clock) => ({
    gates: [authorised, ofOrganization, atMost(25, /\/users\//, clock), atMost(5, /\/groups\//, clock)],
    routes: [
      { on: 'POST /ims/token/v3', answer: token },
      { on: `GET ${base}/users/:org/:page`, answer: (ask) => userPage(ask, users, rules) },
      ...userActions(users, base),
      { on: `GET ${base}/users/:org/:page/:group`, answer: (ask) => memberPage(ask, users, rules) },
      { on: `GET ${base}/groups/:org/:page`, answer: (ask) => groupPage(ask, groups) },
    ],
    nothing: { status: 404, body: { error_code: '404', message: 'Resource not found' } },
  }));
  return { ...server, ids: users.map((user) => String(user.id ?? user.email)) };
}

export function adobeThrottled(seconds: number): Reply {
  const { status, headers, body } = fixture('error_tooManyRequests.429.json');
  return { status, headers: { ...headers, 'Retry-After': String(seconds) }, body };
}

export const UNAUTHORISED: Reply = {
  status: 401,
  body: { error_code: '401013', message: 'Oauth token is not valid' },
};
export const FORBIDDEN: Reply = {
  status: 403,
  body: { error_code: '403025', message: 'Profile is not valid' },
};

function authorised({ headers, path }: Ask): Reply | null {
  if (path === '/ims/token/v3') return null;
  if (headers['x-api-key'] !== CLIENT)
    return { status: 403, body: { error_code: '403003', message: 'Api Key is invalid' } };
  return headers.authorization === `Bearer ${FETCHED}` ? null : UNAUTHORISED;
}

function ofOrganization({ path }: Ask): Reply | null {
  const isOurs = path === '/ims/token/v3' || `${path}/`.includes(`/${ORGANIZATION}/`);
  return isOurs ? null : { body: fixture('error_organization.json') };
}

function atMost(count: number, paths: RegExp, clock: Clock) {
  const asked: number[] = [];
  return ({ path }: Ask): Reply | null => {
    if (!paths.test(path)) return null;
    const now = clock.now.getTime();
    while (asked[0] !== undefined && asked[0] <= now - 60_000) asked.shift();
    if (asked.length >= count) return adobeThrottled(38);
    asked.push(now);
    return null;
  };
}

function token({ text }: Ask): Reply {
  const form = new URLSearchParams(text);
  const refused = (error: string, error_description: string) => ({
    status: 400,
    body: { error, error_description },
  });
  if (form.get('client_id') !== CLIENT || form.get('client_secret') !== SECRET)
    return refused('invalid_client', 'invalid client_secret parameter');
  if (form.get('scope') !== 'openid,AdobeID,user_management_sdk')
    return refused('invalid_scope', 'scope is not bound to the client');
  return { body: { token_type: 'bearer', access_token: FETCHED, expires_in: 86_399 } };
}

/** Who is in a group; `directOnly` leaves out members through another group. */
function memberPage(ask: Ask, all: readonly Row[], rules: AdobeRules): Reply {
  const name = decodeURIComponent(ask.params.group ?? '');
  const direct = ask.query.get('directOnly') !== 'false';
  const members = all.filter(
    ({ groups = [], indirect = [] }) => groups.includes(name) || (!direct && indirect.includes(name)),
  );
  return userPage(ask, members, rules);
}

/** Beyond the end, the last page comes again. */
function userPage({ params, query }: Ask, all: readonly Row[], rules: AdobeRules): Reply {
  const { most = 2, total = all.length, falseEnd } = rules;
  const last = Math.max(0, Math.ceil(all.length / most) - 1);
  const page = Math.min(Number(params.page), last);
  const users = all.slice(page * most, (page + 1) * most).map(({ indirect = [], groups = [], ...user }) => {
    const shown = query.get('directOnly') === 'false' ? [...groups, ...indirect] : groups;
    return shown.length === 0 ? user : { ...user, groups: shown };
  });
  return {
    headers: {
      'X-Total-Count': String(total),
      'X-Page-Count': String(Math.ceil(total / most)),
      'X-Current-Page': String(page),
      'X-Page-Size': String(users.length),
    },
    body: { lastPage: page === last || page === falseEnd, result: 'success', users },
  };
}

function groupPage({ params }: Ask, all: readonly object[]): Reply {
  const page = Number(params.page);
  const last = Math.max(0, Math.ceil(all.length / 400) - 1);
  if (page > last) return { body: { lastPage: true, result: 'Not found' } };
  return {
    body: { lastPage: page === last, result: 'success', groups: all.slice(page * 400, (page + 1) * 400) },
  };
}
