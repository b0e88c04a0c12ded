import { type Ask, type Reply, startVendor, type VendorServer } from '../vendors/server.ts';

export const CLIENT = 'papi-client-1';
export const SECRET = 'secretOfPersonio-8213';
/** What the server gives out. */
export const FETCHED = 'tokenOfPersonio-5531';

export type Employee = { readonly type: 'Employee'; readonly attributes: Record<string, unknown> };

export interface PersonioRules {
  readonly employees?: readonly Employee[];
  /** Rows on a page, whatever is asked for. */
  readonly most?: number;
  /** Attributes that the credentials may not read. */
  readonly hidden?: readonly string[];
}

const DATES = ['hire_date', 'termination_date', 'last_working_day'];

/** As in Personio's published description: each attribute with its label, and days as moments of the company's clock. */
export function employee(id: number, changes: Record<string, unknown> = {}): Employee {
  const values: Record<string, unknown> = {
    id,
    first_name: 'Ann',
    last_name: `P${id}`,
    preferred_name: `Annie P${id}`,
    email: `p${id}@acme.co`,
    gender: 'female',
    status: 'active',
    position: 'CTO',
    employment_type: 'internal',
    hire_date: '2020-02-03',
    contract_end_date: null,
    termination_date: null,
    last_working_day: null,
    department: { type: 'Department', attributes: { id: 281521, name: 'Sales' } },
    team: { type: 'Team', attributes: { id: 59026, name: 'EMEA' } },
    supervisor: null,
    fix_salary: 3000,
    ...changes,
  };
  const attributes = Object.entries(values).map(([key, value]) => [
    key,
    { label: key, value: DATES.includes(key) ? midnight(value) : value, type: 'standard', universal_id: key },
  ]);
  return { type: 'Employee', attributes: Object.fromEntries(attributes) };
}

function midnight(value: unknown): unknown {
  return typeof value === 'string' && /^2\d{3}-\d{2}-\d{2}$/.test(value) ? `${value}T00:00:00+01:00` : value;
}

export function boss(id: number): unknown {
  return { type: 'Employee', attributes: { id: { label: 'ID', value: id, type: 'integer' } } };
}

/**
 * Personio with what it enforces: credentials that are exchanged for a token, at most 100 a page, and attributes that are left out, without an
 * error, where the credentials may not read them.
 */
export async function startPersonio(
  rules: PersonioRules = {},
): Promise<VendorServer & { readonly ids: readonly string[] }> {
  const employees = rules.employees ?? Array.from({ length: 9 }, (_, index) => employee(index + 1));
  const server = await startVendor(() => ({
    gates: [authorised],
    routes: [
      { on: 'POST /v1/auth', answer: token },
      { on: 'GET /v1/company/employees', answer: (ask) => page(ask, employees, rules) },
    ],
    nothing: personioError(404, 'Not found'),
  }));
  return { ...server, ids: employees.map(idOf) };
}

function idOf({ attributes }: Employee): string {
  return String((attributes.id as { value: number }).value);
}

export function personioError(status: number, message: string): Reply {
  return { status, body: { success: false, error: { code: 0, message } } };
}

function authorised({ headers, path }: Ask): Reply | null {
  if (path === '/v1/auth') return null;
  return headers.authorization === `Bearer ${FETCHED}` ? null : personioError(401, 'Token is invalid');
}

function token({ text }: Ask): Reply {
  const { client_id: id, client_secret: secret } = JSON.parse(text);
  if (id !== CLIENT || secret !== SECRET) return personioError(403, 'Wrong credentials');
  return { body: { success: true, data: { token: FETCHED, expires_in: 86_400, scope: 'employees:read' } } };
}

function page(
  { query }: Ask,
  employees: readonly Employee[],
  { most = 2, hidden = [] }: PersonioRules,
): Reply {
  const limit = Number(query.get('limit') ?? 50);
  if (limit > 100) return personioError(400, 'The limit may not be greater than 100.');
  const offset = Number(query.get('offset') ?? 0);
  const size = Math.min(limit, most);
  return {
    body: {
      success: true,
      metadata: {
        total_elements: employees.length,
        current_page: Math.floor(offset / size),
        total_pages: Math.ceil(employees.length / size),
      },
      offset,
      limit: size,
      data: employees.slice(offset, offset + size).map(({ type, attributes }) => ({
        type,
        attributes: Object.fromEntries(Object.entries(attributes).filter(([key]) => !hidden.includes(key))),
      })),
    },
  };
}
