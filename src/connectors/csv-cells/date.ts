import { type Day, dayIn, type Instant, startsDay, wallClock } from '../../domain/day.ts';
import { type BadDate, type DateOrder, isPlainDay, partsOf } from './date-parts.ts';

/** How the dates of one file are to be read. */
export interface DateReading {
  /** As the admin set it. Without it, and without `orders`, a date like `03/04/2026` is rejected. */
  readonly order: DateOrder | undefined;
  /** By the number of a column: what its other cells show. Filled once a cell was in doubt. */
  readonly orders?: ReadonlyMap<number, DateOrder>;
  /** The zone of times that are written without an offset; `null` when nobody said. */
  readonly zone: string | null;
  /** The organisation's own zone. */
  readonly timezone: string;
}

const UTC_SECOND = /^\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/;

/**
 * `2026-03-09`, `9.3.2026`, `25/12/2026`, `28 Apr 2024`, seconds since 1970, each with or without a time. A time without an offset, in
 * a zone that nobody named, is known to the day only: it could be any clock.
 */
export function parseInstant(
  text: string,
  { order, zone }: Pick<DateReading, 'order' | 'zone'>,
): Instant | BadDate {
  if (isPlainDay(text)) return text;
  if (UTC_SECOND.test(text) && isPlainDay(text.slice(0, 10))) return `${text.slice(0, 19)}.000Z`;
  const parts = partsOf(text, order);
  if ('problem' in parts) return parts;
  const { day, time, offset } = parts;
  if (time === null || isFarAway(day)) return day;
  if (offset !== null) return new Date(Date.parse(day) + time - offset).toISOString();
  return zone === null ? day : wallClock(zone, day, time).toISOString();
}

/**
 * A day that may be written as a moment. Midnight on the organisation's clock is that day, whatever offset it is written with: so
 * an HR system exports its days. Every other moment is the day as it is written.
 */
export function parseDay(
  text: string,
  { order, timezone }: Pick<DateReading, 'order' | 'timezone'>,
): Day | BadDate {
  if (isPlainDay(text)) return text;
  const parts = partsOf(text, order);
  if ('problem' in parts) return parts;
  const { day, time, offset } = parts;
  if (time === null || offset === null || isFarAway(day)) return day;
  const moment = new Date(Date.parse(day) + time - offset);
  return startsDay(timezone, moment) ? dayIn(timezone, moment) : day;
}

/** Years in which no clock matters: such a day stands for a word; see `never.ts`. */
function isFarAway(day: Day): boolean {
  return day < '1902' || day >= '2999';
}
