import type { Day, Instant } from '../../domain/day.ts';
import type { CsvRow, HeaderColumn } from './cell.ts';
import { BadCell, csvText } from './cell.ts';
import { type BadDate, type DateReading, parseDay, parseInstant } from './date.ts';
import { isNeverDay, isNoDay, isNothing, saysNever, saysNoEnd } from './never.ts';

/** When an account was last used; `null` for an empty cell, a word like "Never", and a day that stands for it, like 1970. */
export function lastUseOf(cells: CsvRow, column: HeaderColumn | null, reading: DateReading): Instant | null {
  return instantOf(cells, column, reading, saysNever, isNeverDay);
}

/** When an account was created, or `null`. */
export function createdOf(cells: CsvRow, column: HeaderColumn | null, reading: DateReading): Instant | null {
  return instantOf(cells, column, reading, saysNever, isNoDay);
}

/** A first day; `null` for none. */
export function firstDayOf(cells: CsvRow, column: HeaderColumn | null, reading: DateReading): Day | null {
  return dayOf(cells, column, reading, isNothing);
}

/** A last day, or one of renewal; `null` for an empty cell, a word like "unbefristet", and a day that stands for it, like 9999. */
export function lastDayOf(cells: CsvRow, column: HeaderColumn | null, reading: DateReading): Day | null {
  return dayOf(cells, column, reading, saysNoEnd);
}

function instantOf(
  cells: CsvRow,
  column: HeaderColumn | null,
  reading: DateReading,
  saysNone: (text: string) => boolean,
  isNone: (day: Day) => boolean,
): Instant | null {
  const text = csvText(cells, column);
  if (text === '') return null;
  const zone = column?.zone ?? reading.zone;
  const parsed = parseInstant(text, zone === reading.zone ? reading : { ...reading, zone });
  if (typeof parsed === 'string') return isNone(parsed.slice(0, 10)) ? null : parsed;
  if (saysNone(text)) return null;
  throw notADate(column, parsed);
}

function dayOf(
  cells: CsvRow,
  column: HeaderColumn | null,
  reading: DateReading,
  saysNone: (text: string) => boolean,
): Day | null {
  const text = csvText(cells, column);
  if (text === '') return null;
  const parsed = parseDay(text, reading);
  if (typeof parsed !== 'string') {
    if (saysNone(text)) return null;
    throw notADate(column, parsed);
  }
  if (isNoDay(parsed)) return null;
  if (parsed < '1900')
    throw new BadCell(column, `"${text}" is before 1900, so it cannot be right; correct the year`);
  return parsed;
}

function notADate(column: HeaderColumn | null, { problem }: BadDate): BadCell {
  return new BadCell(column, problem);
}
