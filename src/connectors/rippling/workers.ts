import { z } from 'zod';
import type { ConnectorIo } from '../base/connector.ts';
import { Id } from '../base/id.ts';
import type { Limits } from '../base/limits.ts';
import { WrittenDay } from '../hr/days.ts';
import { checkFields, type HrField } from '../hr/fields.ts';
import { seenRows } from '../hr/seen-rows.ts';
import { type StatusWords, WrittenStatus } from '../hr/status.ts';
import type { HttpAnswer } from '../http/exchange.ts';
import { readList } from '../paging/list.ts';
import { nextByUrl } from '../paging/next.ts';
import type { RipplingClient } from './client.ts';
import type { RipplingSettings } from './settings.ts';

/** For a field that the token may not see, the answer only says that it is redacted. */
const FIELDS: readonly HrField[] = [
  { name: 'status', needed: 'filled', without: 'nobody could be told from a leaver' },
  { name: 'work_email', needed: 'shown', without: 'no account would find its owner' },
  { name: 'end_date', without: 'leavers have no last day' },
  { name: 'start_date', without: 'nobody has a first day' },
  { name: 'user', without: 'nobody has a name, and somebody who came back is two people' },
  { name: 'department', without: 'nobody has a department' },
  { name: 'manager_id', without: 'nobody has a manager' },
];

/** https://developer.rippling.com/documentation/rest-api/reference/list-workers: INIT, HIRED and ACCEPTED come before the first day. */
const STATUSES: StatusWords = {
  init: 'starting',
  hired: 'starting',
  accepted: 'starting',
  active: 'active',
  terminated: 'offboarded',
};

const Text = z.string().nullish();
const Named = z.object({ name: Text }).nullish();

function Worker({ statuses }: RipplingSettings, { timezone }: Pick<ConnectorIo, 'timezone'>) {
  const Day = WrittenDay(timezone);
  return z.object({
    id: Id,
    user_id: Id.nullish().or(z.literal('')),
    user: z
      .object({
        display_name: Text,
        name: z.object({ formatted: Text, given_name: Text, family_name: Text }).partial().nullish(),
      })
      .partial()
      .nullish(),
    status: WrittenStatus(STATUSES, statuses),
    start_date: Day,
    end_date: Day,
    work_email: Text,
    personal_email: Text,
    number: z.union([z.number(), z.string()]).nullish(),
    manager_id: Id.nullish().or(z.literal('')),
    department: Named,
    teams: z.array(z.object({ name: Text })).nullish(),
    employment_type: z.object({ label: Text, name: Text, type: Text }).partial().nullish(),
  });
}

export type RipplingWorker = z.infer<ReturnType<typeof Worker>>;

const Redacted = z.object({
  __meta: z.object({ redacted_fields: z.array(z.object({ name: z.string() })).nullish() }).nullish(),
});
/** A row may name its own hidden fields, in addition to those hidden in all rows. */
const Page = Redacted.extend({ results: z.array(Redacted) });

/** Without a page size, because the documentation names no parameter for it. */
const FIRST = `workers?${new URLSearchParams({ expand: 'user,department,teams,employment_type' })}`;

/** Every worker, whatever their status, in pages of Rippling's own size. */
export function listWorkers(
  { api, app }: RipplingClient,
  settings: RipplingSettings,
  io: Pick<ConnectorIo, 'timezone'>,
  limits: Limits,
): AsyncGenerator<readonly RipplingWorker[]> {
  const Rows = z.object({ results: z.array(Worker(settings, io)) });
  const seen = seenRows('workers');
  const rows = (answer: HttpAnswer) => {
    checkShown(app, answer, limits);
    const { results } = answer.json(Rows);
    seen.take(
      answer,
      results.map(({ id }) => id),
    );
    return results;
  };
  return readList({ app, api, first: FIRST, rows, next: nextByUrl('next_link') });
}

/** Proves that the token sees what is needed, by the first page. */
export async function proveSeesWorkers({ api, app }: RipplingClient, limits: Limits): Promise<void> {
  checkShown(app, await api.send(FIRST, { method: 'GET' }), limits);
}

function checkShown(app: string, answer: HttpAnswer, limits: Limits): void {
  const { __meta: meta, results } = answer.json(Page);
  const hidden = new Set(
    [meta, ...results.map(({ __meta }) => __meta)]
      .flatMap((each) => each?.redacted_fields ?? [])
      .map(({ name }) => name.split('.').at(-1)),
  );
  checkFields(app, FIELDS, {
    valuesOf: (field) => [hidden.has(field) ? undefined : true],
    limits,
    vendor: 'Rippling',
    grant: 'let the API token and its owner see',
  });
}
