import { type Day, isDay } from '../../domain/day.ts';
import { monthOf } from './month-names.ts';

/** How a file writes `03/04/2026`: 3 April or 4 March. */
export type DateOrder = 'dmy' | 'mdy';

export interface BadDate {
  readonly problem: string;
  /** Day and month could be either way round, and nothing said which. */
  readonly ambiguous?: true;
}

export interface DateParts {
  readonly day: Day;
  /** Milliseconds of the time within the day as it is written; `null` for a bare day. */
  readonly time: number | null;
  /** Milliseconds by which the written clock is ahead of UTC; `null` when no offset is written. */
  readonly offset: number | null;
}

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);
const CLOCK = String.raw`(?:(?:[T,\s]|\s*,)\s*(?:at\s+|um\s+|à\s+)?(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([AP]\.?M\.?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?`;
const YEAR_FIRST = new RegExp(`^(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})${CLOCK}$`, 'i');
const YEAR_LAST = new RegExp(`^(\\d{1,2})([-./])(\\d{1,2})\\2(\\d{4}|\\d{2})${CLOCK}$`, 'i');
const WEEKDAY = String.raw`(?:\p{L}{2,12}\.?,?\s+)?`;
/** `28 Apr 2024`, `23-Apr-85`, `3. März 2024`, `12 de mayo de 2024`. */
const DAY_MONTH = new RegExp(
  `^${WEEKDAY}(\\d{1,2})(?:\\.|st|nd|rd|th|er)?[\\s/-]+(?:de\\s+)?(\\p{L}{3,12}\\.?)[\\s/,-]+(?:de\\s+)?(\\d{4}|\\d{2})${CLOCK}$`,
  'iu',
);
/** `Feb 16, 2026`. */
const MONTH_DAY = new RegExp(
  `^${WEEKDAY}(\\p{L}{3,12}\\.?)[\\s-]+(\\d{1,2})(?:st|nd|rd|th)?[\\s,-]+(\\d{4})${CLOCK}$`,
  'iu',
);
/** Seconds or milliseconds since 1970, of the years 2001 to 2099. */
const UNIX = /^(\d{10})(?:\.\d+)?$|^(\d{13})$/;
const LAST_SECOND = 4_102_444_800;

/** The parts of a date in any notation that leaves no doubt. `order`: how the file writes day and month, where that is known. */
export function partsOf(text: string, order: DateOrder | undefined): DateParts | BadDate {
  const yearFirst = YEAR_FIRST.exec(text);
  if (yearFirst !== null) {
    const [, year, , month, day, ...clock] = yearFirst;
    return checked(text, dayFrom(year, month, day), clock);
  }
  const yearLast = YEAR_LAST.exec(text);
  if (yearLast === null) return inWordsOrSeconds(text);
  const [, first, mark, second, year, ...clock] = yearLast;
  const dayFirst = dayFrom(year, second, first);
  if (mark === '.' || order === 'dmy') return checked(text, dayFirst, clock);
  const monthFirst = dayFrom(year, first, second);
  if (order === 'mdy') return checked(text, monthFirst, clock);
  if (dayFirst !== null && monthFirst !== null && dayFirst !== monthFirst)
    return ambiguous(text, dayFirst, monthFirst);
  return checked(text, dayFirst ?? monthFirst, clock);
}

/** The order of day and month that a cell shows, as `25/12/2026` does; `null` when it shows none. */
export function orderShown(text: string): DateOrder | null {
  const [, first, mark, second] = YEAR_LAST.exec(text) ?? [];
  if (first === undefined || mark === '.' || second === undefined) return null;
  if (Number(first) > 12) return Number(second) > 12 ? null : 'dmy';
  return Number(second) > 12 ? 'mdy' : null;
}

function inWordsOrSeconds(text: string): DateParts | BadDate {
  const [, day, month, year, ...clock] = DAY_MONTH.exec(text) ?? [];
  if (day !== undefined) return withMonth(text, year, month, day, clock);
  const [, monthFirst, dayAfter, yearAfter, ...clockAfter] = MONTH_DAY.exec(text) ?? [];
  if (monthFirst !== undefined) return withMonth(text, yearAfter, monthFirst, dayAfter, clockAfter);
  const [, seconds, milliseconds] = UNIX.exec(text) ?? [];
  const ms = milliseconds === undefined ? Number(seconds) * 1000 : Number(milliseconds);
  if (!(ms >= 1e12 || seconds !== undefined) || !(ms < LAST_SECOND * 1000)) return unreadable(text);
  const moment = new Date(ms).toISOString();
  return { day: moment.slice(0, 10), time: ms % 86_400_000, offset: 0 };
}

function withMonth(
  text: string,
  year: string | undefined,
  word = '',
  day: string | undefined,
  clock: readonly (string | undefined)[],
): DateParts | BadDate {
  const month = monthOf(word);
  return month === null ? unreadable(text) : checked(text, dayFrom(year, String(month), day), clock);
}

function checked(text: string, day: Day | null, clock: readonly (string | undefined)[]): DateParts | BadDate {
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

/** A year of two digits is one from 1970 to 2069. */
function dayFrom(year = '', month = '', day = ''): Day | null {
  const whole = year.length === 2 ? `${Number(year) < 70 ? '20' : '19'}${year}` : year;
  const text = `${whole}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isPlainDay(text) ? text : null;
}

// A million cells go through here: nearly all are days that every month has, and those need no calendar.
export function isPlainDay(text: string): boolean {
  if (text.length !== 10 || !/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/.test(text)) return false;
  return text.charCodeAt(8) < 50 || (text.charCodeAt(8) === 50 && text.charCodeAt(9) < 57) || isDay(text);
}

function ambiguous(text: string, dayFirst: Day, monthFirst: Day): BadDate {
  const readings = `${inWords(dayFirst)} or ${inWords(monthFirst)}?`;
  return {
    problem: `"${text}" is ambiguous (${readings}); write ${dayFirst}, or set dates: dmy or mdy`,
    ambiguous: true,
  };
}

function inWords(day: Day): string {
  return `${Number(day.slice(8))} ${MONTHS[Number(day.slice(5, 7)) - 1]}`;
}

function unreadable(text: string): BadDate {
  return { problem: `"${text.slice(0, 80)}" is not a date; write it like 2026-03-09` };
}
