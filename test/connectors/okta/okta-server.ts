import { decodeJwt } from 'jose';
import { fixtureOf } from '../vendors/fixture.ts';
import {
  type Ask,
  type Clock,
  type Reply,
  type Route,
  startVendor,
  type VendorServer,
} from '../vendors/server.ts';

const fixture = fixtureOf('okta');

export const TOKEN = '00aTestTokenOfOkta-8213';
export const CLIENT = '0oaServiceApp1';
/** What the server gives out for an assertion. */
export const FETCHED = 'eyFetchedTokenOfOkta';

type Row = Record<string, unknown> & { id: string; status: string };

export interface OktaRules {
  readonly users?: readonly Row[];
  /** The API token that it knows. */
  readonly token?: string;
  /** Rows on a page, whatever is asked for: Okta may give fewer. */
  readonly most?: number;
  /** An admin of some groups: no Everyone, fewer users, no error. */
  readonly limited?: boolean;
  /** The scopes that the service app was granted. */
  readonly granted?: readonly string[];
  /** Admin roles of users; left out, the token may not see who is an admin. */
  readonly roles?: Readonly<Record<string, readonly Record<string, unknown>[]>>;
  /** Besides Everyone: their members by name. */
  readonly groups?: Readonly<Record<string, readonly string[]>>;
  /** Apps by label, with who is assigned them. */
  readonly apps?: Readonly<Record<string, readonly Record<string, unknown>[]>>;
  /** The groups that assign an app, by its label; somebody who leaves the last of them loses the app. */
  readonly assignedTo?: Readonly<Record<string, readonly string[]>>;
  /** Of groups that are not Okta's own: `APP_GROUP`. */
  readonly groupTypes?: Readonly<Record<string, string>>;
  /** Sign-ins to apps: user, app, when. */
  readonly signIns?: readonly {
    readonly user: string;
    readonly app: string;
    readonly at: string;
    readonly result?: string;
  }[];
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
    gates: [(ask) => authorised(ask, rules)],
    routes: [
      { on: 'POST /oauth2/v1/token', answer: (ask) => token(ask, rules, clock) },
      { on: 'GET /api/v1/users', answer: (ask) => userPage(ask, users, rules) },
      { on: 'GET /api/v1/users/:id', answer: ({ params }) => oneUser(users, params.id) },
      {
        on: 'POST /api/v1/users/:id/lifecycle/:change',
        answer: ({ params }) => changeUser(users, params.id, params.change),
      },
      { on: 'GET /api/v1/iam/assignees/users', answer: (ask) => adminsPage(ask, rules) },
      {
        on: 'GET /api/v1/users/:id/roles',
        answer: ({ params }) => ({ body: rules.roles?.[params.id ?? ''] ?? [] }),
      },
      { on: 'GET /api/v1/groups', answer: ({ query }) => ({ body: groupsFor(query, rules) }) },
      {
        on: 'GET /api/v1/groups/:id/users',
        answer: (ask) =>
          paged(
            ask,
            (rules.groups?.[ask.params.id ?? ''] ?? []).map((id) => ({ id })),
            1000,
            rules,
          ),
      },
      ...groupRoutes(rules),
      { on: 'GET /api/v1/apps', answer: (ask) => paged(ask, appsOf(rules), 200, rules) },
      {
        on: 'GET /api/v1/apps/:id/users',
        answer: (ask) =>
          paged(ask, Object.values(rules.apps ?? {})[Number(ask.params.id?.slice(3))] ?? [], 500, rules),
      },
      { on: 'GET /api/v1/apps/:app/users/:id', answer: ({ params }) => oneAssignment(rules, params) },
      { on: 'DELETE /api/v1/apps/:app/users/:id', answer: ({ params }) => unassign(rules, params) },
      { on: 'GET /api/v1/logs', answer: (ask) => logFor(ask, rules, clock) },
    ],
    nothing: oktaError(404, 'E0000007', 'Not found: Resource not found'),
  }));
  return { ...server, ids: users.map(({ id }) => id) };
}

const NOT_FOUND = oktaErrorOf(404, 'E0000007', 'Not found: Resource not found');

function oneUser(users: readonly Row[], id: string | undefined): Reply {
  const user = users.find((each) => each.id === (id === 'me' ? users[0]?.id : id));
  return user === undefined ? NOT_FOUND : { body: user };
}

/** https://developer.okta.com/docs/api/openapi/okta-management/management/tag/UserLifecycle/ */
function changeUser(users: readonly Row[], id: string | undefined, change: string | undefined): Reply {
  const user = users.find((each) => each.id === id);
  const next = { suspend: 'SUSPENDED', unsuspend: 'ACTIVE', deactivate: 'DEPROVISIONED' }[change ?? ''];
  if (user === undefined || next === undefined) return NOT_FOUND;
  const from = { suspend: 'ACTIVE', unsuspend: 'SUSPENDED' }[change ?? ''];
  if (from !== undefined && user.status !== from)
    return oktaErrorOf(400, 'E0000001', 'Cannot suspend a user that is not active');
  user.status = next;
  return { body: {} };
}

function assignmentsOf({ apps = {} }: OktaRules, app: string | undefined): Record<string, unknown>[] {
  return (Object.values(apps)[Number(app?.slice(3))] ?? []) as Record<string, unknown>[];
}

function oneAssignment(rules: OktaRules, { app, id }: Readonly<Record<string, string>>): Reply {
  const found = assignmentsOf(rules, app).find((each) => each.id === id);
  return found === undefined ? NOT_FOUND : { body: found };
}

function unassign(rules: OktaRules, { app, id }: Readonly<Record<string, string>>): Reply {
  const all = assignmentsOf(rules, app);
  const at = all.findIndex((each) => each.id === id);
  if (at < 0) return NOT_FOUND;
  if (all[at]?.scope === 'GROUP') return oktaErrorOf(403, 'E0000006', 'This user is assigned by a group');
  all.splice(at, 1);
  return { status: 204 };
}

export const oktaError = oktaErrorOf;

function oktaErrorOf(status: number, errorCode: string, errorSummary: string): Reply {
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

/** An assignment as in Okta's own example, with these changes. */
export function assigned(id: string, changes: Record<string, unknown> = {}): Record<string, unknown> {
  const [example] = fixture('app_users_list.json');
  return {
    ...example,
    id,
    credentials: { userName: `${id}@acme.co` },
    ...changes,
    profile: { ...example.profile, email: `${id}@acme.co`, ...((changes.profile as object) ?? {}) },
    _embedded: { user: oktaUser(id) },
  };
}

/** Groups as members and apps have them; leaving the one that assigns an app ends the assignment, and joining it makes one. */
function groupRoutes(rules: OktaRules): Route[] {
  const { groups = {}, groupTypes = {}, assignedTo = {}, apps = {} } = rules;
  const membersOf = (group: string | undefined) => (groups[group ?? ''] ?? []) as string[];
  const groupRow = (id: string) => ({ id, type: groupTypes[id] ?? 'OKTA_GROUP', profile: { name: id } });
  const change = ({ method, params: { group = '', id = '' } }: Ask): Reply => {
    const members = membersOf(group);
    if (!(group in groups)) return NOT_FOUND;
    if ((groupTypes[group] ?? 'OKTA_GROUP') !== 'OKTA_GROUP')
      return oktaErrorOf(403, 'E0000006', 'The group is managed elsewhere');
    const at = members.indexOf(id);
    if (method === 'PUT' && at < 0) members.push(id);
    if (method === 'DELETE' && at >= 0) members.splice(at, 1);
    for (const [label, assigning] of Object.entries(assignedTo)) {
      const rows = apps[label] as Record<string, unknown>[];
      const has = assigning.some((each) => membersOf(each).includes(id));
      const row = rows.findIndex((each) => each.id === id);
      if (has && row < 0) rows.push(assigned(id, { scope: 'GROUP' }));
      if (!has && row >= 0 && rows[row]?.scope === 'GROUP') rows.splice(row, 1);
    }
    return { status: 204 };
  };
  return [
    {
      on: 'GET /api/v1/apps/:app/groups',
      answer: (ask) => {
        const label = Object.keys(apps)[Number(ask.params.app?.slice(3))] ?? '';
        return paged(
          ask,
          (assignedTo[label] ?? []).map((id) => ({
            id,
            priority: 0,
            ...(ask.query.get('expand') === 'group' ? { _embedded: { group: groupRow(id) } } : {}),
          })),
          200,
          rules,
        );
      },
    },
    {
      on: 'GET /api/v1/users/:id/groups',
      answer: (ask) => {
        const mine = Object.keys(groups).filter((group) => membersOf(group).includes(ask.params.id ?? ''));
        return paged(ask, [EVERYONE, ...mine.map(groupRow)], 200, rules);
      },
    },
    { on: 'DELETE /api/v1/groups/:group/users/:id', answer: change },
    { on: 'PUT /api/v1/groups/:group/users/:id', answer: change },
  ];
}

function groupsFor(query: URLSearchParams, { limited, groups = {} }: OktaRules): unknown[] {
  if (query.get('filter') === 'type eq "BUILT_IN"') return limited ? [] : [EVERYONE];
  const begun = Object.keys(groups).filter((name) =>
    name.toLowerCase().startsWith((query.get('q') ?? '').toLowerCase()),
  );
  return begun.map((name) => ({ id: name, type: 'OKTA_GROUP', profile: { name } }));
}

function appsOf({ apps = {} }: OktaRules): unknown[] {
  const [example] = fixture('apps_list.json');
  return Object.keys(apps).map((label, index) => ({ ...example, id: `0oa${index}`, label }));
}

/** Seven days unless `since` says more; the newest first only if it is asked for so. */
function logFor(ask: Ask, { signIns = [], apps = {}, ...rules }: OktaRules, clock: Clock): Reply {
  if (
    ask.headers.authorization === `Bearer ${FETCHED}` &&
    rules.granted?.includes('okta.logs.read') === false
  )
    return oktaError(403, 'E0000006', 'You do not have permission to perform the requested action');
  const since = Date.parse(
    ask.query.get('since') ?? new Date(clock.now.getTime() - 7 * 86_400_000).toISOString(),
  );
  const targets = [...(ask.query.get('filter') ?? '').matchAll(/target\.id eq "0oa(\d+)"/g)].map(([, at]) =>
    Number(at),
  );
  const labels = targets.map((at) => Object.keys(apps)[at]);
  const found = signIns
    .filter(({ app, at }) => labels.includes(app) && Date.parse(at) >= since)
    .toSorted((a, b) => a.at.localeCompare(b.at));
  const sorted = ask.query.get('sortOrder') === 'DESCENDING' ? found.reverse() : found;
  return paged(
    ask,
    sorted.map(({ user, at, result = 'SUCCESS' }, index) => ({
      id: `e${index}`,
      published: at,
      actor: { id: user, type: 'User' },
      outcome: { result },
    })),
    1000,
    rules,
  );
}

function authorised({ headers, path }: Ask, { token: known = TOKEN }: OktaRules): Reply | null {
  if (path === '/oauth2/v1/token') return null;
  const isOurs = headers.authorization === `SSWS ${known}` || headers.authorization === `Bearer ${FETCHED}`;
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
  const filter = query.get('filter');
  const named = [...(filter ?? '').matchAll(/status eq "(\w+)"/g)].map(([, status]) => status);
  const visible = limited ? all.slice(0, 1) : all;
  const listed = visible.filter(({ status }) =>
    filter === null ? status !== 'DEPROVISIONED' : named.includes(status),
  );
  return paged({ query, origin, path: '/api/v1/users' }, listed, 200, { most });
}

/** Who has an admin role, for those who may see it; the link to what follows is in the body. */
function adminsPage({ query, origin, path }: Ask, { roles, most = 2 }: OktaRules): Reply {
  if (roles === undefined)
    return oktaError(403, 'E0000006', 'You do not have permission to perform the requested action');
  const all = Object.keys(roles);
  const start = Number(query.get('after') ?? 0);
  const next = { href: `${origin}${path}?after=${start + most}` };
  return {
    body: {
      value: all.slice(start, start + most).map((id) => ({ id, orn: `orn:okta:directory:00o1:users:${id}` })),
      _links: start + most < all.length ? { next } : {},
    },
  };
}

/** Some of a list, and Link headers with an opaque cursor to the rest. */
function paged(
  { query, origin, path }: Pick<Ask, 'query' | 'origin' | 'path'>,
  all: readonly unknown[],
  maximum: number,
  { most = 2 }: Pick<OktaRules, 'most'>,
): Reply {
  const limit = Number(query.get('limit') ?? maximum);
  if (limit > maximum) return oktaError(400, 'E0000001', 'Api validation failed: limit');
  const start = Number(Buffer.from(query.get('after') ?? '', 'base64url').toString() || 0);
  const end = start + Math.min(limit, most);
  const link = (rel: string, at: number) => {
    const params = new URLSearchParams(query);
    if (at > 0) params.set('after', Buffer.from(String(at)).toString('base64url'));
    return `<${origin}${path}?${params}>; rel="${rel}"`;
  };
  return {
    headers: {
      link: [link('self', start), ...(end < all.length ? [link('next', end)] : [])],
      'x-rate-limit-limit': '300',
      'x-rate-limit-remaining': '298',
      'x-rate-limit-reset': '1773144060',
    },
    body: all.slice(start, end),
  };
}
