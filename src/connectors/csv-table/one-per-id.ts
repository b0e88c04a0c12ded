import { createSeenIds } from '../base/seen-ids.ts';
import type { CsvFile } from '../csv-text/file.ts';
import { firstLinesOf } from './first-lines.ts';
import { PAGE_ROWS, type Page, pagesOf, type Reading } from './pages.ts';
import { isBadFile, type Repeated, repeatedError } from './repeated.ts';
import type { Shape } from './shape.ts';

/** After this many repeated ids, reading the list stops. */
const ENOUGH = 20;

/** The rows of a file in which ids must be unique. Throws at the end, with everything that is wrong with it. */
export async function* onePerId<Field extends string, Value>(
  file: CsvFile,
  shape: Shape<Field, Value>,
  reading: Reading<Field>,
): AsyncGenerator<readonly Value[]> {
  const seen = createSeenIds();
  const repeated: Repeated[] = [];
  try {
    for await (const page of pagesOf(file, shape, reading)) {
      const again = page.ids.flatMap((id, index) => (seen.add(id) ? [] : [index]));
      repeated.push(...(again.length === 0 ? [] : await repeatedIn(file, shape, page, again)));
      if (repeated.length >= ENOUGH) break;
      const lines = new Set(repeated.map(({ line }) => line));
      const values =
        lines.size === 0 ? page.values : page.values.filter((value) => !lines.has(page.lineOfValue(value)));
      for (let at = 0; at < values.length; at += PAGE_ROWS) yield values.slice(at, at + PAGE_ROWS);
    }
  } catch (error) {
    if (repeated.length === 0 || !isBadFile(error)) throw error;
    throw repeatedError(file, shape, repeated, error.message.replace(`${file.name} `, ''));
  }
  if (repeated.length > 0) throw repeatedError(file, shape, repeated, reading.bad.text());
}

/** The rows whose id really occurred before; other ids only share a hash. */
async function repeatedIn<Field extends string, Value>(
  file: CsvFile,
  shape: Shape<Field, Value>,
  page: Page<Value>,
  rows: readonly number[],
): Promise<readonly Repeated[]> {
  const idOf = (row: number) => page.ids[row] ?? '';
  const first = await firstLinesOf(file, shape, new Set(rows.slice(0, ENOUGH).map(idOf)));
  return rows.slice(0, ENOUGH).flatMap((row) => {
    const found = { id: idOf(row), first: first.get(idOf(row)) ?? 0, line: page.lineOf(row) };
    return found.first > 0 && found.first < found.line ? [found] : [];
  });
}
