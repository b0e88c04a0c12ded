import { z } from 'zod';
import type { ConnectorIo } from '../base/connector.ts';
import { Id } from '../base/id.ts';
import type { Limits } from '../base/limits.ts';
import { WrittenDay } from '../hr/days.ts';
import { checkFields, type HrField } from '../hr/fields.ts';
import { type StatusWords, WrittenStatus } from '../hr/status.ts';
import type { HttpAnswer } from '../http/exchange.ts';
import { readList } from '../paging/list.ts';
import type { PersonioClient } from './client.ts';
import { endOf, pagePath } from './pages.ts';
import type { PersonioSettings } from './settings.ts';

/** Personio leaves out attributes that the credentials may not read, without an error. */
const FIELDS: readonly HrField[] = [
  { name: 'status', needed: 'filled', without: 'nobody could be told from a leaver' },
  { name: 'email', needed: 'shown', without: 'no account would find its owner' },
  { name: 'termination_date', without: 'leavers have no last day and count as inactive' },
  { name: 'hire_date', without: 'nobody has a first day' },
  { name: 'last_name', without: 'people are shown by their address' },
  { name: 'department', without: 'nobody has a department' },
  { name: 'supervisor', without: 'nobody has a manager' },
];

const STATUSES: StatusWords = {
  active: 'active',
  inactive: 'inactive',
  onboarding: 'starting',
  leave: 'on-leave',
};

/** `{ "label": "Hire date", "value": … }` */
function Attribute<Value>(schema: z.ZodType<Value>) {
  return z.object({ value: schema }).transform(({ value }) => value);
}

const Text = Attribute(z.string().nullish()).nullish();
const Named = Attribute(
  z
    .object({ attributes: z.object({ name: z.string().nullish() }) })
    .nullish()
    .catch(null),
).nullish();

function Employee({ statuses }: PersonioSettings, { timezone }: Pick<ConnectorIo, 'timezone'>) {
  const Day = Attribute(WrittenDay(timezone)).nullish();
  return z.object({
    attributes: z.object({
      id: Attribute(Id),
      first_name: Text,
      last_name: Text,
      preferred_name: Text,
      email: Text,
      status: Attribute(WrittenStatus(STATUSES, statuses)),
      employment_type: Text,
      hire_date: Day,
      termination_date: Day,
      last_working_day: Day,
      department: Named,
      team: Named,
      supervisor: Attribute(
        z
          .object({ attributes: z.object({ id: Attribute(Id), first_name: Text, last_name: Text }) })
          .nullish(),
      ).nullish(),
    }),
  });
}

export type PersonioEmployee = z.infer<ReturnType<typeof Employee>>['attributes'];

const Attributes = z.object({ data: z.array(z.object({ attributes: z.looseObject({}) })) });

/** Every employee, whatever their status: https://developer.personio.de/reference/get_company-employees */
export async function* listEmployees(
  client: PersonioClient,
  settings: PersonioSettings,
  io: Pick<ConnectorIo, 'timezone'>,
  limits: Limits,
): AsyncGenerator<readonly PersonioEmployee[]> {
  const { api, app } = client;
  const Rows = z.object({ data: z.array(Employee(settings, io)) });
  const rows = (answer: HttpAnswer) => {
    checkShown(app, answer, limits);
    return answer.json(Rows).data.map(({ attributes }) => attributes);
  };
  yield* readList({ app, api, first: pagePath(0), rows, next: endOf(({ id }) => id, rows) });
}

/** Proves that the credentials see what is needed, by the first page. */
export async function proveSeesEmployees({ api, app }: PersonioClient, limits: Limits): Promise<void> {
  checkShown(app, await api.send(pagePath(0), { method: 'GET' }), limits);
}

/** The readable attributes are the same for all employees, so one of them shows which they are. */
function checkShown(app: string, answer: HttpAnswer, limits: Limits): void {
  const { data } = answer.json(Attributes);
  checkFields(app, FIELDS, {
    valuesOf: (field) => data.map(({ attributes }) => (field in attributes ? true : undefined)),
    limits,
    vendor: 'Personio',
    grant: 'make readable for the API credentials the attribute',
  });
}
