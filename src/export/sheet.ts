/** What stands in one cell. Text is data, whatever it looks like; `null` is an empty cell. */
export type Cell = string | number | boolean | null;

export interface SheetColumn {
  readonly label: string;
  /**
   * What its cells mean: a `date` holds days (`2026-03-01`) or instants as text. Cells need not keep to it: text in a number
   * column stays text.
   */
  readonly type: 'text' | 'number' | 'flag' | 'date';
}

/** A table as data, however long: what every format is written from. */
export interface Sheet {
  /** What is on it, in a word or two: `access figma`. */
  readonly name: string;
  readonly columns: readonly SheetColumn[];
  /** One cell per column. Read a page at a time as it is written, so that a million rows need no memory. */
  readonly pages: Iterable<readonly SheetRow[]> | AsyncIterable<readonly SheetRow[]>;
  /** What somebody who gets only the file must know: organisation, filter, how old the data is, when it was exported. */
  readonly notes: readonly Note[];
}

export type SheetRow = readonly Cell[];

export interface Note {
  readonly label: string;
  readonly value: string;
}

/** Takes the bytes of a file in order; resolves when it is ready for more. */
export type Sink = (bytes: Uint8Array) => Promise<void>;

/** What became of a sheet. */
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
