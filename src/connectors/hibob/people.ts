import { z } from 'zod';
import type { ConnectorIo } from '../base/connector.ts';
import { Id } from '../base/id.ts';
import type { Limits } from '../base/limits.ts';
import { WrittenDay } from '../hr/days.ts';
import { checkFields, type HrField } from '../hr/fields.ts';
import { NO_STATUS, type StatusWords, WrittenStatus } from '../hr/status.ts';
import type { HibobClient } from './client.ts';
import { fieldOf, isRecord, shownField } from './field.ts';
import type { HibobSettings } from './settings.ts';

/** HiBob leaves out fields that the service user may not view, without an error. */
const FIELDS: readonly HrField[] = [
  { name: 'root.id', needed: 'filled', without: 'nobody could be known again' },
  { name: 'root.email', needed: 'shown', without: 'no account would find its owner' },
  { name: 'internal.lifecycleStatus', needed: 'filled', without: 'nobody could be told from a leaver' },
  { name: 'internal.terminationDate', without: 'leavers have no last day' },
  { name: 'work.startDate', without: 'nobody has a first day' },
  { name: 'work.department', without: 'nobody has a department' },
  { name: 'work.reportsTo', without: 'nobody has a manager' },
];

/** Fields whose absence nobody misses. */
const FURTHER = [
  'root.displayName',
  'root.firstName',
  'root.surname',
  'work.employeeIdInCompany',
  'work.manager',
];

/** Somebody on garden leave is still paid, and does not come back to work. */
const STATUSES: StatusWords = {
  hired: 'starting',
  employed: 'active',
  'garden leave': 'inactive',
  terminated: 'offboarded',
  leave: 'on-leave',
};

const Text = z
  .unknown()
  .transform((value) => (typeof value === 'string' || typeof value === 'number' ? String(value) : null));
const Manager = z
  .object({ id: Id.nullish().or(z.literal('')), displayName: z.string().nullish() })
  .nullish()
  .catch(null);

function Person({ statuses }: HibobSettings, { timezone }: Pick<ConnectorIo, 'timezone'>) {
  const Day = WrittenDay(timezone);
  const own = new Set(Object.keys(statuses).map((word) => word.toLowerCase()));
  const Status = z
    .string({ error: NO_STATUS })
    // Companies have their own names for kinds of leave: `Parental leave`, `longTermLeave`.
    .transform((word) => (isLeave(word) && !own.has(word.toLowerCase()) ? 'leave' : word))
    .pipe(WrittenStatus(STATUSES, statuses));
  return z.preprocess(
    flattened,
    z.object({
      id: Id,
      email: Text,
      privateEmail: Text,
      displayName: Text,
      firstName: Text,
      surname: Text,
      number: Text,
      lifecycleStatus: Status,
      startDate: Day,
      terminationDate: Day,
      department: Text,
      manager: Text,
      reportsTo: Manager,
    }),
  );
}

/** The fields of a person, wherever HiBob put them. */
function flattened(person: unknown): unknown {
  if (!isRecord(person)) return person;
  return {
    id: fieldOf(person, 'root.id'),
    email: fieldOf(person, 'root.email'),
    privateEmail: fieldOf(person, 'home.privateEmail'),
    displayName: fieldOf(person, 'root.displayName'),
    firstName: fieldOf(person, 'root.firstName'),
    surname: fieldOf(person, 'root.surname'),
    number: fieldOf(person, 'work.employeeIdInCompany'),
    lifecycleStatus: fieldOf(person, 'internal.lifecycleStatus'),
    startDate: fieldOf(person, 'work.startDate'),
    terminationDate: fieldOf(person, 'internal.terminationDate'),
    department: shownField(person, 'work.department'),
    manager: fieldOf(person, 'work.manager'),
    reportsTo: fieldOf(person, 'work.reportsTo'),
  };
}

export type HibobPerson = z.infer<ReturnType<typeof Person>>;

const Raw = z.object({ employees: z.array(z.looseObject({})) });

/**
 * Everybody in one answer, including people who left, whom HiBob gives only on request:
 * https://apidocs.hibob.com/docs/people-read-api-contract. The names of departments come next to their ids.
 */
export async function searchPeople(
  { api, app }: HibobClient,
  settings: HibobSettings,
  io: Pick<ConnectorIo, 'timezone'>,
  limits: Limits,
): Promise<readonly HibobPerson[]> {
  const answer = await api.send('people/search', {
    method: 'POST',
    idempotent: true,
    body: {
      fields: [
        ...FIELDS.map(({ name }) => name),
        ...FURTHER,
        ...(settings.privateEmails ? ['home.privateEmail'] : []),
      ],
      showInactive: true,
      humanReadable: 'APPEND',
    },
  });
  const { employees } = answer.json(Raw);
  checkFields(app, FIELDS, {
    valuesOf: (field) => employees.map((person) => fieldOf(person, field)),
    limits,
    vendor: 'HiBob',
    grant: 'let the service user view',
  });
  return answer.json(z.object({ employees: z.array(Person(settings, io)) })).employees;
}

function isLeave(word: string): boolean {
  return /leave$/i.test(word.trim()) && !/garden/i.test(word);
}
