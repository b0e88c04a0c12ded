import { KEY as BAMBOO_KEY, bambooEmployee, startBamboo } from '../connectors/hr/bamboohr-server.ts';
import {
  TOKEN as HIBOB_TOKEN,
  USER as HIBOB_USER,
  person,
  startHibob,
} from '../connectors/hr/hibob-server.ts';
import {
  employee,
  CLIENT as PERSONIO_CLIENT,
  SECRET as PERSONIO_SECRET,
  startPersonio,
} from '../connectors/hr/personio-server.ts';
import { TOKEN as RIPPLING_TOKEN, startRippling, worker } from '../connectors/hr/rippling-server.ts';
import { entry, PASSWORD, REPORT, startWorkday, USER } from '../connectors/hr/workday-server.ts';
import type { VendorServer } from '../connectors/vendors/server.ts';

/** Somebody as their HR system sees them. */
export interface Hired {
  readonly number: number;
  readonly works?: boolean;
  readonly first?: string;
  readonly last?: string | null;
}

/** An HR system on loopback: `list` sets who is in it. */
export interface HrSystem {
  readonly start: (
    list: readonly Hired[],
  ) => Promise<VendorServer & { list(people: readonly Hired[]): void }>;
  readonly settings: (origin: string) => Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, string>>;
}

const email = (number: number) => `p${number}@acme.example`;

export const HR_SYSTEMS: Readonly<Record<string, HrSystem>> = {
  bamboohr: {
    start: (list) =>
      served(
        list,
        (one) =>
          bambooEmployee(String(one.number), {
            workEmail: email(one.number),
            status: one.works === false ? 'Inactive' : 'Active',
            hireDate: one.first ?? '2020-02-03',
            terminationDate: one.last ?? '0000-00-00',
          }),
        (employees) => startBamboo({ employees }),
      ),
    settings: (origin) => ({ company: 'acme', apiUrl: `${origin}/api` }),
    secrets: { apiKey: BAMBOO_KEY },
  },
  hibob: {
    start: (list) =>
      served(
        list,
        (one) =>
          person(String(one.number), {
            'root.email': email(one.number),
            'internal.lifecycleStatus':
              one.works === false ? (isAhead(one) ? 'hired' : 'terminated') : 'employed',
            'work.startDate': one.first ?? '2020-02-03',
            'internal.terminationDate': one.last ?? null,
          }),
        (people) => startHibob({ people }),
      ),
    settings: (origin) => ({ serviceUser: HIBOB_USER, apiUrl: `${origin}/v1` }),
    secrets: { token: HIBOB_TOKEN },
  },
  personio: {
    start: (list) =>
      served(
        list,
        (one) =>
          employee(one.number, {
            email: email(one.number),
            status: one.works === false ? (isAhead(one) ? 'onboarding' : 'inactive') : 'active',
            hire_date: one.first ?? '2020-02-03',
            termination_date: one.last ?? null,
          }),
        (employees) => startPersonio({ employees, most: 100 }),
      ),
    settings: (origin) => ({ clientId: PERSONIO_CLIENT, apiUrl: origin }),
    secrets: { clientSecret: PERSONIO_SECRET },
  },
  rippling: {
    start: (list) =>
      served(
        list,
        (one) =>
          worker(String(one.number), {
            work_email: email(one.number),
            status: one.works === false ? (isAhead(one) ? 'HIRED' : 'TERMINATED') : 'ACTIVE',
            start_date: one.first ?? '2020-02-03',
            end_date: one.last ?? null,
          }),
        (workers) => startRippling({ workers, most: 50 }),
      ),
    settings: (origin) => ({ apiUrl: origin }),
    secrets: { token: RIPPLING_TOKEN },
  },
  workday: {
    start: (list) =>
      served(
        list,
        (one) =>
          entry(String(one.number), {
            Work_Email: email(one.number),
            Active_Status: one.works === false ? '0' : '1',
            Hire_Date: `${one.first ?? '2020-02-03'}-08:00`,
            Termination_Date: one.last ?? null,
          }),
        (entries) => startWorkday({ entries }),
      ),
    settings: (origin) => ({ report: `${origin}${REPORT}`, username: USER }),
    secrets: { password: PASSWORD },
  },
};

function isAhead({ first, last }: Hired): boolean {
  return first !== undefined && last === undefined;
}

async function served<Row>(
  list: readonly Hired[],
  rowOf: (one: Hired) => Row,
  start: (rows: readonly Row[]) => Promise<VendorServer>,
): Promise<VendorServer & { list(people: readonly Hired[]): void }> {
  const rows = list.map(rowOf);
  const server = await start(rows);
  return { ...server, list: (people) => void rows.splice(0, rows.length, ...people.map(rowOf)) };
}
