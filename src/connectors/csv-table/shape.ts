import type { RowIdentity } from '../../domain/sync/set-aside.ts';
import type { FileNote } from '../../domain/sync/unused-columns.ts';
import type { CsvRow, HeaderColumn } from '../csv-cells/cell.ts';
import type { DateOrder } from '../csv-cells/date-parts.ts';
import type { Header, HeaderReading } from '../csv-columns/header.ts';

/** Two rows with one id that are not one. */
export type Contradiction =
  /** They are about different people: the list is not to be trusted. */
  | { readonly kind: 'others' }
  /** The second is the first in other letters: it is set aside. */
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
   * `orders`: how columns write day and month, where that was found out. `unknownWord` is told of a word that is not known in a column
   * where that is no reason to set the row aside.
   */
  readonly reader: (
    header: Header<Field>,
    orders: ReadonlyMap<number, DateOrder>,
    unknownWord: UnknownWord,
  ) => (cells: CsvRow) => Value;
  /** The columns that nothing is read from. */
  readonly unused?: (header: Header<Field>) => readonly HeaderColumn[];
  /** What an admin should know of how the header was understood. */
  readonly notes?: (header: Header<Field>) => readonly FileNote[];
  /** Why a file with this header is refused; `null` when it is not. */
  readonly refusal?: (header: Header<Field>) => string | null;
  /** The same after a look at its rows, of which only a doubtful header asks. */
  readonly refusalByRows?: (
    header: Header<Field>,
    rows: () => AsyncIterable<readonly CsvRow[]>,
  ) => Promise<string | null>;
  readonly id: (value: Value) => string;
  /** What two rows with one id are together; where it is left out, they are refused. */
  readonly unite?: (first: Value, next: Value) => Value;
  /** What two rows with one id say that cannot both be true of one; `null` when they may be united. */
  readonly contradiction?: (first: Value, next: Value, header: Header<Field>) => Contradiction | null;
  /** Why two rows with one id are refused. */
  readonly twice: (id: string) => string;
  /** Whom a row is about that cannot be read: a few of these are set aside. Without it, every bad row refuses the file. */
  readonly identifier?: (header: Header<Field>) => (cells: CsvRow) => RowIdentity;
  /** The columns that a row must reach to be read where it ends before the last one. */
  readonly needs?: (header: Header<Field>) => readonly HeaderColumn[];
  /** The columns of addresses. */
  readonly addresses?: (header: Header<Field>) => readonly (HeaderColumn | null)[];
  /** Whether a row is about nobody, in a file that has such rows: it is left out and counted. */
  readonly nobody?: (header: Header<Field>) => ((cells: CsvRow) => boolean) | null;
}
