import { type Day, dayIn, type Instant, startsDay, wallClock } from '../../domain/day.ts';
import { type BadDate, type DateOrder, isPlainDay, partsOf } from './date-parts.ts';
import type { AsOf } from './relative-date.ts';

/** How the dates of one file are to be read. */
export interface DateReading {
  /** As the admin set it. Without it, and without `orders`, a date like `03/04/2026` is rejected. */
  readonly order: DateOrder | undefined;
  /** By column number: the order that its other cells show. Filled once a cell is ambiguous. */
  readonly orders?: ReadonlyMap<number, DateOrder>;
  /** The zone of times that are written without an offset; `null` when nobody said. */
  readonly zone: string | null;
  /** The organisation's own zone. */
  readonly timezone: string;
  /** What `3 days ago` counts back from: the day of the file. Without it, such a date is rejected. */
  readonly asOf?: AsOf | undefined;
}

const UTC_SECOND = /^\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/;

/**
 * `2026-03-09`, `9.3.2026`, `25/12/2026`, `28 Apr 2024`, seconds since 1970, each with or without a time. If a time has no offset and
 * nobody named its zone, only the day is known: it could be from any clock.
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
 * A day that may be written as a moment. Midnight on the organisation's clock is that day, whatever offset it is written with, because
 * that is how an HR system exports days. Every other moment is the day as written.
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

/** Years so far away that zones do not matter: such a day means "never" or "none"; see `never.ts`. */
function isFarAway(day: Day): boolean {
  return day < '1902' || day >= '2999';
}
