import { decodeJwt } from 'jose';
import {
  type Ask,
  type Clock,
  type Reply,
  type Route,
  startVendor,
  type VendorServer,
} from '../vendors/server.ts';
import { graphql } from './github-graphql.ts';
import { fixture, githubError, NOT_FOUND, page, type Row, type User, user } from './github-rows.ts';
import { memberWrites } from './github-writes.ts';

export const TOKEN = 'ghp_TestTokenOfGithub8213';
export const INSTALLED = 'ghs_eyTokenOfTheInstallation.x.y';

export interface GithubRules {
  readonly members?: readonly User[];
  readonly outside?: readonly User[];
  /** `managed`: with managed users there is no such list. */
  readonly invitations?: readonly Row[] | 'managed';
  /** Seats of the organization, and of the enterprise; without them Copilot is not enabled. */
  readonly seats?: readonly Row[];
  readonly enterpriseSeats?: readonly Row[];
  /** Without them it is no Enterprise, or the token may not see it. */
  readonly consumed?: { readonly users: readonly Row[]; readonly links?: boolean };
  /** By login. */
  readonly verified?: Readonly<Record<string, readonly string[]>>;
  /** `forbidden`: single sign-on is set up, and the token may not see it. */
  readonly saml?: readonly Row[] | 'forbidden';
  /** Ids of people elsewhere, by login. */
  readonly known?: Readonly<Record<string, number>>;
  readonly plan?: Row;
  readonly teams?: Readonly<Record<string, readonly User[]>>;
  /** Whose token it is. */
  readonly viewer?: 'owner' | 'member' | 'invited' | 'stranger';
  readonly scopes?: string;
  /** When the token ends, as GitHub writes it. */
  readonly tokenEnds?: string;
  readonly installation?: Row;
  /** An Enterprise Server: its API is under /api. */
  readonly isServer?: boolean;
  /** Rows on a page at most. */
  readonly most?: number;
}

/** GitHub with what it enforces: who sees what, 100 rows a page, pages by number with links, 404 in place of a missing right. */
export async function startGithub(
  rules: GithubRules = {},
): Promise<VendorServer & { readonly ids: readonly string[] }> {
  const members =
    rules.members ??
    Array.from({ length: 9 }, (_, index) => user(index + 1, { role: index === 0 ? 'admin' : 'member' }));
  const { outside = [], invitations = [], viewer = 'owner', teams = {} } = rules;
  const isOwner = viewer === 'owner';
  const list = (rows: readonly Row[] | 'managed', key?: string) => (ask: Ask) =>
    rows === 'managed' || !isOwner ? NOT_FOUND : page(ask, rows, rules, key);
  const listMembers = (ask: Ask) => {
    const role = ask.query.get('role') ?? 'all';
    const visible = viewer === 'stranger' ? members.slice(0, 1) : members;
    return page(
      ask,
      visible.filter((each) => role === 'all' || (each.role ?? 'member') === role),
      rules,
    );
  };
  const billing = fixture('copilot_organization-details.200.json');
  const server = await startVendor((clock) => ({
    gates: [authorised],
    routes: (
      [
        { on: 'GET /user', answer: () => ({ ...me(rules), body: user(99, { login: 'robin' }) }) },
        {
          on: 'GET /users/:login',
          answer: ({ params }) => {
            const id = rules.known?.[params.login ?? ''];
            return id === undefined ? NOT_FOUND : { body: user(id, { login: params.login }) };
          },
        },
        { on: 'GET /orgs/:org/memberships/robin', answer: ({ params }) => membership(params.org, viewer) },
        {
          on: 'GET /orgs/:org',
          answer: ({ params }) =>
            params.org === 'acme'
              ? { body: { login: 'acme', ...(rules.plan === undefined ? {} : { plan: rules.plan }) } }
              : NOT_FOUND,
        },
        ...memberWrites({
          members,
          outside,
          invitations,
          seats: rules.seats,
          others: Object.entries(rules.known ?? {}).map(([login, id]) => user(id, { login })),
        }),
        { on: 'GET /orgs/acme/members', answer: listMembers },
        { on: 'GET /organizations/1/members', answer: listMembers },
        { on: 'GET /orgs/acme/outside_collaborators', answer: list(outside) },
        { on: 'GET /orgs/acme/invitations', answer: list(invitations) },
        {
          on: 'GET /orgs/acme/copilot/billing',
          answer: () =>
            rules.seats === undefined
              ? NOT_FOUND
              : {
                  body: {
                    ...billing,
                    seat_breakdown: { ...billing.seat_breakdown, total: rules.seats.length },
                  },
                },
        },
        {
          on: 'GET /orgs/acme/copilot/billing/seats',
          answer: (ask) => (rules.seats === undefined ? NOT_FOUND : page(ask, rules.seats, rules, 'seats')),
        },
        {
          on: 'GET /enterprises/acme-inc/copilot/billing/seats',
          answer: (ask) =>
            rules.enterpriseSeats === undefined
              ? NOT_FOUND
              : page(ask, rules.enterpriseSeats, rules, 'seats'),
        },
        { on: 'GET /enterprises/acme-inc/consumed-licenses', answer: (ask) => consumed(ask, rules) },
        {
          on: 'GET /orgs/acme/teams',
          answer: (ask) =>
            page(
              ask,
              Object.keys(teams).map((name, id) => ({ id, name, slug: name.toLowerCase() })),
              rules,
            ),
        },
        {
          on: 'GET /orgs/acme/teams/:slug/members',
          answer: (ask) =>
            page(
              ask,
              Object.entries(teams).find(([name]) => name.toLowerCase() === ask.params.slug)?.[1] ?? [],
              rules,
            ),
        },
        { on: 'POST /graphql', answer: (ask) => graphql(ask, members, rules) },
        {
          on: 'GET /app/installations/7',
          answer: (ask) =>
            byApp(ask, clock) ?? {
              body: {
                id: 7,
                account: { login: 'acme', id: 1 },
                permissions: { members: 'read' },
                suspended_at: null,
                ...rules.installation,
              },
            },
        },
        {
          on: 'POST /app/installations/7/access_tokens',
          answer: (ask) =>
            byApp(ask, clock) ?? {
              status: 201,
              body: { token: INSTALLED, expires_at: new Date(clock.now.getTime() + 3_600_000).toISOString() },
            },
        },
      ] satisfies Route[]
    ).map(({ on, answer }) => ({ on: rules.isServer === true ? underApi(on) : on, answer })),
    nothing: NOT_FOUND,
  }));
  return { ...server, ids: members.map(({ id }) => String(id)) };
}

/** `POST /graphql` is at `/api/graphql`, everything else under `/api/v3`. */
function underApi(on: string): string {
  return on.replace(' /', on.endsWith('/graphql') ? ' /api/' : ' /api/v3/');
}

function me({ scopes = 'read:org, manage_billing:copilot', tokenEnds }: GithubRules): Reply {
  const ends = tokenEnds === undefined ? {} : { 'github-authentication-token-expiration': tokenEnds };
  return { headers: { 'x-oauth-scopes': scopes, ...ends } };
}

function membership(org: string | undefined, viewer: GithubRules['viewer']): Reply {
  if (org !== 'acme' || viewer === 'stranger') return NOT_FOUND;
  const example = fixture('org-membership.200.json');
  const role = viewer === 'owner' ? 'admin' : 'member';
  return {
    body: {
      ...example,
      state: viewer === 'invited' ? 'pending' : 'active',
      role,
      organization: { ...example.organization, login: 'Acme', id: 1 },
    },
  };
}

function authorised({ headers, path }: Ask): Reply | null {
  if (headers['user-agent'] === undefined)
    return { status: 403, body: { message: 'Request forbidden by administrative rules.' } };
  if (headers['x-github-api-version'] !== '2022-11-28') return githubError('version header');
  if (path.includes('/app/')) return null;
  const isOurs = [TOKEN, INSTALLED].some((token) => headers.authorization === `Bearer ${token}`);
  return isOurs ? null : { status: 401, body: { message: 'Bad credentials', status: '401' } };
}

/** A JWT of app 12 that lives ten minutes at most. */
function byApp({ headers }: Ask, clock: Clock): Reply | null {
  const { iss, exp = 0, iat = 0 } = decodeJwt(String(headers.authorization).replace('Bearer ', ''));
  const now = clock.now.getTime() / 1000;
  const isOurs = iss === '12' && exp > now && iat <= now && exp - iat <= 600;
  return isOurs ? null : { status: 401, body: { message: 'A JSON web token could not be decoded' } };
}

/** Paged by number; `links: false` leaves the links out, so that only a page with nobody on it is the end. */
function consumed(ask: Ask, { consumed, most = 2 }: GithubRules): Reply {
  if (consumed === undefined) return NOT_FOUND;
  const { users, links = true } = consumed;
  const totals = { total_seats_consumed: users.length, total_seats_purchased: users.length + 5 };
  const reply = page(ask, users, { most }, 'users');
  return { headers: links ? (reply.headers ?? {}) : {}, body: { ...totals, ...(reply.body as object) } };
}
