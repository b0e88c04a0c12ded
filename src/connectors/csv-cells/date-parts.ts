import { type Day, isDay } from '../../domain/day.ts';
import { monthOf } from './month-names.ts';
import { type DateParts, numberDate } from './number-dates.ts';

/** How a file writes `03/04/2026`, 3 April or 4 March, and `26-02-01`, which may begin with the year. */
export const DATE_ORDERS = ['dmy', 'mdy', 'ymd'] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];

export interface BadDate {
  readonly problem: string;
  /** Day and month could be either way round, and nothing said which. */
  readonly ambiguous?: true;
}

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);
const CLOCK = String.raw`(?:(?:[T,\s]|\s*,)\s*(?:at\s+|um\s+|à\s+|om\s+|a\s+las\s+|alle\s+)?(\d{1,2})[:h](\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?:\s*uhr)?\s*([AP]\.?M\.?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?`;
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
/** The parts of a date in any unambiguous notation. `order`: how the file writes day and month, if that is known. */
export function partsOf(text: string, order: DateOrder | undefined): DateParts | BadDate {
  const yearFirst = YEAR_FIRST.exec(text);
  if (yearFirst !== null) {
    const [, year, , month, day, ...clock] = yearFirst;
    return checked(text, dayFrom(year, month, day), clock);
  }
  const yearLast = YEAR_LAST.exec(text);
  if (yearLast === null) return inWordsOrNumber(text);
  const [, first = '', mark = '', second = '', third = '', ...clock] = yearLast;
  const readings = readingsOf(first, second, third);
  const orders = ordersOf(mark, third);
  const known = orders.find((each) => each === order) ?? (orders.length === 1 ? orders[0] : undefined);
  if (known !== undefined) return checked(text, readings[known], clock);
  const days = new Set(orders.map((each) => readings[each]).filter((day) => day !== null));
  const [day = null] = days;
  return days.size > 1 ? ambiguous(text, [...days], third) : checked(text, day, clock);
}

/** The order of day and month that a cell shows, as `25/12/2026` does; `null` when it shows none. */
export function orderShown(text: string): DateOrder | null {
  const [, first, mark, second, third] = YEAR_LAST.exec(text) ?? [];
  if (first === undefined || mark === undefined || second === undefined || third === undefined) return null;
  const orders = ordersOf(mark, third);
  if (orders.length === 1) return null;
  const readings = readingsOf(first, second, third);
  const [shown, other] = orders.filter((each) => readings[each] !== null);
  return other === undefined ? (shown ?? null) : null;
}

/** The ways in which three numbers may be read. With points, the day comes first; a two-digit year in front is written with hyphens. */
function ordersOf(mark: string, third: string): readonly DateOrder[] {
  if (mark === '.') return ['dmy'];
  return mark === '-' && third.length === 2 ? DATE_ORDERS : ['dmy', 'mdy'];
}

function readingsOf(first: string, second: string, third: string): Readonly<Record<DateOrder, Day | null>> {
  return {
    dmy: dayFrom(third, second, first),
    mdy: dayFrom(third, first, second),
    ymd: first.length === 2 ? dayFrom(first, second, third) : null,
  };
}

function inWordsOrNumber(text: string): DateParts | BadDate {
  const [, day, month, year, ...clock] = DAY_MONTH.exec(text) ?? [];
  if (day !== undefined) return withMonth(text, year, month, day, clock);
  const [, monthFirst, dayAfter, yearAfter, ...clockAfter] = MONTH_DAY.exec(text) ?? [];
  if (monthFirst !== undefined) return withMonth(text, yearAfter, monthFirst, dayAfter, clockAfter);
  return numberDate(text) ?? unreadable(text);
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

/** A two-digit year means 1970 to 2069. */
function dayFrom(year = '', month = '', day = ''): Day | null {
  const whole = year.length === 2 ? `${Number(year) < 70 ? '20' : '19'}${year}` : year;
  const text = `${whole}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isPlainDay(text) ? text : null;
}

// A million cells go through here. Nearly all are days that every month has, and those need no calendar.
export function isPlainDay(text: string): boolean {
  if (text.length !== 10 || !/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/.test(text)) return false;
  return text.charCodeAt(8) < 50 || (text.charCodeAt(8) === 50 && text.charCodeAt(9) < 57) || isDay(text);
}

function ambiguous(text: string, days: readonly Day[], year: string): BadDate {
  const short = year.length === 2;
  const readings = `${days.map((day) => inWords(day, short)).join(' or ')}?`;
  const orders = days.length > 2 || short ? 'dmy, mdy or ymd' : 'dmy or mdy';
  return {
    problem: `"${text}" is ambiguous (${readings}); write ${days[0]}, or set dates: ${orders}`,
    ambiguous: true,
  };
}

function inWords(day: Day, withYear: boolean): string {
  const said = `${Number(day.slice(8))} ${MONTHS[Number(day.slice(5, 7)) - 1]}`;
  return withYear ? `${said} ${day.slice(0, 4)}` : said;
}

function unreadable(text: string): BadDate {
  return { problem: `"${text.slice(0, 80)}" is not a date; write it like 2026-03-09` };
}
