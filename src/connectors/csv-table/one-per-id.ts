import { createSeenIds } from '../base/seen-ids.ts';
import { badFile, type CsvFile } from '../csv-text/file.ts';
import { badRows } from './bad-rows.ts';
import { noFacts, PAGE_ROWS, pagesOf, type Reading } from './pages.ts';
import type { Shape } from './shape.ts';

/** The rows of a file in which no two may have one id. */
export async function* onePerId<Field extends string, Value>(
  file: CsvFile,
  shape: Shape<Field, Value>,
  reading: Reading<Field>,
): AsyncGenerator<readonly Value[]> {
  const seen = createSeenIds();
  for await (const page of pagesOf(file, shape, reading)) {
    for (const [index, id] of page.ids.entries()) {
      if (seen.add(id)) continue;
      const line = page.lineOf(index);
      const first = await firstLineOf(file, shape, id);
      // Else the id only shares a hash with another.
      if (first < line) throw badFile(file, `lines ${first} and ${line}: ${shape.twice(id)}`);
    }
    for (let at = 0; at < page.values.length; at += PAGE_ROWS) yield page.values.slice(at, at + PAGE_ROWS);
  }
}

/** The first row that has this id; the file is read again for it. */
async function firstLineOf<Field extends string, Value>(
  file: CsvFile,
  shape: Shape<Field, Value>,
  id: string,
): Promise<number> {
  const bad = badRows(file, shape.identifier !== undefined);
  for await (const page of pagesOf(file, shape, { bad, facts: noFacts() })) {
    const index = page.ids.indexOf(id);
    if (index >= 0) return page.lineOf(index);
  }
  return Number.POSITIVE_INFINITY;
}
