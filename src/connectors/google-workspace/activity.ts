import { z } from 'zod';
import { addDays, type Day, dayIn, type Instant } from '../../domain/day.ts';
import { createCompactMap } from '../../domain/lookup/compact-map.ts';
import { type Activity, laterOf } from '../base/activity.ts';
import { Id } from '../base/id.ts';
import { instantIn } from '../base/text.ts';
import type { GoogleClient } from '../google/client.ts';
import { readList } from '../paging/list.ts';
import { nextByCursor } from '../paging/next.ts';

/** By the id of the user. */
export interface UsageReport {
  ofUser(id: string): Activity | null;
  /** How many users it tells of. */
  readonly users: number;
  /** Whether Google had complete data. */
  readonly complete: boolean;
}

/**
 * What somebody did, by parameter. `gmail:timestamp_last_access` is left out, because an arriving message sets it.
 * https://developers.google.com/workspace/admin/reports/v1/appendix/usage/user
 */
const PARAMETERS: Readonly<Record<string, string>> = {
  'accounts:last_login_time': 'sign-in',
  'gmail:timestamp_last_interaction': 'Gmail',
  'gmail:timestamp_last_imap': 'Gmail by IMAP',
  'gmail:timestamp_last_pop': 'Gmail by POP',
  'gmail:timestamp_last_webmail': 'Gmail on the web',
  'drive:timestamp_last_active_usage': 'Drive',
};

/** Reports are made some days later, for days in this zone. */
const REPORT_ZONE = 'America/Los_Angeles';
const FIRST_DAY_BACK = 2;
const LAST_DAY_BACK = 6;

const Page = z.object({
  usageReports: z
    .array(
      z.object({
        entity: z.object({ profileId: Id.nullish() }),
        parameters: z
          .array(
            z.object({
              name: z.string(),
              datetimeValue: z.string().nullish(),
              /** Seconds since 1970. */
              intValue: z.union([z.string(), z.number()]).nullish(),
            }),
          )
          .nullish(),
      }),
    )
    .nullish(),
  /** These say that a part of the day is still missing. */
  warnings: z.array(z.unknown()).nullish(),
});

type Row = NonNullable<z.infer<typeof Page>['usageReports']>[number];

/** The report of the newest complete day, or else of the oldest day that was tried; `null` if there is none. */
export async function readActivity(client: GoogleClient, now: Date): Promise<UsageReport | null> {
  const today = dayIn(REPORT_ZONE, now);
  let found: UsageReport | null = null;
  for (let back = FIRST_DAY_BACK; back <= LAST_DAY_BACK; back++) {
    const report = await readDay(client, addDays(today, -back), back === LAST_DAY_BACK);
    if (report?.complete === true) return report;
    found = report ?? found;
  }
  return found;
}

/** Asks for one user on a day that is long enough ago. */
export async function proveMayReadUsage({ reports, customer }: GoogleClient, now: Date): Promise<void> {
  const day = addDays(dayIn(REPORT_ZONE, now), -LAST_DAY_BACK);
  await reports.send(pathOf(day, customer, 1), { method: 'GET', accept: [400] });
}

function pathOf(day: Day, customer: string, most: number): string {
  const query = new URLSearchParams({
    parameters: Object.keys(PARAMETERS).join(','),
    maxResults: String(most),
    ...(customer === 'my_customer' ? {} : { customerId: customer }),
  });
  return `usage/users/all/dates/${day}?${query}`;
}

/** A day that is too recent is refused with 400. Of an incomplete day only the first page is read, unless there is no other day left to try. */
async function readDay(
  { app, reports: api, customer }: GoogleClient,
  day: Day,
  isLast: boolean,
): Promise<UsageReport | null> {
  const ofUser = createCompactMap();
  let [there, complete] = [true, true];
  const pages = readList<Row>({
    app,
    api,
    first: pathOf(day, customer, 1000),
    send: { accept: [400] },
    rows: (answer) => {
      if (answer.status === 400) {
        there = false;
        return [];
      }
      const { usageReports, warnings } = answer.json(Page);
      if ((warnings ?? []).length > 0) complete = false;
      return usageReports ?? [];
    },
    next: (answer, asked, number) =>
      answer.status === 400 ? null : nextByCursor('pageToken', 'nextPageToken')(answer, asked, number),
  });
  for await (const rows of pages) {
    for (const row of rows) {
      const last = lastIn(row);
      if (last !== null && typeof row.entity.profileId === 'string')
        ofUser.set(row.entity.profileId, packed(last));
    }
    if (!complete && !isLast) break;
  }
  if (!there) return null;
  return { ofUser: (id) => unpacked(ofUser.get(id)), users: ofUser.size, complete };
}

const SOURCES = Object.values(PARAMETERS);

/** A moment and what tells it, as one number: there are as many as users. */
function packed({ at, from }: Activity): number {
  return Date.parse(at) * SOURCES.length + SOURCES.indexOf(from);
}

function unpacked(number: number | null): Activity | null {
  if (number === null) return null;
  const source = number - Math.floor(number / SOURCES.length) * SOURCES.length;
  return { at: new Date((number - source) / SOURCES.length).toISOString(), from: SOURCES[source] ?? '' };
}

function lastIn({ parameters }: Row): Activity | null {
  return (parameters ?? []).reduce<Activity | null>((last, { name, datetimeValue, intValue }) => {
    const from = PARAMETERS[name];
    const at = instantIn(datetimeValue) ?? instantOf(intValue);
    return from === undefined || at === null || at.startsWith('1970-') ? last : laterOf(last, { at, from });
  }, null);
}

function instantOf(seconds: string | number | null | undefined): Instant | null {
  const number = Number(seconds ?? Number.NaN);
  return Number.isFinite(number) && number > 0 && number < 1e11
    ? new Date(number * 1000).toISOString()
    : null;
}
