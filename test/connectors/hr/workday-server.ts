import { type Ask, type Reply, startVendor, type VendorServer } from '../vendors/server.ts';

export const USER = 'ISU_Seatkeeper';
export const PASSWORD = 'passwordOfWorkday-8213';
export const CLIENT = 'clientOfWorkday';
export const SECRET = 'secretOfWorkday-4471';
export const REFRESH = 'refreshTokenOfWorkday-9921';
/** What the server gives out. */
export const FETCHED = 'tokenOfWorkday-5531';

export const REPORT = '/ccx/service/customreport2/acme/hr_admin/Seatkeeper_Workers';

export type Entry = Record<string, unknown>;

export interface WorkdayRules {
  readonly entries?: readonly Entry[];
}

/** As a report comes: yes and no as digits, days with a time zone, and nothing at all where there is nothing. */
export function entry(id: string, changes: Entry = {}): Entry {
  const all: Entry = {
    Employee_ID: id,
    Worker: `Ann ${id}`,
    Work_Email: `w${id}@acme.co`,
    Home_Email: `w${id}@home.example`,
    Active_Status: '1',
    Hire_Date: '2020-02-03-08:00',
    Supervisory_Organization: 'Sales',
    ...changes,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null));
}

/** Workday with what it enforces: a user or a token, the address of the report, and JSON only where it is asked for. */
export async function startWorkday(
  rules: WorkdayRules = {},
): Promise<VendorServer & { readonly ids: readonly string[] }> {
  const entries = rules.entries ?? Array.from({ length: 9 }, (_, index) => entry(String(1001 + index)));
  const server = await startVendor(() => ({
    gates: [authorised],
    routes: [
      { on: 'POST /ccx/oauth2/acme/token', answer: token },
      {
        on: `GET ${REPORT}`,
        answer: ({ query }) =>
          query.get('format') === 'json'
            ? { body: { Report_Entry: entries } }
            : { headers: { 'content-type': 'text/xml' }, body: '<wd:Report_Data/>' },
      },
    ],
    nothing: { status: 404, body: '' },
  }));
  return { ...server, ids: entries.map(({ Employee_ID: id }) => String(id)) };
}

const basic = (name: string, password: string) =>
  `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;

function authorised({ headers, path }: Ask): Reply | null {
  if (path.endsWith('/token')) return null;
  const isOurs = [basic(USER, PASSWORD), `Bearer ${FETCHED}`].includes(headers.authorization ?? '');
  return isOurs ? null : { status: 401, body: { error: 'invalid username or password' } };
}

function token({ headers, text }: Ask): Reply {
  const form = new URLSearchParams(text);
  const isOurs = form.get('grant_type') === 'refresh_token' && form.get('refresh_token') === REFRESH;
  return isOurs && headers.authorization === basic(CLIENT, SECRET)
    ? { body: { access_token: FETCHED, token_type: 'Bearer', refresh_token: REFRESH } }
    : { status: 401, body: { error: 'invalid_grant' } };
}
