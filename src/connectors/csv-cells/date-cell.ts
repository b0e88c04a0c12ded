import type { Day, Instant } from '../../domain/day.ts';
import type { CsvRow, HeaderColumn } from './cell.ts';
import { BadCell, csvText } from './cell.ts';
import { type DateReading, parseDay, parseInstant } from './date.ts';
import type { BadDate, DateOrder } from './date-parts.ts';
import { isNeverDay, isNoDay, saysNever, saysNoEnd } from './never.ts';
import { relativeDay } from './relative-date.ts';

/** A day that could be either way round: other cells of its column may show which. */
export class AmbiguousDate extends BadCell {}

/** When an account was last used; `null` for an empty cell, a word like "Never", and a day that means never, like 1970. */
export function lastUseOf(cells: CsvRow, column: HeaderColumn | null, reading: DateReading): Instant | null {
  return instantOf(cells, column, reading, isNeverDay);
}

/** When an account was created, or `null`. */
export function createdOf(cells: CsvRow, column: HeaderColumn | null, reading: DateReading): Instant | null {
  return instantOf(cells, column, reading, isNoDay);
}

/** A first day; `null` for none. */
export function firstDayOf(cells: CsvRow, column: HeaderColumn | null, reading: DateReading): Day | null {
  return dayOf(cells, column, reading, saysNever);
}

/** A last day or a renewal day; `null` for an empty cell, a word like "unbefristet", and a day that means none, like 9999. */
export function lastDayOf(cells: CsvRow, column: HeaderColumn | null, reading: DateReading): Day | null {
  return dayOf(cells, column, reading, saysNoEnd);
}

/** The order of day and month in a column, if it is known. */
export function orderOf(
  { order, orders }: Pick<DateReading, 'order' | 'orders'>,
  column: HeaderColumn | null,
): DateOrder | undefined {
  return order ?? (column === null ? undefined : orders?.get(column.index));
}

function instantOf(
  cells: CsvRow,
  column: HeaderColumn | null,
  reading: DateReading,
  isNone: (day: Day) => boolean,
): Instant | null {
  const text = csvText(cells, column);
  if (text === '') return null;
  const zone = column?.zone ?? reading.zone;
  const parsed = parseInstant(text, { order: orderOf(reading, column), zone });
  if (typeof parsed === 'string') return isNone(parsed.slice(0, 10)) ? null : parsed;
  if (saysNever(text)) return null;
  const relative = reading.asOf === undefined ? null : relativeDay(text, reading.asOf);
  if (reading.asOf === undefined || relative === null) throw notADate(column, parsed);
  reading.asOf.told ??= text;
  return relative;
}

function dayOf(
  cells: CsvRow,
  column: HeaderColumn | null,
  reading: DateReading,
  saysNone: (text: string) => boolean,
): Day | null {
  const text = csvText(cells, column);
  if (text === '') return null;
  const parsed = parseDay(text, { order: orderOf(reading, column), timezone: reading.timezone });
  if (typeof parsed !== 'string') {
    if (saysNone(text)) return null;
    throw notADate(column, parsed);
  }
  if (isNoDay(parsed)) return null;
  if (parsed < '1900')
    throw new BadCell(column, `"${text}" is before 1900, so it cannot be right; correct the year`);
  return parsed;
}

function notADate(column: HeaderColumn | null, { problem, ambiguous }: BadDate): BadCell {
  return ambiguous === true ? new AmbiguousDate(column, problem) : new BadCell(column, problem);
}
