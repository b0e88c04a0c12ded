import { z } from 'zod';
import type { ConnectorIo } from '../base/connector.ts';
import { Id } from '../base/id.ts';
import type { Limits } from '../base/limits.ts';
import { WrittenDay } from '../hr/days.ts';
import { checkFields, type HrField } from '../hr/fields.ts';
import { type StatusWords, WrittenStatus } from '../hr/status.ts';
import type { BambooClient } from './client.ts';
import type { BambooSettings } from './settings.ts';

/** https://documentation.bamboohr.com/docs/list-of-field-names; a field that the key's user may not see is left out, without an error. */
const FIELDS: readonly HrField[] = [
  { name: 'status', needed: 'filled', without: 'nobody could be told from a leaver' },
  { name: 'workEmail', needed: 'shown', without: 'no account would find its owner' },
  { name: 'terminationDate', without: 'leavers have no last day and count as inactive' },
  { name: 'hireDate', without: 'nobody has a first day' },
  { name: 'department', without: 'nobody has a department' },
  { name: 'supervisorEId', without: 'nobody has a manager' },
];

/** Fields whose absence nobody misses. */
const FURTHER = [
  ...['firstName', 'lastName', 'preferredName', 'employeeNumber', 'supervisor', 'division'],
  'employmentHistoryStatus',
];

const STATUSES: StatusWords = { active: 'active', inactive: 'inactive' };

const Text = z.string().nullish();

function Employee({ statuses }: BambooSettings, { timezone }: Pick<ConnectorIo, 'timezone'>) {
  const Day = WrittenDay(timezone);
  return z.object({
    id: Id,
    status: WrittenStatus(STATUSES, statuses),
    workEmail: Text,
    homeEmail: Text,
    firstName: Text,
    lastName: Text,
    preferredName: Text,
    employeeNumber: Id.nullish().or(z.literal('')),
    hireDate: Day,
    terminationDate: Day,
    department: Text,
    division: Text,
    employmentHistoryStatus: Text,
    supervisor: Text,
    supervisorEId: Id.nullish().or(z.literal('')),
  });
}

export type BambooEmployee = z.infer<ReturnType<typeof Employee>>;

/** The columns of the answer, next to its rows. */
const Columns = z.object({
  fields: z.array(z.object({ id: Id })),
  employees: z.array(z.looseObject({})),
});

/**
 * Everybody, whatever their status, in one answer: https://documentation.bamboohr.com/reference/request-custom-report. Without
 * `onlyCurrent=false`, people who start later are left out.
 */
export async function readReport(
  { api, app }: BambooClient,
  settings: BambooSettings,
  io: Pick<ConnectorIo, 'timezone'>,
  limits: Limits,
): Promise<readonly BambooEmployee[]> {
  const answer = await api.send('v1/reports/custom?format=JSON&onlyCurrent=false', {
    method: 'POST',
    idempotent: true,
    body: {
      title: 'Seatkeeper',
      fields: [
        ...FIELDS.map(({ name }) => name),
        ...FURTHER,
        ...(settings.privateEmails ? ['homeEmail'] : []),
      ],
    },
  });
  const { fields, employees } = answer.json(Columns);
  const columns = new Set(fields.map(({ id }) => id));
  checkFields(app, FIELDS, {
    // A column counts even if it has no value.
    valuesOf: (field) =>
      employees.map((employee) => employee[field] ?? (columns.has(field) ? null : undefined)),
    limits,
    vendor: 'BambooHR',
    grant: 'let the user of the API key view',
  });
  return answer.json(z.object({ employees: z.array(Employee(settings, io)) })).employees;
}
