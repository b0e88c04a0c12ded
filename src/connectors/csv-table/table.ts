import type { SetAside } from '../../domain/sync/set-aside.ts';
import type { FileNote } from '../../domain/sync/unused-columns.ts';
import { findHeader } from '../csv-columns/find-header.ts';
import type { Header } from '../csv-columns/header.ts';
import { badFile, type CsvFile } from '../csv-text/file.ts';
import { readRows } from '../csv-text/rows.ts';
import { type BadRows, badRows } from './bad-rows.ts';
import { onePerId } from './one-per-id.ts';
import { type Facts, noFacts } from './pages.ts';
import { isField } from './row-width.ts';
import type { Shape } from './shape.ts';
import { unitedPages } from './united-pages.ts';

/** A file that is read, with the rows that were set aside on the way. */
export interface TableRead<Value> {
  readonly pages: AsyncGenerator<readonly Value[]>;
  /** So far; complete once the pages have ended. */
  readonly setAside: () => SetAside;
  /** The columns that nothing is read from, as the file names them; known once the first page is there. */
  readonly unused: () => readonly string[];
  /** Complete once the pages have ended. */
  readonly notes: () => readonly FileNote[];
}

/**
 * Every row of the file in pages of at most 2,000. A few unreadable rows are set aside; if there are more, it throws, naming file, line and
 * column. Rows with one id are united, or throw too.
 */
export function readTable<Field extends string, Value>(
  file: CsvFile,
  shape: Shape<Field, Value>,
): TableRead<Value> {
  let bad: BadRows;
  let facts: Facts<Field>;
  const begin = () => {
    bad = badRows(file, shape.identifier !== undefined);
    facts = noFacts();
    return { bad, facts };
  };
  begin();
  const { unite } = shape;
  return {
    pages: unite === undefined ? onePerId(file, shape, begin()) : unitedPages(file, shape, unite, begin),
    setAside: () => bad.setAside(),
    unused: () =>
      (facts.header === null ? [] : (shape.unused?.(facts.header) ?? [])).map(({ label }) => label),
    notes: () => notesOf(shape, facts),
  };
}

function notesOf<Field extends string, Value>(
  shape: Shape<Field, Value>,
  { header, left, nobody, short, encoding, sheet, words }: Facts<Field>,
): readonly FileNote[] {
  const notes: FileNote[] = [];
  if (header?.preset != null) notes.push({ kind: 'recognised', export: header.preset.name });
  if (sheet !== null) notes.push({ kind: 'sheet', sheet });
  if (encoding !== null) notes.push({ kind: 'encoding', encoding });
  if (header !== null) notes.push(...(shape.notes?.(header) ?? []));
  for (const { first } of header?.twins ?? [])
    if (header !== null && isField(header.fields, first)) notes.push({ kind: 'twice', column: first.label });
  notes.push(...words.notes());
  if (short > 0) notes.push({ kind: 'short', rows: short });
  if (left > 0) notes.push({ kind: 'footer', lines: left });
  if (nobody > 0) notes.push({ kind: 'nobody', rows: nobody });
  return notes;
}

export async function readHeaderOf<Field extends string, Value>(
  file: CsvFile,
  shape: Shape<Field, Value>,
): Promise<Header<Field>> {
  for await (const batch of readRows(file)) {
    const found = findHeader(file, batch, shape);
    if (found !== null) return found.header;
  }
  throw badFile(file, 'is empty; it needs at least a header line');
}

/** The notes as a source tells them: left out when there is none. */
export function notesIn(notes: readonly FileNote[]): { readonly notes?: readonly FileNote[] } {
  return notes.length === 0 ? {} : { notes };
}
