import { type Day, dayIn, type Instant, isDay, startsDay, wallClock } from '../../domain/day.ts';

/** How the admin's files write `03/04/2026`: 3 April or 4 March. */
type DateOrder = 'dmy' | 'mdy';

/** How the dates of one file are to be read. */
export interface DateReading {
  /** Without it a date like `03/04/2026` is rejected. */
  readonly order: DateOrder | undefined;
  /** The zone of times that are written without an offset; `null` when nobody said. */
  readonly zone: string | null;
  /** The organisation's own zone. */
  readonly timezone: string;
}

export interface BadDate {
  readonly problem: string;
}

interface Parts {
  readonly day: Day;
  /** Milliseconds of the time within the day as it is written; `null` for a bare day. */
  readonly time: number | null;
  /** Milliseconds by which the written clock is ahead of UTC; `null` when no offset is written. */
  readonly offset: number | null;
}

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);
const CLOCK = String.raw`(?:[T,\s]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([AP]M)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?`;
const YEAR_FIRST = new RegExp(`^(\\d{4})([-/])(\\d{1,2})\\2(\\d{1,2})${CLOCK}$`, 'i');
const YEAR_LAST = new RegExp(`^(\\d{1,2})([./])(\\d{1,2})\\2(\\d{4})${CLOCK}$`, 'i');
const UTC_SECOND = /^\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/;

/**
 * `2026-03-09`, `9.3.2026`, `25/12/2026`, each with or without a time. A time without an offset, in a zone that nobody named, is
 * known to the day only: it could be any clock.
 */
export function parseInstant(text: string, { order, zone }: DateReading): Instant | BadDate {
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
export function parseDay(text: string, { order, timezone }: DateReading): Day | BadDate {
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

function partsOf(text: string, order: DateOrder | undefined): Parts | BadDate {
  const yearFirst = YEAR_FIRST.exec(text);
  if (yearFirst !== null) {
    const [, year, , month, day, ...clock] = yearFirst;
    return checked(text, dayFrom(year, month, day), clock);
  }
  const yearLast = YEAR_LAST.exec(text);
  if (yearLast === null) return unreadable(text);
  const [, first, mark, second, year, ...clock] = yearLast;
  const dayFirst = dayFrom(year, second, first);
  if (mark === '.' || order === 'dmy') return checked(text, dayFirst, clock);
  const monthFirst = dayFrom(year, first, second);
  if (order === 'mdy') return checked(text, monthFirst, clock);
  if (dayFirst !== null && monthFirst !== null && dayFirst !== monthFirst)
    return ambiguous(text, dayFirst, monthFirst);
  return checked(text, dayFirst ?? monthFirst, clock);
}

function checked(text: string, day: Day | null, clock: readonly (string | undefined)[]): Parts | BadDate {
  if (day === null)
    return { problem: `"${text}" is a date that does not exist; correct it, like 2026-03-09` };
  const time = timeOf(clock);
  if (time === undefined) return { problem: `"${text}" has a time that does not exist` };
  return { day, time, offset: offsetOf(clock[5]) };
}

/** `null` without a time, `undefined` for an impossible one. */
function timeOf([hour, minute, second = '0', fraction = '', half]: readonly (string | undefined)[]) {
  if (hour === undefined || minute === undefined) return null;
  if (half !== undefined && (Number(hour) < 1 || Number(hour) > 12)) return undefined;
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (/p/i.test(half) ? 12 : 0);
  if (hours > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const ms = Number(fraction.slice(0, 3).padEnd(3, '0'));
  return ((hours * 60 + Number(minute)) * 60 + Number(second)) * 1000 + ms;
}

function offsetOf(zone: string | undefined): number | null {
  if (zone === undefined) return null;
  if (!/^[+-]/.test(zone)) return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}

function dayFrom(year = '', month = '', day = ''): Day | null {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isPlainDay(text) ? text : null;
}

// A million cells go through here: nearly all are days that every month has, and those need no calendar.
function isPlainDay(text: string): boolean {
  if (text.length !== 10 || !/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/.test(text)) return false;
  return text.charCodeAt(8) < 50 || (text.charCodeAt(8) === 50 && text.charCodeAt(9) < 57) || isDay(text);
}

function ambiguous(text: string, dayFirst: Day, monthFirst: Day): BadDate {
  const readings = `${inWords(dayFirst)} or ${inWords(monthFirst)}?`;
  return { problem: `"${text}" is ambiguous (${readings}); write ${dayFirst}, or set dates: dmy or mdy` };
}

function inWords(day: Day): string {
  return `${Number(day.slice(8))} ${MONTHS[Number(day.slice(5, 7)) - 1]}`;
}

function unreadable(text: string): BadDate {
  return { problem: `"${text.slice(0, 80)}" is not a date; write it like 2026-03-09` };
}
