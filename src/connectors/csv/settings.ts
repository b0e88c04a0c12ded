import { z } from 'zod';
import { isTimezone } from '../../domain/day.ts';
import type { ConnectorIo } from '../base/connector.ts';
import type { DateReading } from '../csv-cells/date.ts';

/** What an admin may say about a CSV file, beside its name. */
export const CsvSettings = z.strictObject({
  /** How to read `03/04/2026`; without it such a date is rejected. */
  dates: z.enum(['dmy', 'mdy']).optional(),
  /** Where the clocks of its times are that are written without an offset. */
  zone: z
    .string()
    .trim()
    .refine(isTimezone, 'is not a time zone; write an IANA name like Europe/Berlin, or UTC')
    .optional(),
});

/** What the columns of the file mean where their names do not say it: `columns: { status: role }`. */
export function columnsSetting<Field extends string>(fields: readonly [Field, ...Field[]]) {
  return z.record(z.string().trim().min(1), z.enum([...fields, 'none'])).optional();
}

export function dateReading(
  { dates, zone }: z.infer<typeof CsvSettings>,
  { timezone }: Pick<ConnectorIo, 'timezone'>,
): DateReading {
  return { order: dates, zone: zone ?? null, timezone };
}
