import { type Ask, type Reply, startVendor, type VendorServer } from '../vendors/server.ts';

export const USER = 'SERVICE-1234';
export const TOKEN = 'tokenOfHiBob-8213';

/** Fields by their id, as the documentation writes them. */
export type Person = Readonly<Record<string, unknown>> & { readonly 'root.id': string };

export interface HibobRules {
  readonly people?: readonly Person[];
  /** Fields that the service user may not view. */
  readonly hidden?: readonly string[];
  /** Sends fields flat, under their path with slashes, as HiBob does for some requests. */
  readonly flat?: boolean;
}

export function person(id: string, changes: Record<string, unknown> = {}): Person {
  return {
    'root.id': id,
    'root.email': `${id}@acme.co`,
    'root.displayName': `Ann ${id}`,
    'root.firstName': 'Ann',
    'root.surname': id,
    'home.privateEmail': `${id}@home.example`,
    'work.startDate': '2020-02-03',
    'work.department': '251174431',
    'work.employeeIdInCompany': 7,
    'work.manager': null,
    'work.reportsTo': null,
    'internal.status': 'Active',
    'internal.lifecycleStatus': 'employed',
    'internal.terminationDate': null,
    ...changes,
  };
}

/** What the items of lists are called. */
const NAMES: Readonly<Record<string, string>> = { '251174431': 'Sales' };

/**
 * HiBob with what it enforces: a service user, everybody in one answer, nobody inactive unless it is asked for, fields that are left out,
 * without an error, where they may not be viewed, and ids in place of names unless those are asked for too.
 */
export async function startHibob(
  rules: HibobRules = {},
): Promise<VendorServer & { readonly ids: readonly string[] }> {
  const people = rules.people ?? Array.from({ length: 9 }, (_, index) => person(`h${index}`));
  const server = await startVendor((clock) => ({
    gates: [authorised],
    routes: [{ on: 'POST /v1/people/search', answer: (ask) => search(ask, people, rules) }],
    nothing: { status: 404, body: { error: `No such path at ${clock.now.toISOString()}` } },
  }));
  return { ...server, ids: people.map((each) => each['root.id']) };
}

function authorised({ headers }: Ask): Reply | null {
  const expected = `Basic ${Buffer.from(`${USER}:${TOKEN}`).toString('base64')}`;
  return headers.authorization === expected
    ? null
    : { status: 401, body: { key: 'unauthorized', error: 'Unauthorized' } };
}

function search({ text }: Ask, people: readonly Person[], { hidden = [], flat = false }: HibobRules): Reply {
  const {
    fields,
    showInactive = false,
    humanReadable = '',
  } = JSON.parse(text) as {
    fields: string[];
    showInactive?: boolean;
    humanReadable?: string;
  };
  const shown = fields.filter((field) => !hidden.includes(field));
  const listed = people.filter((each) => showInactive || each['internal.lifecycleStatus'] !== 'terminated');
  const rowOf = (value: (field: string) => unknown) => {
    const row: Record<string, unknown> = {};
    for (const field of shown) {
      if (flat) row[`/${field.replaceAll('.', '/')}`] = { value: value(field) };
      else setAt(row, field.replace(/^root\./, '').split('.'), value(field));
    }
    return row;
  };
  return {
    body: {
      employees: listed.map((each) => ({
        ...rowOf((field) => each[field]),
        ...(humanReadable === 'APPEND'
          ? { humanReadable: rowOf((field) => NAMES[String(each[field])] ?? each[field]) }
          : {}),
      })),
    },
  };
}

function setAt(row: Record<string, unknown>, [key = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    row[key] = value;
    return;
  }
  const inner = (row[key] ?? {}) as Record<string, unknown>;
  row[key] = inner;
  setAt(inner, rest, value);
}
