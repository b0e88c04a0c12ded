import { generateKeyPairSync, verify } from 'node:crypto';
import { decodeJwt } from 'jose';
import { type Ask, type Clock, type Reply, startVendor, type VendorServer } from '../vendors/server.ts';
import { googleError, page, refusalOf } from './google-rules.ts';
import { userWrites } from './google-writes.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const PEM = String(privateKey.export({ type: 'pkcs8', format: 'pem' }));

export const ADMIN = 'admin@acme.co';
const CUSTOMER = 'C0123abcd';
export const SERVICE_ACCOUNT = 'seatkeeper@acme-tools.iam.gserviceaccount.com';
const TOKEN_URL = 'https://oauth2.googleapis.com/token';
/** Every token that the server gives out begins so. */
const FETCHED = 'ya29.FetchedOfGoogle';

/** The JSON key as Google gives it. */
export const KEY = JSON.stringify({
  type: 'service_account',
  project_id: 'acme-tools',
  private_key_id: 'k1',
  private_key: PEM,
  client_email: SERVICE_ACCOUNT,
  client_id: '104857600000000000001',
  token_uri: TOKEN_URL,
});
export const SECRETS = [PEM, JSON.stringify(PEM).slice(1, -1), FETCHED];

export type Row = Record<string, unknown> & { id: string };

export interface GoogleRules {
  readonly users?: readonly Row[];
  /** Those of the last 20 days. */
  readonly deleted?: readonly Row[];
  /** Rows on a page, whatever is asked for. */
  readonly most?: number;
  /** An admin of one organisational unit: fewer users, no error, and no super admin among them. */
  readonly limited?: boolean;
  /** An admin of one organisational unit, who sees the first so many users, a super admin among them. */
  readonly unitOf?: number;
  /** The scopes that are delegated, by their ends; all of them, if left out. */
  readonly delegated?: readonly string[];
  /** Paths for which the admin has no privilege. */
  readonly forbidden?: RegExp;
  /** Licenses by product: address and SKU. Any other product is refused, or empty. */
  readonly products?: Readonly<Record<string, readonly (readonly [string, string])[]>>;
  readonly otherProducts?: 'refused' | 'empty';
  /** What the usage report holds of each user, by parameter. */
  readonly usage?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The newest day that there is, and the newest that is complete. */
  readonly reported?: { readonly until: string; readonly complete: string };
  readonly groups?: readonly GoogleGroup[];
  /** Who may be impersonated: nobody else exists. */
  readonly admin?: string;
}

export interface GoogleGroup {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly members: readonly Record<string, unknown>[];
}

export function googleUser(number: number, changes: Record<string, unknown> = {}): Row {
  const id = `1000000000000000000${number}`;
  return {
    id,
    customerId: CUSTOMER,
    primaryEmail: `p${number}@acme.co`,
    name: { givenName: 'Person', familyName: String(number), fullName: `Person ${number}` },
    emails: [{ address: `p${number}@acme.co`, primary: true }],
    isAdmin: number === 0,
    isDelegatedAdmin: false,
    suspended: false,
    archived: false,
    isEnrolledIn2Sv: true,
    isMailboxSetup: true,
    orgUnitPath: '/',
    creationTime: '2024-01-15T08:00:00.000Z',
    lastLoginTime: '2026-03-01T09:00:00.000Z',
    ...changes,
  };
}

/** Google Workspace with what it enforces: tokens for delegated scopes only, privileges, page sizes, page tokens that end, and field masks. */
export async function startGoogle(
  rules: GoogleRules = {},
): Promise<VendorServer & { readonly ids: readonly string[] }> {
  const users = rules.users ?? Array.from({ length: 9 }, (_, number) => googleUser(number));
  const server = await startVendor((clock) => ({
    gates: [(ask) => refusalOf(ask, rules, FETCHED)],
    routes: [
      { on: 'POST /token', answer: (ask) => token(ask, rules, clock) },
      { on: 'GET /admin/directory/v1/users', answer: (ask) => userPage(ask, users, rules, clock) },
      ...userWrites(users, rules.products as Parameters<typeof userWrites>[1]),
      {
        on: 'GET /admin/directory/v1/groups',
        answer: (ask) =>
          page(ask, clock, rules, {
            key: 'groups',
            rows: (rules.groups ?? []).map(({ members: _, ...group }) => group),
          }),
      },
      {
        on: 'GET /admin/directory/v1/groups/:id/members',
        answer: (ask) => {
          const group = rules.groups?.find(({ id }) => id === ask.params.id);
          if (group === undefined) return googleError(404, 'notFound', 'Resource Not Found: groupKey');
          return page(ask, clock, rules, { key: 'members', rows: group.members });
        },
      },
      {
        on: 'GET /apps/licensing/v1/product/:product/users',
        answer: (ask) => licensePage(ask, rules, clock),
      },
      {
        on: 'GET /admin/reports/v1/usage/users/all/dates/:date',
        answer: (ask) => usagePage(ask, rules, clock),
      },
    ],
    nothing: { status: 404, body: '<title>Error 404 (Not Found)!!1</title>' },
  }));
  return { ...server, ids: users.map(({ id }) => id) };
}

function userPage(ask: Ask, users: readonly Row[], rules: GoogleRules, clock: Clock): Reply {
  const { query } = ask;
  const customer = query.get('customer');
  if (customer === null && query.get('domain') === null) return googleError(400, 'badRequest', 'Bad Request');
  if (customer !== null && ![CUSTOMER, 'my_customer'].includes(customer))
    return googleError(404, 'notFound', 'Resource Not Found: customer');
  const seen = rules.limited ? users.slice(1, 2) : users.slice(0, rules.unitOf);
  const listed = query.get('showDeleted') === 'true' ? (rules.deleted ?? []) : seen;
  const wanted = query.get('query') === 'isAdmin=true' ? listed.filter(({ isAdmin }) => isAdmin) : listed;
  const rows = wanted.map((user) => {
    const { customSchemas, ...basic } = user;
    return query.get('projection') === 'full' && customSchemas !== undefined
      ? { ...basic, customSchemas }
      : basic;
  });
  return page(ask, clock, rules, { key: 'users', rows });
}

/** Google lists no products: each is asked for, and one that is not owned is refused or empty. */
function licensePage(ask: Ask, rules: GoogleRules, clock: Clock): Reply {
  const { product = '' } = ask.params;
  if (ask.query.get('customerId') !== CUSTOMER) return googleError(400, 'invalid', 'Invalid Value');
  const owned: NonNullable<GoogleRules['products']> = { 'Google-Apps': [], ...rules.products };
  const held = owned[product];
  if (held === undefined && rules.otherProducts === 'refused')
    return googleError(403, 'forbidden', 'Unauthorized operation for the given domain');
  const rows = (held ?? []).map(([userId, sku]) => ({
    kind: 'licensing#licenseAssignment',
    userId,
    productId: product,
    skuId: sku,
    skuName: SKU_NAMES[sku] ?? null,
  }));
  return page(ask, clock, rules, { key: 'items', rows });
}

const SKU_NAMES: Readonly<Record<string, string>> = {
  '1010020028': 'Google Workspace Business Standard',
  '1010340003': 'Google Workspace Business Plus - Archived User',
  'Google-Vault': 'Google Vault',
};

function usagePage(ask: Ask, rules: GoogleRules, clock: Clock): Reply {
  const { date = '' } = ask.params;
  const { until, complete } = rules.reported ?? { until: '2026-03-07', complete: '2026-03-06' };
  if (date > until)
    return googleError(400, 'invalid', `Data for dates later than ${until} is not yet available.`);
  const asked = (ask.query.get('parameters') ?? '').split(',');
  const rows = Object.entries(rules.usage ?? {}).map(([profileId, values]) => ({
    date,
    entity: { type: 'USER', customerId: CUSTOMER, profileId },
    parameters: Object.entries(values)
      .filter(([name]) => asked.includes(name))
      .map(([name, value]) => ({ name, [/^\d+$/.test(value) ? 'intValue' : 'datetimeValue']: value })),
  }));
  const reply = page(ask, clock, rules, { key: 'usageReports', rows });
  const warnings = [
    { code: 'PARTIAL_DATA_AVAILABLE', message: `Data for date ${date} is not available right now` },
  ];
  return date > complete ? { ...reply, body: { ...(reply.body as object), warnings } } : reply;
}

/** https://developers.google.com/identity/protocols/oauth2/service-account#error-codes */
function token({ text }: Ask, rules: GoogleRules, clock: Clock): Reply {
  const form = new URLSearchParams(text);
  const assertion = form.get('assertion') ?? '';
  const [head = '', claims = '', signature = ''] = assertion.split('.');
  const refuse = (status: number, error: string, error_description: string): Reply => ({
    status,
    body: { error, error_description },
  });
  if (form.get('grant_type') !== 'urn:ietf:params:oauth:grant-type:jwt-bearer')
    return refuse(400, 'unsupported_grant_type', `Invalid grant_type: ${form.get('grant_type')}`);
  if (!verify('RSA-SHA256', Buffer.from(`${head}.${claims}`), publicKey, Buffer.from(signature, 'base64url')))
    return refuse(400, 'invalid_grant', 'Invalid JWT Signature.');
  const { iss, sub, aud, iat = 0, exp = 0, scope } = decodeJwt<{ scope: string }>(assertion);
  const now = clock.now.getTime() / 1000;
  if (exp - iat > 3600 || iat > now || exp < now)
    return refuse(
      400,
      'invalid_grant',
      'Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.',
    );
  if (iss !== SERVICE_ACCOUNT || aud !== TOKEN_URL)
    return refuse(400, 'invalid_grant', 'Invalid grant: account not found');
  if (sub !== undefined && sub !== (rules.admin ?? ADMIN))
    return refuse(400, 'invalid_grant', 'Invalid email or User ID');
  const missing = scope
    .split(' ')
    .some((each) => rules.delegated?.some((end) => each.endsWith(end)) === false);
  if (missing)
    return refuse(
      401,
      'unauthorized_client',
      'Client is unauthorized to retrieve access tokens using this method, or client not authorized for any of the scopes requested.',
    );
  const access_token = `${FETCHED}.${Buffer.from(scope).toString('base64url')}`;
  return { body: { access_token, token_type: 'Bearer', expires_in: 3599 } };
}

/** The settings that reach the server. */
export function settingsFor(origin: string, others: object = {}): object {
  return {
    serviceAccount: KEY,
    apiUrl: origin,
    licensingUrl: origin,
    tokenUrl: `${origin}/token`,
    ...others,
  };
}
