import type { Day, Instant } from '../../domain/day.ts';
import { normaliseEmail } from '../../domain/email.ts';
import { type DateOrder, parseDay, parseInstant } from './date.ts';
import type { HeaderColumn } from './header.ts';
import type { CsvRow } from './rows.ts';

/** A cell or row that cannot be read; `readTable` adds file and line. */
export class BadCell extends Error {
  constructor(column: HeaderColumn | null, problem: string) {
    super(column === null ? ` ${problem}` : `, column ${column.label}: ${problem}`);
  }
}

/** The trimmed cell; empty when the file has no such column. */
export function csvText(cells: CsvRow, column: HeaderColumn | null): string {
  return column === null ? '' : (cells[column.index] ?? '').trim();
}

export function textOrNull(cells: CsvRow, column: HeaderColumn | null): string | null {
  const text = csvText(cells, column);
  return text === '' ? null : text;
}

/** Items split at `;` or `|`: a file whose cells are separated by one of them quotes it or uses the other. */
export function listOf(cells: CsvRow, column: HeaderColumn | null): string[] {
  const text = csvText(cells, column);
  if (text === '') return [];
  if (!text.includes(';') && !text.includes('|')) return [text];
  return text
    .split(/[;|]/)
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

export function emailOf(cells: CsvRow, column: HeaderColumn | null): string | null {
  const text = csvText(cells, column);
  return text === '' || column === null ? null : checkedEmail(text, column);
}

/** The further addresses: normalised, each once, without `primary`. */
export function aliasesOf(cells: CsvRow, column: HeaderColumn | null, primary: string | null): string[] {
  const items = listOf(cells, column);
  if (items.length === 0 || column === null) return [];
  const emails = new Set(items.map((item) => checkedEmail(item, column)));
  if (primary !== null) emails.delete(primary);
  return [...emails];
}

/** One of the known words; `fallback` for an empty cell. */
export function wordOf<Word extends string>(
  cells: CsvRow,
  column: HeaderColumn | null,
  words: ReadonlyMap<string, Word>,
  fallback: Word,
): Word {
  const text = csvText(cells, column);
  if (text === '') return fallback;
  const word = words.get(text) ?? words.get(text.toLowerCase().replace(/[\s_-]+/g, '-'));
  if (word === undefined) throw unknownWordError(column, text, [...new Set(words.values())]);
  return word;
}

export function instantOf(
  cells: CsvRow,
  column: HeaderColumn | null,
  order: DateOrder | undefined,
): Instant | null {
  const text = csvText(cells, column);
  if (text === '') return null;
  const parsed = parseInstant(text, order);
  if (typeof parsed === 'string') return parsed;
  throw new BadCell(column, parsed.problem);
}

export function dayOf(cells: CsvRow, column: HeaderColumn | null, order: DateOrder | undefined): Day | null {
  const text = csvText(cells, column);
  if (text === '') return null;
  const parsed = parseDay(text, order);
  if (typeof parsed === 'string') return parsed;
  throw new BadCell(column, parsed.problem);
}

export function unknownWordError(
  column: HeaderColumn | null,
  text: string,
  allowed: readonly string[],
): BadCell {
  return new BadCell(column, `"${shortened(text)}" is not known; write one of ${allowed.join(', ')}`);
}

/** Long enough to find the cell by, short enough for a message. */
export function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

function checkedEmail(text: string, column: HeaderColumn): string {
  const email = normaliseEmail(text);
  if (email === null) {
    throw new BadCell(
      column,
      `"${shortened(text)}" is not an email address; write name@domain, and separate several with ; or |`,
    );
  }
  return email;
}
