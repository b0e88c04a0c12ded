import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Ask, type Reply, startVendor, type VendorServer } from '../vendors/server.ts';

/** The shape of a report, as another project recorded it. */
const REPORT: { readonly fields: readonly Record<string, unknown>[] } = JSON.parse(
  readFileSync(join(import.meta.dirname, '../fixtures/bamboohr/users_report.json'), 'utf8'),
);

export const KEY = 'keyOfBambooHR-8213';

export type BambooRow = Record<string, string | null> & { readonly id: string };

export interface BambooRules {
  readonly employees?: readonly BambooRow[];
  /** Fields that the user of the key may not view. */
  readonly hidden?: readonly string[];
}

export function bambooEmployee(id: string, changes: Record<string, string | null> = {}): BambooRow {
  return {
    id,
    firstName: 'Ann',
    lastName: `E${id}`,
    preferredName: null,
    displayName: `Ann E${id}`,
    workEmail: `e${id}@acme.co`,
    homeEmail: `ann${id}@home.example`,
    status: 'Active',
    hireDate: '2020-02-03',
    terminationDate: '0000-00-00',
    employeeNumber: `N${id}`,
    department: 'Sales',
    division: null,
    employmentHistoryStatus: 'Full-Time',
    supervisor: null,
    supervisorEId: null,
    supervisorId: null,
    ...changes,
  };
}

/**
 * BambooHR with what it enforces: the key as the name of HTTP Basic, a body that is read as JSON only with exactly that content type, the format,
 * and reports that leave out, without an error, fields that the key's user may not view and people who start later.
 */
export async function startBamboo(
  rules: BambooRules = {},
): Promise<VendorServer & { readonly ids: readonly string[] }> {
  const employees =
    rules.employees ?? Array.from({ length: 9 }, (_, index) => bambooEmployee(String(index + 1)));
  const server = await startVendor((clock) => ({
    gates: [authorised],
    routes: [
      {
        on: 'POST /api/v1/reports/custom',
        answer: (ask) => report(ask, employees, rules, clock.now.toISOString().slice(0, 10)),
      },
    ],
    nothing: { status: 404, body: '' },
  }));
  return { ...server, ids: employees.map(({ id }) => id) };
}

function authorised({ headers }: Ask): Reply | null {
  const [, encoded = ''] = (headers.authorization ?? '').split(' ');
  const [name] = Buffer.from(encoded, 'base64').toString().split(':');
  return name === KEY ? null : { status: 401, body: '' };
}

function report(
  { query, headers, text }: Ask,
  employees: readonly BambooRow[],
  { hidden = [] }: BambooRules,
  today: string,
): Reply {
  if (headers['content-type'] !== 'application/json')
    return { status: 400, headers: { 'X-BambooHR-Error-Message': 'Malformed XML' }, body: '' };
  if (query.get('format')?.toLowerCase() !== 'json') return { status: 404, body: '' };
  const { title, fields: asked } = JSON.parse(text) as { title: string; fields: string[] };
  const fields = asked.filter(
    (field) => Object.hasOwn(bambooEmployee('1'), field) && !hidden.includes(field),
  );
  const current = query.get('onlyCurrent') !== 'false';
  const listed = current ? employees.filter(({ hireDate }) => (hireDate ?? '') <= today) : employees;
  const [shape] = REPORT.fields;
  return {
    body: {
      title,
      fields: fields.map((id) => ({ ...shape, id, name: id })),
      employees: listed.map((row) => ({
        id: row.id,
        ...Object.fromEntries(fields.map((field) => [field, row[field] ?? null])),
      })),
    },
  };
}
