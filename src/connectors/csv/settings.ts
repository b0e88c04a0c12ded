import { z } from 'zod';
import { dayIn, type Instant, isTimezone } from '../../domain/day.ts';
import type { ConnectorIo } from '../base/connector.ts';
import type { DateReading } from '../csv-cells/date.ts';
import { DATE_ORDERS } from '../csv-cells/date-parts.ts';

/** Raised when the same file is read differently than before, so that stored files are read again. */
export const READER = 5;

/** What an admin may say about a CSV file in addition to its name. */
export const CsvSettings = z.strictObject({
  /** How to read `03/04/2026` and `26-02-01`; without it such a date is rejected. */
  dates: z.enum(DATE_ORDERS).optional().describe('how to read a date like 03/04/2026'),
  /** The time zone of times that are written without an offset. */
  zone: z
    .string()
    .trim()
    .refine(isTimezone, 'is not a time zone; write an IANA name like Europe/Berlin, or UTC')
    .optional()
    .describe('the time zone of times without an offset; if left out, only their day counts'),
});

export function dateReading(
  { dates, zone }: z.infer<typeof CsvSettings>,
  { timezone }: Pick<ConnectorIo, 'timezone'>,
): DateReading {
  return { order: dates, zone: zone ?? null, timezone };
}

/** The same for a file of that moment: it may write `3 days ago`. */
export function asOf(dates: DateReading, at: Instant | undefined): DateReading {
  return at === undefined ? dates : { ...dates, asOf: { day: dayIn(dates.timezone, new Date(at)) } };
}

export const CSV_LEAVERS =
  'Anyone who has a status that says so, or a last day that is over. Keep leavers in the file: anyone who is no longer in it is inactive.';
