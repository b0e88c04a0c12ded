import type { CsvRow, HeaderColumn } from '../csv-cells/cell.ts';
import { badFile, type CsvFile } from '../csv-text/file.ts';
import { type ChosenColumns, chosenIn } from './chosen.ts';
import { namesOf, RANKS } from './column-name.ts';
import { headingsText } from './headings-text.ts';
import { addressText, nearestText } from './nearest.ts';
import { type Preset, presetOf } from './preset.ts';

export interface Header<Field extends string> {
  readonly width: number;
  readonly fields: Readonly<Record<Field, HeaderColumn | null>>;
  /** The other columns, in file order. */
  readonly others: readonly HeaderColumn[];
  /** The ones that the admin's settings declare meaningless. */
  readonly declined: readonly HeaderColumn[];
  /** What the settings say that the words of a field mean. */
  readonly words: ChosenColumns<Field>['words'];
  /** The export that the file is known to be. */
  readonly preset: Preset<Field> | null;
  /** The rows below the header, some hundred of them. */
  readonly sample: readonly CsvRow[];
  /** Columns that share a heading. */
  readonly twins: readonly Twins[];
}

interface Twins {
  readonly first: HeaderColumn;
  readonly again: HeaderColumn;
}

/** The header names of each field, best first: when a file has several of them, the others remain columns of their own. */
export type FieldNames<Field extends string> = Readonly<Record<Field, readonly string[]>>;

/** How a header is read. */
export interface HeaderReading<Field extends string> {
  readonly names: FieldNames<Field>;
  /** A file must have at least one of these columns. */
  readonly oneOf: readonly Field[];
  /** What the settings say that columns mean. */
  readonly chosen?: ChosenColumns<Field> | undefined;
  readonly presets?: readonly Preset<Field>[];
  /** Looks at what the columns hold, because a name alone may mislead. */
  readonly settle?: (header: Header<Field>, isChosen: (column: HeaderColumn) => boolean) => Header<Field>;
  /** Why the rows of a file with this header are something else; `null` when they are not. */
  readonly wrongKind?: (header: Header<Field>) => string | null;
}

const NO_WORDS: Readonly<Record<never, never>> & Record<string, undefined> = {};

/** Throws when none of `oneOf` is there. */
export function readHeader<Field extends string>(
  file: CsvFile,
  cells: CsvRow,
  line: number,
  reading: HeaderReading<Field>,
  sample: readonly CsvRow[] = [],
): Header<Field> {
  const { columns, twins } = apart(columnsIn(cells, sample));
  const known = columns.filter((column) => isKnown(reading.names, column)).length;
  const byChoice =
    known === 0 && reading.chosen === undefined ? new Map() : chosenIn(file, line, columns, reading.chosen);
  const header = headerOf(columns, byChoice, reading, { sample, twins });
  const wrong = reading.wrongKind?.(header) ?? null;
  if (wrong !== null) throw badFile(file, wrong);
  const { oneOf } = reading;
  if (oneOf.some((field) => header.fields[field] !== null)) return header;
  const wanted = oneOf.length === 1 ? `a column ${oneOf[0]}` : `one of the columns ${oneOf.join(', ')}`;
  // If this is not such a table, only the columns that would make it one are worth guessing.
  const guessed = known > 0 ? reading.names : namesOfFields(reading.names, oneOf);
  const near = nearestText(header.others, guessed);
  // Any file may have been named: nothing from it is shown unless it is a table of the expected kind.
  const found = known === 0 ? '' : `; found: ${headingsText(columns)}`;
  const unknown =
    known === 0 && near === '' ? '; none of its headings is known, so it may be another kind of file' : '';
  const address = unknown !== '' && oneOf.includes('email' as Field) ? addressText(columns, sample) : '';
  throw badFile(file, `line ${line}: the header needs ${wanted}${found}${near}${unknown}${address}`);
}

function namesOfFields<Field extends string>(
  names: FieldNames<Field>,
  fields: readonly Field[],
): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(fields.map((field) => [field, names[field]]));
}

/** How many cells of a row are headings of this kind of file; 0 if none of them names an account or person. */
export function headingsIn<Field extends string>(cells: CsvRow, reading: HeaderReading<Field>): number {
  const { columns } = apart(columnsIn(cells, []));
  const byChoice = new Map(
    [...(reading.chosen?.meanings ?? [])].flatMap(([name, field]) => {
      const column = columns.find(({ label, names }) => label === name || names.includes(name.toLowerCase()));
      return column === undefined ? [] : [[column, field] as const];
    }),
  );
  const { fields } = headerOf(columns, byChoice, reading, { sample: [], twins: [] });
  if (reading.oneOf.every((field) => fields[field] === null)) return 0;
  return Object.values(fields).filter((column) => column !== null).length;
}

function headerOf<Field extends string>(
  columns: readonly HeaderColumn[],
  byChoice: ReadonlyMap<HeaderColumn, Field | 'none'>,
  { names, chosen, presets = [], settle }: HeaderReading<Field>,
  { sample, twins }: Pick<Header<Field>, 'sample' | 'twins'>,
): Header<Field> {
  const byName = columnsByName(columns.filter((column) => !byChoice.has(column)));
  const preset = presetOf(presets, columns);
  const fields = Object.fromEntries(
    Object.entries<readonly string[]>(names).map(([field, known]) => [
      field,
      columns.find((column) => byChoice.get(column) === field) ??
        firstKnown(byName, preset?.columns?.[field as Field] ?? known),
    ]),
  ) as Record<Field, HeaderColumn | null>;
  const used = new Set(Object.values<HeaderColumn | null>(fields));
  const header: Header<Field> = {
    width: columns.length,
    fields,
    others: columns.filter((column) => !used.has(column)),
    declined: columns.filter((column) => byChoice.get(column) === 'none'),
    words: chosen?.words ?? NO_WORDS,
    preset,
    sample,
    twins,
  };
  return settle === undefined ? header : settle(header, (column) => byChoice.has(column));
}

/** The header with a field moved to another column, or to none; its previous column becomes one of the others. */
export function withField<Field extends string>(
  header: Header<Field>,
  field: NoInfer<Field>,
  column: HeaderColumn | null,
): Header<Field> {
  const before = header.fields[field];
  const others = header.others.filter((other) => other !== column);
  if (before !== null) others.push(before);
  others.sort((a, b) => a.index - b.index);
  return { ...header, fields: { ...header.fields, [field]: column }, others };
}

/** Ignores columns without a name and without content, such as spreadsheets leave at the right. */
function columnsIn(cells: CsvRow, sample: readonly CsvRow[]): readonly HeaderColumn[] {
  let width = cells.length;
  while (width > 1 && (cells[width - 1] ?? '').trim() === '' && isEmpty(sample, width - 1)) width--;
  return cells
    .slice(0, width)
    .map(
      (cell, index): HeaderColumn =>
        cell.trim() === '' ? unnamed(index) : { index, label: cell.trim(), ...namesOf(cell) },
    );
}

/** A column without a name, such as the row numbers that some programs write; nothing is read from it. */
function unnamed(index: number): HeaderColumn {
  const key = `column_${index + 1}`;
  return { index, key, label: `column ${index + 1}`, names: [], zone: null };
}

function isEmpty(sample: readonly CsvRow[], index: number): boolean {
  return sample.length > 0 && sample.every((cells) => (cells[index] ?? '').trim() === '');
}

function isKnown(names: FieldNames<string>, column: HeaderColumn): boolean {
  return Object.values(names).some((known) => column.names.some((name) => known.includes(name)));
}

/** A column's exact name takes precedence over a name that it only resembles. */
function columnsByName(columns: readonly HeaderColumn[]): ReadonlyMap<string, HeaderColumn> {
  const found = new Map<string, HeaderColumn>();
  for (const rank of RANKS)
    for (const column of columns) {
      const name = column.names[rank];
      if (name !== undefined && !found.has(name)) found.set(name, column);
    }
  return found;
}

function firstKnown(
  byName: ReadonlyMap<string, HeaderColumn>,
  known: readonly string[],
): HeaderColumn | null {
  const name = known.find((each) => byName.has(each));
  return (name === undefined ? undefined : byName.get(name)) ?? null;
}

/** Of columns that share a heading, the first is read, and filled from the others where it is empty. */
function apart(columns: readonly HeaderColumn[]): {
  readonly columns: readonly HeaderColumn[];
  readonly twins: readonly Twins[];
} {
  const first = new Map<string, HeaderColumn>();
  const counts = new Map<string, number>();
  const twins: Twins[] = [];
  const all = columns.map((column) => {
    const before = first.get(column.key);
    if (before === undefined) {
      first.set(column.key, column);
      return column;
    }
    const number = (counts.get(column.key) ?? 1) + 1;
    counts.set(column.key, number);
    const again: HeaderColumn = {
      ...column,
      key: `${column.key}_${number}`,
      label: `${column.label} (${number})`,
      names: [],
    };
    twins.push({ first: before, again });
    return again;
  });
  return { columns: all, twins };
}
