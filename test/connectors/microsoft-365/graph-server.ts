import { decodeJwt, decodeProtectedHeader } from 'jose';
import type { OtherTenant } from '../vendors/faults.ts';
import { type Ask, type Clock, type Reply, startVendor, type VendorServer } from '../vendors/server.ts';
import { signInPages } from './graph-activity.ts';
import { batches } from './graph-batch.ts';
import { type GraphTenant, graphTenant } from './graph-delta.ts';
import {
  basicOnly,
  CLIENT,
  DENIED,
  FETCHED,
  fixture,
  type GraphRight,
  type GraphRules,
  graphError,
  pageOf,
  type Row,
  SECRET,
  TENANT,
} from './graph-rules.ts';
import { userWrites } from './graph-writes.ts';

/** A user with everything that Graph documents, and these changes. */
export function graphUser(name: string, changes: Record<string, unknown> = {}): Row {
  return {
    id: `84e0b4dc-e852-29ed-1e5d-${name.padStart(12, '0')}`,
    userPrincipalName: `${name}@acme.co`,
    mail: `${name}@acme.co`,
    proxyAddresses: [`SMTP:${name}@acme.co`],
    otherMails: [],
    displayName: `Person ${name}`,
    accountEnabled: true,
    userType: 'Member',
    identityParentId: null,
    externalUserState: null,
    assignedLicenses: [],
    licenseAssignmentStates: [],
    createdDateTime: '2024-05-02T08:00:00Z',
    employeeId: null,
    department: null,
    jobTitle: null,
    companyName: null,
    usageLocation: 'DE',
    onPremisesSyncEnabled: null,
    signInActivity: { lastSuccessfulSignInDateTime: '2026-03-08T09:00:00Z' },
    ...changes,
  };
}

interface GraphServer extends VendorServer {
  readonly ids: readonly string[];
  readonly tenant: GraphTenant;
  /** Those whom it knows at the moment; a test may change them. */
  readonly users: Row[];
}

/** Microsoft Graph with what it enforces: a token, permissions, `$select`, page sizes, and links that lead on. */
export async function startGraph(rules: GraphRules = {}): Promise<GraphServer> {
  const users = [...(rules.users ?? Array.from({ length: 9 }, (_, index) => graphUser(`u${index}`)))];
  const ids = users.map(({ id }) => id);
  let tenant: GraphTenant | null = null;
  const allowed = (right: GraphRight, reply: () => Reply) =>
    rules.lacks?.includes(right) ? DENIED : reply();
  const server = await startVendor((clock, part) => {
    const signIns = signInPages(clock);
    const changing = graphTenant(users, rules, clock);
    tenant = changing;
    return {
      gates: [authorised],
      routes: [
        { on: 'POST /:tenant/oauth2/v2.0/token', answer: (ask) => token(ask, clock) },
        {
          on: 'GET /v1.0/users',
          answer: (ask) =>
            allowed('User.Read.All', () =>
              ask.query.get('$select')?.includes('signInActivity')
                ? signIns(ask, users, rules)
                : userPage(ask, rules.basic ? users.map(basicOnly) : users, rules),
            ),
        },
        {
          on: 'GET /v1.0/users/delta',
          answer: (ask) => allowed('User.Read.All', () => changing.answer(ask)),
        },
        {
          on: 'GET /v1.0/organization',
          answer: (ask) =>
            allowed('Organization.Read.All', () =>
              pageOf(ask, [{ id: rules.tenant ?? TENANT, verifiedDomains: rules.domains ?? [] }]),
            ),
        },
        ...userWrites(users, rules),
        { on: 'POST /v1.0/$batch', answer: batches(rules, part) },
        {
          on: 'GET /v1.0/admin/reportSettings',
          answer: () =>
            allowed('ReportSettings.Read.All', () => ({
              body: {
                ...fixture('adminReportSettings.200.json'),
                displayConcealedNames: rules.concealed ?? false,
              },
            })),
        },
        {
          on: "GET /v1.0/reports/getOffice365ActiveUserDetail(period='D180')",
          answer: () =>
            allowed('Reports.Read.All', () => ({ status: 302, headers: { location: rules.report ?? '' } })),
        },
        {
          on: 'GET /v1.0/directory/deletedItems/microsoft.graph.user',
          answer: (ask) => allowed('User.Read.All', () => pageOf(ask, rules.deleted ?? [])),
        },
        {
          on: 'GET /v1.0/groups/:id/members',
          answer: (ask) =>
            allowed('GroupMember.Read.All', () =>
              pageOf(ask, rules.groups?.find(({ id }) => id === ask.params.id)?.members ?? [], { most: 2 }),
            ),
        },
        {
          on: 'GET /v1.0/roleManagement/directory/:list',
          answer: (ask) => allowed('RoleManagement.Read.Directory', () => rolePage(ask, rules)),
        },
        {
          on: 'GET /v1.0/subscribedSkus',
          answer: (ask) =>
            allowed('Organization.Read.All', () =>
              pageOf(ask, rules.skus ?? fixture('subscribedSkus.200.json').value),
            ),
        },
        {
          on: 'GET /v1.0/directory/subscriptions',
          answer: (ask) => allowed('Organization.Read.All', () => pageOf(ask, rules.purchases ?? [])),
        },
        {
          on: 'GET /v1.0/groups',
          answer: (ask) => allowed('GroupMember.Read.All', () => filteredGroups(ask, rules)),
        },
      ],
      nothing: graphError(404, 'Request_ResourceNotFound', 'Resource not found for the segment.'),
    };
  });
  if (tenant === null) throw new Error('the server has no rules');
  return { ...server, ids, tenant, users };
}

function userPage(ask: Ask, users: readonly Row[], rules: GraphRules): Reply {
  const { most = 2, lacks, without } = rules;
  const select = ask.query.get('$select') ?? '';
  if (without !== undefined && select.includes(without))
    return graphError(
      400,
      'BadRequest',
      `Could not find a property named '${without}' on type 'microsoft.graph.user'.`,
    );
  const isRefused =
    lacks?.includes('User-LifeCycleInfo.Read.All') && select.includes('employeeLeaveDateTime');
  return isRefused ? DENIED : counted(ask, pageOf(ask, filtered(ask, users, rules), { most }), users, rules);
}

/** `id in (…)`, which takes 15; and what a copy of the directory that lags behind says. */
function filtered({ query }: Ask, users: readonly Row[], { behind = {} }: GraphRules): readonly Row[] {
  const [, list] = /^id in \((.*)\)$/.exec(query.get('$filter') ?? '') ?? [];
  const now = users.flatMap((user) => (user.id in behind ? (behind[user.id] ?? []) : user));
  if (list === undefined) return now;
  const ids = list.split(',').map((id) => id.slice(1, -1));
  if (ids.length > 15) throw new Error('Graph takes 15 ids in a filter');
  return now.filter(({ id }) => ids.includes(id));
}

/** Graph counts only where it may be a moment late. */
function counted({ query, headers }: Ask, reply: Reply, users: readonly Row[], rules: GraphRules): Reply {
  if (query.get('$count') !== 'true' || headers.consistencylevel !== 'eventual') return reply;
  const total = users.length + (rules.counted ?? 0);
  return { ...reply, body: { '@odata.count': total, ...(reply.body as object) } };
}

function authorised({ headers, path }: Ask): Reply | null {
  if (path.includes('/oauth2/') || headers.authorization === `Bearer ${FETCHED}`) return null;
  return UNAUTHORISED;
}

export const UNAUTHORISED = graphError(
  401,
  'InvalidAuthenticationToken',
  'Access token has expired or is not yet valid.',
);

/** As Microsoft's documentation says: Retry-After in seconds. */
export function throttled(seconds: number): Reply {
  const { headers, body } = fixture('errors.constructed.json').find(
    ({ status }: { status: number }) => status === 429,
  );
  return { status: 429, headers: { ...headers, 'Retry-After': String(seconds) }, body };
}

/** The organisation as the Graph of another tenant sends it. */
export const OTHER_TENANT: OtherTenant = {
  on: /^GET \/v1\.0\/organization/,
  change: (reply) => ({
    ...reply,
    body: {
      value: [{ id: '11111111-2222-4333-8444-555555555555', verifiedDomains: [{ name: 'other.example' }] }],
    },
  }),
  outcome: 'unexpected-response',
};

function token({ text, params }: Ask, clock: Clock): Reply {
  const form = new URLSearchParams(text);
  const refused = (error: string, words: string, status = 401): Reply => ({
    status,
    body: { error, error_description: `${words} Trace ID: 73badd94`, error_codes: [] },
  });
  if (params.tenant !== TENANT && params.tenant !== 'acme.onmicrosoft.com')
    return refused('invalid_request', `AADSTS90002: Tenant '${params.tenant}' not found.`, 400);
  if (form.get('client_id') !== CLIENT)
    return refused('unauthorized_client', 'AADSTS700016: Application was not found in the directory.', 400);
  if (form.get('scope') !== 'https://graph.microsoft.com/.default')
    return refused('invalid_scope', 'AADSTS70011: The provided scope is not valid.', 400);
  const secret = form.get('client_secret');
  if (secret === 'old-secret-70')
    return refused('invalid_client', 'AADSTS7000222: The client secret has expired.');
  const assertion = form.get('client_assertion');
  if (assertion === null ? secret !== SECRET : !isOurs(assertion, clock))
    return refused('invalid_client', 'AADSTS7000215: Invalid client secret provided.');
  return { body: { token_type: 'Bearer', expires_in: 3599, access_token: FETCHED } };
}

function isOurs(assertion: string, clock: Clock): boolean {
  const { iss, sub, aud, exp = 0 } = decodeJwt(assertion);
  const { 'x5t#S256': thumbprint } = decodeProtectedHeader(assertion);
  return (
    [iss, sub].every((id) => id === CLIENT) &&
    aud === `https://login.microsoftonline.com/${TENANT}/oauth2/v2.0/token` &&
    typeof thumbprint === 'string' &&
    exp * 1000 > clock.now.getTime()
  );
}

/** A principal is told only where it is asked for. */
function rolePage(ask: Ask, { assignments = [], definitions = [] }: GraphRules): Reply {
  if (ask.params.list === 'roleDefinitions') return pageOf(ask, definitions);
  const expanded = ask.query.get('$expand') === 'principal';
  return pageOf(
    ask,
    assignments.map(({ principal, ...row }) => (expanded ? { ...row, principal } : row)),
    { most: 2 },
  );
}

/** The two filters that are used: ids, of which Graph takes 15, and a name. */
function filteredGroups(ask: Ask, { groups = [] }: GraphRules): Reply {
  const filter = ask.query.get('$filter') ?? '';
  const ids = /^id in \((.*)\)$/
    .exec(filter)?.[1]
    ?.split(',')
    .map((id) => id.slice(1, -1));
  if (ids !== undefined && ids.length > 15)
    return graphError(
      400,
      'Request_BadRequest',
      'Too many child clauses specified in search filter expression.',
    );
  const name = /^displayName eq '(.*)'$/.exec(filter)?.[1]?.replaceAll("''", "'");
  return pageOf(
    ask,
    groups.filter(({ id, displayName }) =>
      filter === '' ? true : (ids?.includes(id) ?? displayName === name),
    ),
  );
}
