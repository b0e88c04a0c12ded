import { type CsvRow, foldedWord, type HeaderColumn } from '../csv-cells/cell.ts';
import { badFile, type CsvFile } from './file.ts';

export interface Header<Field extends string> {
  readonly width: number;
  readonly fields: Readonly<Record<Field, HeaderColumn | null>>;
  /** The other columns, in file order. */
  readonly others: readonly HeaderColumn[];
  /** Those of them of which the admin's settings say that they mean nothing. */
  readonly declined: readonly HeaderColumn[];
}

/** The header names of each field, best first: when a file has several of them, the others remain columns of their own. */
export type FieldNames<Field extends string> = Readonly<Record<Field, readonly string[]>>;

/** What the admin's settings say that columns mean, by their name in the file: a field, or none. */
export type ChosenColumns<Field extends string> = Readonly<Record<string, Field | 'none'>>;

/** Throws when a name is empty or used twice, or when none of `oneOf` is there. */
export function readHeader<Field extends string>(
  file: CsvFile,
  cells: CsvRow,
  line: number,
  names: FieldNames<Field>,
  oneOf: readonly Field[],
  chosen: ChosenColumns<Field> = {},
): Header<Field> {
  const columns = cells.map((cell, index): HeaderColumn => ({ index, label: cell.trim(), ...namesOf(cell) }));
  rejectUnclear(file, columns, line);
  const byChoice = chosenColumns(file, line, columns, chosen);
  const byName = columnsByName(columns.filter((column) => !byChoice.has(column)));
  const fields = Object.fromEntries(
    Object.entries<readonly string[]>(names).map(([field, known]) => [
      field,
      columns.find((column) => byChoice.get(column) === field) ?? firstKnown(byName, known),
    ]),
  ) as Record<Field, HeaderColumn | null>;
  if (oneOf.every((field) => fields[field] === null)) {
    const found = columns.map((column) => column.label).join(', ');
    const wanted = oneOf.length === 1 ? `a column ${oneOf[0]}` : `one of the columns ${oneOf.join(', ')}`;
    throw badFile(file, `line ${line}: the header needs ${wanted}; found: ${found}`);
  }
  const used = new Set(Object.values<HeaderColumn | null>(fields));
  return {
    width: columns.length,
    fields,
    others: columns.filter((column) => !used.has(column)),
    declined: columns.filter((column) => byChoice.get(column) === 'none'),
  };
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

const SUFFIX = /\s*(?:[([](utc|gmt|read only|required|optional)[)\]]|[?:*])\s*$/i;

/** `lastLogin (UTC)` is a column `lastlogin_(utc)`, and means `last_login`. */
function namesOf(cell: string): Pick<HeaderColumn, 'key' | 'names' | 'zone'> {
  const key = columnKey(cell);
  const bare = cell.trim().replace(SUFFIX, '');
  const apart = bare.replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1_$2').replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1_$2');
  const zone = /[([](?:utc|gmt)[)\]]\s*$/i.test(cell) ? 'UTC' : null;
  const names = [key, columnKey(bare), columnKey(apart), foldedName(bare), foldedName(apart)];
  return { key, names: [...new Set(names)], zone };
}

/** `Vorgesetzte(r)` → `vorgesetzte`, `Date d’entrée` → `date_d_entree`, `Personal-Nr.` → `personal_nr`. */
function foldedName(name: string): string {
  return columnKey(
    foldedWord(name)
      .replace(/[([/:*](?:r|in|innen|n|e|a|s)[)\]]?$/, '')
      .replace(/['’]/g, ' ')
      .replace(/[.°]/g, ' '),
  );
}

/** A name that is a column's own goes before one that it only resembles. */
function columnsByName(columns: readonly HeaderColumn[]): ReadonlyMap<string, HeaderColumn> {
  const found = new Map<string, HeaderColumn>();
  for (const rank of [0, 1, 2, 3, 4])
    for (const column of columns) {
      const name = column.names[rank];
      if (name !== undefined && !found.has(name)) found.set(name, column);
    }
  return found;
}

function chosenColumns<Field extends string>(
  file: CsvFile,
  line: number,
  columns: readonly HeaderColumn[],
  chosen: ChosenColumns<Field>,
): ReadonlyMap<HeaderColumn, Field | 'none'> {
  return new Map(
    Object.entries(chosen).map(([name, field]): [HeaderColumn, Field | 'none'] => {
      const column = columns.find(({ names }) => names.includes(columnKey(name)));
      if (column !== undefined) return [column, field as Field | 'none'];
      const found = columns.map(({ label }) => label).join(', ');
      throw badFile(
        file,
        `line ${line}: the header has no column ${name}, which columns: in seatkeeper.yaml names; found: ${found}`,
      );
    }),
  );
}

function firstKnown(
  byName: ReadonlyMap<string, HeaderColumn>,
  known: readonly string[],
): HeaderColumn | null {
  const name = known.find((each) => byName.has(each));
  return (name === undefined ? undefined : byName.get(name)) ?? null;
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
