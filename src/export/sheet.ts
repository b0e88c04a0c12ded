/** The content of one cell. Text is data, whatever it looks like; `null` is an empty cell. */
export type Cell = string | number | boolean | null;

export interface SheetColumn {
  readonly label: string;
  /**
   * The meaning of its cells: a `date` holds days (`2026-03-01`) or instants as text. A cell may differ from its column: text in a
   * number column stays text.
   */
  readonly type: 'text' | 'number' | 'flag' | 'date';
}

/** A table as data, of any length, from which every format is written. */
export interface Sheet {
  /** A short name: `access figma`. */
  readonly name: string;
  /** The heading of a page; the name where it is left out. */
  readonly title?: string;
  /** Further tables, for formats that have a place for them: a page to print. */
  readonly sections?: readonly Section[];
  /** What a page says where the table has no rows. */
  readonly empty?: string;
  readonly columns: readonly SheetColumn[];
  /** One cell per column. Read a page at a time as it is written, so that a million rows need no memory. */
  readonly pages: Iterable<readonly SheetRow[]> | AsyncIterable<readonly SheetRow[]>;
  /** Facts for a reader who has only the file: organisation, filter, age of the data, time of the export. */
  readonly notes: readonly Note[];
}

/** A table after the first one. */
export interface Section extends Pick<Sheet, 'columns' | 'pages' | 'empty'> {
  readonly title: string;
  readonly text?: string;
}

export type SheetRow = readonly Cell[];

export interface Note {
  readonly label: string;
  readonly value: string;
}

/** Takes the bytes of a file in order; resolves when it is ready for more. */
export type Sink = (bytes: Uint8Array) => Promise<void>;

/** The result of writing a sheet. */
export interface SheetOutcome {
  readonly rows: number;
  /** Cells that were longer than the format can hold, and were cut. */
  readonly cut: number;
}

export function* inPages<T>(rows: Iterable<T>, size = 1000): Iterable<readonly T[]> {
  let page: T[] = [];
  for (const row of rows) {
    page.push(row);
    if (page.length < size) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}
