import { fixtureOf } from '../vendors/fixture.ts';
import {
  type Ask,
  type Clock,
  type Reply,
  type Route,
  startVendor,
  type VendorServer,
} from '../vendors/server.ts';

const fixture = fixtureOf('atlassian');

export const ORGANIZATION = 'f5c6e4b0-1111-4222-8333-944445555666';
export const KEY = 'ATCTT3xFfGN0-keyOfAtlassian-8213';
export const JIRA = 'ari:cloud:jira-software::site/1';
export const CONFLUENCE = 'ari:cloud:confluence::site/2';

type Row = Record<string, unknown> & { readonly accountId: string };

export interface AtlassianRules {
  /** The key that is accepted; `KEY` unless it says so. */
  readonly key?: string;
  readonly users?: readonly Row[];
  /** Rows on a page, whatever is asked for. */
  readonly most?: number;
  /** The search does not know `productAccess`; the list of managed accounts does. */
  readonly bare?: boolean;
  /** The managed accounts, as the first version of the API has them. */
  readonly managed?: readonly object[];
  readonly apps?: readonly object[];
  /** A key with scopes. */
  readonly scoped?: boolean;
  /** The old user management. */
  readonly old?: boolean;
  /** `links.next` is a whole address. */
  readonly links?: 'cursor' | 'url';
}

export function atlassianUser(accountId: string, changes: Record<string, unknown> = {}): Row {
  return {
    accountId,
    name: `Ann ${accountId}`,
    email: `${accountId}@acme.co`,
    emailVerified: true,
    accountType: 'atlassian',
    accountStatus: 'active',
    claimStatus: 'managed',
    membershipStatus: 'active',
    managementSource: 'invited',
    mfaEnabled: true,
    addedToOrg: '2025-02-01T08:00:00.000Z',
    productAccess: [{ id: JIRA, key: 'jira-software', lastActiveTimestamp: '2026-03-01T09:30:00.000Z' }],
    groups: [{ id: 'g1', name: 'jira-users' }],
    ...changes,
  };
}

function workspace(id: string, attributes: Record<string, unknown>): object {
  return { id, type: 'workspace', attributes: { status: 'online', usage: 3, capacity: 10, ...attributes } };
}

const APPS = [
  workspace(JIRA, { type: 'Jira', typeKey: 'jira-software', hostUrl: 'https://acme.atlassian.net' }),
  workspace(CONFLUENCE, {
    type: 'Confluence',
    typeKey: 'confluence',
    hostUrl: 'https://other.atlassian.net',
  }),
  workspace('ari:cloud:jira-software::site/9', {
    type: 'Jira',
    hostUrl: 'https://sandbox.atlassian.net',
    sandbox: { type: 'CHILD' },
  }),
];

/** Atlassian with what it enforces: a key, its organisation, JSON bodies, at most 100 a page, and the requests that it ended in 2026. */
export async function startAtlassian(
  rules: AtlassianRules = {},
): Promise<VendorServer & { readonly ids: readonly string[] }> {
  const users = rules.users ?? Array.from({ length: 9 }, (_, index) => atlassianUser(`u${index}`));
  const base = '/admin/v2/orgs/:org';
  const server = await startVendor(() => ({
    gates: [(ask) => authorised(ask, rules), ofOrganization, (ask) => limited(ask, rules)],
    routes: [
      {
        on: `POST ${base}/directories/-/users/search`,
        answer: (ask) => search(ask, users, rules),
      },
      ...userWrites(users, base),
      { on: `POST ${base}/workspaces`, answer: (ask) => workspaces(ask, rules) },
      { on: 'GET /admin/v1/orgs/:org/users', answer: (ask) => managed(ask, rules) },
      { on: 'POST /admin/v1/orgs/:org/users/search', answer: () => atlassianError(410, 'ADMIN-410', 'Gone') },
    ],
    nothing: atlassianError(404, 'ADMIN-404-1', 'Unknown resource'),
  }));
  return { ...server, ids: users.map(({ accountId }) => accountId) };
}

export function atlassianError(status: number, code: string, detail: string): Reply {
  return { status, body: { errors: [{ id: 'e1', status: String(status), code, title: detail, detail }] } };
}

export function atlassianThrottled(seconds: number, clock: Clock): Reply {
  return {
    ...atlassianError(429, 'ADMIN-429-1', 'Rate limit exceeded'),
    headers: {
      'X-RateLimit-Limit': '100',
      'X-RateLimit-Remaining': '0',
      'X-RateLimit-Reset': new Date(clock.now.getTime() + seconds * 1000).toISOString(),
    },
  };
}

function authorised({ headers }: Ask, { key = KEY }: AtlassianRules): Reply | null {
  return headers.authorization === `Bearer ${key}`
    ? null
    : atlassianError(401, 'ADMIN-401-1', 'Unauthorized');
}

function ofOrganization({ path }: Ask): Reply | null {
  const isOurs = path.startsWith('/users/') || path.split('/')[4] === ORGANIZATION;
  return isOurs ? null : atlassianError(404, 'ADMIN-404-2', 'Organization not found');
}

function limited({ method, path, headers }: Ask, { scoped, old }: AtlassianRules): Reply | null {
  if (scoped)
    return atlassianError(
      403,
      'ADMIN-403-3',
      'The API key has scopes, and needs manage:org for this request',
    );
  if (old && path.includes('/directories/'))
    return atlassianError(
      400,
      'ADMIN-400-4',
      `Organization: ${ORGANIZATION} is not with the new user management experience`,
    );
  if (method === 'POST' && headers['content-type'] !== 'application/json')
    return atlassianError(415, 'ADMIN-415', 'Unsupported media type');
  return null;
}

const bodyOf = ({ text }: Ask) =>
  JSON.parse(text) as { limit?: number; cursor?: string; expand?: string[]; accountIds?: string[] };

/** https://developer.atlassian.com/cloud/admin/organization/rest/api-group-users/ and https://developer.atlassian.com/cloud/admin/user-management/rest/ */
function userWrites(listed: readonly Row[], base: string): readonly Route[] {
  // The same array that the list shows.
  const users = listed as Row[];
  const onUser =
    (change: (user: Row) => void) =>
    ({ params }: Ask): Reply => {
      const user = users.find(({ accountId }) => accountId === params.id);
      if (user === undefined) return atlassianError(404, 'ADMIN-404-3', 'User not found');
      change(user);
      return { status: 204 };
    };
  const set = (changes: object) => onUser((user) => Object.assign(user, changes));
  const one = `${base}/directories/-/users/:id`;
  return [
    { on: `POST ${one}/suspend`, answer: set({ membershipStatus: 'suspended' }) },
    { on: `POST ${one}/restore`, answer: set({ membershipStatus: 'active' }) },
    { on: `DELETE ${one}`, answer: onUser((user) => users.splice(users.indexOf(user), 1)) },
    { on: 'POST /users/:id/manage/lifecycle/disable', answer: set({ accountStatus: 'inactive' }) },
    { on: 'POST /users/:id/manage/lifecycle/enable', answer: set({ accountStatus: 'active' }) },
  ];
}

function search(ask: Ask, all: readonly Row[], rules: AtlassianRules): Reply {
  const { limit = 50, cursor, expand = [], accountIds } = bodyOf(ask);
  if (limit > 100) return atlassianError(400, 'ADMIN-400-24', 'Invalid request body');
  const hidden = ['productAccess', 'groups', 'platformRoles'].filter(
    (key) => !expand.includes(key) || (key === 'productAccess' && rules.bare),
  );
  const shown = (row: object) =>
    Object.fromEntries(Object.entries(row).filter(([key]) => !hidden.includes(key)));
  const wanted =
    accountIds === undefined ? all : all.filter(({ accountId }) => accountIds.includes(accountId));
  return paged(ask, wanted, cursor, Math.min(limit, rules.most ?? 2), rules.links ?? 'cursor', shown);
}

function workspaces(ask: Ask, { apps = APPS, most = 2 }: AtlassianRules): Reply {
  const body = bodyOf(ask);
  if (body.cursor !== undefined && Object.keys(body).length > 1)
    return atlassianError(400, 'ADMIN-400-24', 'Invalid request body');
  return paged(ask, apps, body.cursor, Math.max(2, most), 'cursor');
}

function managed(ask: Ask, { managed: accounts }: AtlassianRules): Reply {
  const rows = accounts ?? fixture('v1_users.managed.constructed.json').data;
  return paged(ask, rows, ask.query.get('cursor') ?? undefined, 2, 'url');
}

/** Cursors are opaque, and those of another list are refused. */
function paged(
  ask: Ask,
  all: readonly object[],
  cursor: string | undefined,
  most: number,
  links: 'cursor' | 'url',
  shown = (row: object) => row,
): Reply {
  const [path, at = '0'] = Buffer.from(cursor ?? '', 'base64url')
    .toString()
    .split(' ');
  if (cursor !== undefined && path !== ask.path)
    return atlassianError(400, 'ADMIN-400-1', 'Invalid page cursor');
  const end = Number(at) + most;
  const further = Buffer.from(`${ask.path} ${end}`).toString('base64url');
  const next = links === 'url' ? `${ask.origin}${ask.path}?cursor=${further}` : further;
  return {
    body: {
      data: all.slice(Number(at), end).map(shown),
      meta: { total: all.length },
      links: { self: 'x', prev: null, next: end < all.length ? next : null },
    },
  };
}
