import { badFile, type CsvFile } from './file.ts';
import type { CsvRow } from './rows.ts';

/** A column of one file. */
export interface HeaderColumn {
  readonly index: number;
  /** The normalised name, `last_active`. */
  readonly key: string;
  /** The name as the admin wrote it. */
  readonly label: string;
}

export interface Header<Field extends string> {
  readonly width: number;
  readonly fields: Readonly<Record<Field, HeaderColumn | null>>;
  /** The other columns, in file order. */
  readonly others: readonly HeaderColumn[];
}

/** The header names of each field, best first: when a file has several of them, the others remain columns of their own. */
export type FieldNames<Field extends string> = Readonly<Record<Field, readonly string[]>>;

/** Throws when a name is empty or used twice, or when none of `oneOf` is there. */
export function readHeader<Field extends string>(
  file: CsvFile,
  cells: CsvRow,
  line: number,
  names: FieldNames<Field>,
  oneOf: readonly Field[],
): Header<Field> {
  const columns = cells.map(
    (cell, index): HeaderColumn => ({ index, key: columnKey(cell), label: cell.trim() }),
  );
  rejectUnclear(file, columns, line);
  const byKey = new Map(columns.map((column) => [column.key, column]));
  const fields = Object.fromEntries(
    Object.entries<readonly string[]>(names).map(([field, known]) => [field, firstKnown(byKey, known)]),
  ) as Record<Field, HeaderColumn | null>;
  if (oneOf.every((field) => fields[field] === null)) {
    const found = columns.map((column) => column.label).join(', ');
    const wanted = oneOf.length === 1 ? `a column ${oneOf[0]}` : `one of the columns ${oneOf.join(', ')}`;
    throw badFile(file, `line ${line}: the header needs ${wanted}; found: ${found}`);
  }
  const used = new Set(Object.values<HeaderColumn | null>(fields));
  return { width: columns.length, fields, others: columns.filter((column) => !used.has(column)) };
}

/** `Last-Active ` → `last_active`. */
function columnKey(name: string): string {
  return name
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, '_')
    .replace(/^_|_$/g, '');
}

function firstKnown(byKey: ReadonlyMap<string, HeaderColumn>, known: readonly string[]): HeaderColumn | null {
  const key = known.find((name) => byKey.has(name));
  return (key === undefined ? undefined : byKey.get(key)) ?? null;
}

function rejectUnclear(file: CsvFile, columns: readonly HeaderColumn[], line: number): void {
  const seen = new Map<string, HeaderColumn>();
  for (const column of columns) {
    if (column.key === '') {
      throw badFile(
        file,
        `line ${line}: column ${column.index + 1} of the header has no name; name it or delete it`,
      );
    }
    const twin = seen.get(column.key);
    if (twin !== undefined) {
      const places = `columns ${twin.index + 1} and ${column.index + 1}`;
      throw badFile(
        file,
        `line ${line}: "${column.label}" is in the header twice (${places}); rename or delete one`,
      );
    }
    seen.set(column.key, column);
  }
}
