import { type Ask, type Reply, startVendor, type VendorServer } from '../vendors/server.ts';
import { EXAMPLES, type Member, member, type Row, slackError } from './slack-rows.ts';

export const TOKEN = 'xoxb-8213-test-token';
export const ADMIN_TOKEN = 'xoxp-8213-admin-token';
export const SCIM_TOKEN = 'xoxp-8213-scim-token';
export const TEAM = 'T012AB3C4';

export interface SlackRules {
  readonly members?: readonly Member[];
  /** By workspace, for a token of a whole organization. */
  readonly workspaces?: Readonly<Record<string, readonly Member[]>>;
  /** Everybody of the organization; without it Slack has no such list on this plan. */
  readonly organization?: readonly Member[];
  readonly enterprise?: string;
  readonly scopes?: string | null;
  readonly adminScopes?: string;
  /** What `auth.test` says of the admin's token besides. */
  readonly admin?: Row;
  readonly plan?: string;
  readonly billed?: Readonly<Record<string, boolean>>;
  /** The newest first; `paid`: on free plans there is no log. */
  readonly logins?: readonly Row[] | 'paid';
  readonly most?: number;
  /** Whose token it is. */
  readonly user?: string;
}

/** Slack with what it enforces: tokens by their kind, scopes, at most 1,000 a page, cursors, and plans. */
export async function startSlack(
  rules: SlackRules = {},
): Promise<VendorServer & { readonly ids: readonly string[] }> {
  const members = rules.members ?? Array.from({ length: 9 }, (_, index) => member(`U${index}`));
  const { workspaces, organization, logins = [], billed = {}, plan = 'plus' } = rules;
  const server = await startVendor(() => ({
    gates: [authorised],
    routes: [
      { on: 'POST /api/auth.test', answer: (ask) => authTest(ask, rules) },
      {
        on: 'GET /api/auth.teams.list',
        answer: (ask) =>
          page(
            ask,
            'teams',
            Object.keys(workspaces ?? {}).map((id) => ({ id, name: id })),
            rules,
          ),
      },
      {
        on: 'GET /api/users.list',
        answer: (ask) => {
          if (workspaces === undefined) return page(ask, 'members', members, rules);
          const found = workspaces[ask.query.get('team_id') ?? ''];
          return found === undefined ? slackError('missing_argument') : page(ask, 'members', found, rules);
        },
      },
      {
        on: 'GET /api/team.billableInfo',
        answer: (ask) =>
          forAdmin(ask, rules) ??
          page(
            ask,
            'billable_info',
            Object.entries(billed).map(([id, is]) => [id, { billing_active: is }]),
            rules,
          ),
      },
      {
        on: 'GET /scim/v2/Users',
        answer: () =>
          plan === 'plus'
            ? { body: { Resources: [], totalResults: members.length, itemsPerPage: 1, startIndex: 1 } }
            : { status: 403, body: { Errors: { description: 'not_allowed', code: 403 } } },
      },
      {
        on: 'GET /api/users.info',
        answer: ({ query }) => {
          const user = members.find(({ id }) => id === query.get('user'));
          return user === undefined ? slackError('user_not_found') : { body: { ok: true, user } };
        },
      },
      {
        on: 'PATCH /scim/v2/Users/:id',
        answer: ({ params, text }) => {
          const user = members.find(({ id }) => id === params.id) as Row | undefined;
          if (user === undefined)
            return { status: 404, body: { Errors: { description: 'user_not_found', code: 404 } } };
          const [{ value }] = JSON.parse(text).Operations;
          user.deleted = !value;
          return { body: { id: params.id, active: value } };
        },
      },
      // The first version knows no operations: attributes are overwritten.
      { on: 'GET /scim/v1/Users', answer: () => ({ body: { Resources: [], totalResults: members.length } }) },
      {
        on: 'PATCH /scim/v1/Users/:id',
        answer: ({ params, text }) => {
          const user = members.find(({ id }) => id === params.id) as Row | undefined;
          const { schemas, active } = JSON.parse(text);
          if (user !== undefined && schemas[0] === 'urn:scim:schemas:core:1.0') user.deleted = !active;
          return { body: { id: params.id, active: user?.deleted !== true } };
        },
      },
      { on: 'GET /api/team.billing.info', answer: () => ({ body: { ok: true, plan } }) },
      {
        on: 'GET /api/usergroups.list',
        answer: () =>
          rules.scopes?.includes('usergroups:read') === false
            ? slackError('missing_scope', { needed: 'usergroups:read', provided: rules.scopes })
            : plan === 'free'
              ? slackError('plan_upgrade_required')
              : { body: groupsOf(members) },
      },
      {
        on: 'GET /api/team.accessLogs',
        answer: (ask) =>
          forAdmin(ask, rules) ??
          (logins === 'paid' ? slackError('paid_only') : page(ask, 'logins', logins, rules)),
      },
      {
        on: 'POST /api/admin.users.list',
        answer: (ask) => {
          if (organization === undefined) return slackError('feature_not_enabled');
          const body = JSON.parse(ask.text) as {
            is_active?: boolean;
            team_id?: string;
            limit?: number;
            cursor?: string;
          };
          const query = new URLSearchParams(
            Object.entries(body).map(([key, value]): [string, string] => [key, String(value)]),
          );
          const some = organization.filter(({ is_active }) => is_active === (body.is_active ?? true));
          return page({ ...ask, query }, 'users', some, rules, 100);
        },
      },
    ],
    nothing: slackError('unknown_method'),
  }));
  return { ...server, ids: members.map(({ id }) => id) };
}

function authorised({ headers, path }: Ask): Reply | null {
  if (path.startsWith('/scim/'))
    return headers.authorization === `Bearer ${SCIM_TOKEN}`
      ? null
      : { status: 401, body: { Errors: { description: 'invalid_authentication', code: 401 } } };
  const isAdmin = headers.authorization === `Bearer ${ADMIN_TOKEN}`;
  const known = [TOKEN, SCIM_TOKEN].map((token) => `Bearer ${token}`);
  if (!isAdmin && !known.includes(headers.authorization ?? '')) return slackError('invalid_auth');
  return !isAdmin && /admin|billableInfo|accessLogs/.test(path) ? slackError('not_allowed_token_type') : null;
}

function authTest({ headers }: Ask, rules: SlackRules): Reply {
  const isAdmin = headers.authorization === `Bearer ${ADMIN_TOKEN}`;
  const { scopes = 'users:read,users:read.email,team.billing:read,usergroups:read', adminScopes = 'admin' } =
    rules;
  const { workspaces, enterprise, user = 'UBOT' } = rules;
  const said = isAdmin ? adminScopes : scopes;
  return {
    headers: said === null ? {} : { 'x-oauth-scopes': said },
    body: {
      ...EXAMPLES['/auth.test']['200'],
      team_id: workspaces === undefined ? TEAM : enterprise,
      user_id: isAdmin ? 'UADMIN' : headers.authorization === `Bearer ${SCIM_TOKEN}` ? 'USCIM' : user,
      ...(isAdmin ? {} : { bot_id: 'B1' }),
      ...(enterprise === undefined ? {} : { enterprise_id: enterprise }),
      ...(workspaces === undefined ? {} : { is_enterprise_install: true }),
      ...(isAdmin ? rules.admin : {}),
    },
  };
}

function forAdmin(_: Ask, { adminScopes = 'admin' }: SlackRules): Reply | null {
  return adminScopes.split(',').includes('admin')
    ? null
    : slackError('missing_scope', { needed: 'admin', provided: adminScopes });
}

/** Cursors are opaque and, like Slack's, of the row that comes next. */
function page(
  { query }: Ask,
  key: string,
  rows: readonly unknown[],
  { most = 2 }: SlackRules,
  max = 1000,
): Reply {
  const limit = Number(query.get('limit') ?? 0);
  if (limit > max) return slackError('invalid_limit');
  if (limit === 0) return slackError('limit_required');
  const start = Number((query.get('cursor') ?? '').replace('dXNlcjo', ''));
  if (Number.isNaN(start)) return slackError('invalid_cursor');
  const end = start + Math.min(limit, most);
  const some = rows.slice(start, end);
  return {
    body: {
      ok: true,
      [key]: key === 'billable_info' ? Object.fromEntries(some as [string, unknown][]) : some,
      response_metadata: { next_cursor: end < rows.length ? `dXNlcjo${end}` : '' },
    },
  };
}

function groupsOf(members: readonly Member[]) {
  const example = EXAMPLES['/usergroups.list']['200'];
  const users = members.map(({ id }) => id);
  return { ...example, usergroups: example.usergroups.map((group: Row) => ({ ...group, users })) };
}
