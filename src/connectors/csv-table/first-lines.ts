import type { CsvFile } from '../csv-text/file.ts';
import { badRows } from './bad-rows.ts';
import { noFacts, pagesOf } from './pages.ts';
import type { Shape } from './shape.ts';

/** The lines on which these ids first occur. The file is read again to find them, which only a mistake in it makes necessary. */
export async function firstLinesOf<Field extends string, Value>(
  file: CsvFile,
  shape: Shape<Field, Value>,
  ids: ReadonlySet<string>,
): Promise<ReadonlyMap<string, number>> {
  const found = new Map<string, number>();
  const bad = badRows(file, shape.identifier !== undefined);
  for await (const page of pagesOf(file, shape, { bad, facts: noFacts() })) {
    for (const [index, id] of page.ids.entries())
      if (ids.has(id) && !found.has(id)) found.set(id, page.lineOf(index));
    if (found.size === ids.size) break;
  }
  return found;
}
