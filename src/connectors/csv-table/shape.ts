import type { RowIdentity } from '../../domain/sync/set-aside.ts';
import type { FileNote } from '../../domain/sync/unused-columns.ts';
import type { CsvRow, HeaderColumn } from '../csv-cells/cell.ts';
import type { DateOrder } from '../csv-cells/date-parts.ts';
import type { Header, HeaderReading } from '../csv-columns/header.ts';

/** Two rows with one id that cannot be united. */
export type Contradiction =
  /** They are about different people: the list cannot be trusted. */
  | { readonly kind: 'others' }
  /** The second differs from the first only in its spelling: it is set aside. */
  | {
      readonly kind: 'spelling';
      readonly column: HeaderColumn;
      readonly first: string;
      readonly next: string;
    };

export type UnknownWord = (field: string, column: HeaderColumn, word: string) => void;

/** The columns of one kind of file, and how a row becomes a `Value`. */
export interface Shape<Field extends string, Value> extends HeaderReading<Field> {
  /**
   * `orders`: how columns write day and month, if that was found out. `unknownWord` is told about an unknown word in a column where that is
   * not a reason to set the row aside.
   */
  readonly reader: (
    header: Header<Field>,
    orders: ReadonlyMap<number, DateOrder>,
    unknownWord: UnknownWord,
  ) => (cells: CsvRow) => Value;
  /** The columns that nothing is read from. */
  readonly unused?: (header: Header<Field>) => readonly HeaderColumn[];
  /** What an admin should know about how the header was understood. */
  readonly notes?: (header: Header<Field>) => readonly FileNote[];
  /** Why a file with this header is refused; `null` when it is not. */
  readonly refusal?: (header: Header<Field>) => string | null;
  /** The same after a look at the rows, which only a doubtful header needs. */
  readonly refusalByRows?: (
    header: Header<Field>,
    rows: () => AsyncIterable<readonly CsvRow[]>,
  ) => Promise<string | null>;
  readonly id: (value: Value) => string;
  /** Unites two rows with one id; if left out, they are refused. */
  readonly unite?: (first: Value, next: Value) => Value;
  /** The contradiction between two rows with one id; `null` when they may be united. */
  readonly contradiction?: (first: Value, next: Value, header: Header<Field>) => Contradiction | null;
  /** Why two rows with one id are refused. */
  readonly twice: (id: string) => string;
  /** Tells whom an unreadable row is about, so that a few of these can be set aside. Without it, any bad row makes the file refused. */
  readonly identifier?: (header: Header<Field>) => (cells: CsvRow) => RowIdentity;
  /** The columns that a row must reach to be read even if it ends before the last one. */
  readonly needs?: (header: Header<Field>) => readonly HeaderColumn[];
  /** The columns of addresses. */
  readonly addresses?: (header: Header<Field>) => readonly (HeaderColumn | null)[];
  /** Whether a row is about nobody, in a file that has such rows: it is left out and counted. */
  readonly nobody?: (header: Header<Field>) => ((cells: CsvRow) => boolean) | null;
}
