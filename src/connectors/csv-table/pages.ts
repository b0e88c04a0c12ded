import type { RowIdentity } from '../../domain/sync/set-aside.ts';
import { BadCell, type CsvRow } from '../csv-cells/cell.ts';
import { AmbiguousDate } from '../csv-cells/date-cell.ts';
import type { DateOrder } from '../csv-cells/date-parts.ts';
import { dateOrdersIn } from '../csv-columns/date-orders.ts';
import { findHeader } from '../csv-columns/find-header.ts';
import { withoutFooter } from '../csv-columns/footer.ts';
import type { Header } from '../csv-columns/header.ts';
import { badFile, type CsvFile } from '../csv-text/file.ts';
import { isBlank, lineOf, readRows } from '../csv-text/rows.ts';
import type { BadRows } from './bad-rows.ts';
import { type RowWidth, rowWidth, withoutTwins } from './row-width.ts';
import type { Shape } from './shape.ts';
import { type UnknownWords, unknownWords } from './unknown-words.ts';

/** Small enough that storing a page takes only a moment. */
export const PAGE_ROWS = 2000;

/** What was found out about a file while it was read. */
export interface Facts<Field extends string> {
  header: Header<Field> | null;
  /** Rows of the table. */
  rows: number;
  /** Lines below the table. */
  left: number;
  /** Rows about nobody. */
  nobody: number;
  /** Rows that ended before the last column, and were read. */
  short: number;
  /** The encoding, if it is not UTF-8. */
  encoding: string | null;
  /** The sheet that was read, if the workbook has several. */
  sheet: string | null;
  readonly words: UnknownWords;
}

export function noFacts<Field extends string>(): Facts<Field> {
  return {
    header: null,
    rows: 0,
    left: 0,
    nobody: 0,
    short: 0,
    encoding: null,
    sheet: null,
    words: unknownWords(),
  };
}

/** The rows of one chunk of the file. */
export interface Page<Value> {
  readonly values: readonly Value[];
  /** The ids of its rows, including bad rows that have one. */
  readonly ids: readonly string[];
  readonly lineOf: (index: number) => number;
  /** The line of a row that was read. */
  readonly lineOfValue: (value: Value) => number;
}

export interface Reading<Field extends string> {
  readonly bad: BadRows;
  readonly facts: Facts<Field>;
}

const NO_ORDERS: ReadonlyMap<number, DateOrder> = new Map();
const UNIDENTIFIED: RowIdentity = { id: null, addresses: [], usernames: [] };

/** All rows of the file; throws after the last one if too many cannot be read. */
export async function* pagesOf<Field extends string, Value>(
  file: CsvFile,
  shape: Shape<Field, Value>,
  { bad, facts }: Reading<Field>,
): AsyncGenerator<Page<Value>> {
  let header: Header<Field> | null = null;
  let reader: ((cells: CsvRow) => Value) | null = null;
  let identify: ((cells: CsvRow) => RowIdentity) | null = null;
  let widths: RowWidth | null = null;
  let isNobody: ((cells: CsvRow) => boolean) | null = null;
  let orders = NO_ORDERS;
  const body = withoutFooter(
    readRows(file, (found) => {
      Object.assign(facts, found);
    }),
  );
  for await (const batch of body.batches) {
    const values: Value[] = [];
    const ids: string[] = [];
    const read: (Value | null)[] = [];
    const origins: number[] = [];
    let index = 0;
    if (header === null || reader === null) {
      const found = findHeader(file, batch, shape);
      if (found === null) continue;
      header = found.header;
      index = found.index + 1;
      facts.header = header;
      const refusal =
        shape.refusal?.(header) ?? (await shape.refusalByRows?.(header, () => rowsOf(file))) ?? null;
      if (refusal !== null) throw badFile(file, refusal);
      reader = shape.reader(header, orders, facts.words.add);
      widths = rowWidth(header, shape);
      identify = shape.identifier?.(header) ?? null;
      isNobody = shape.nobody?.(header) ?? null;
    }
    for (; index < batch.rows.length; index++) {
      const cells = batch.rows[index] ?? [];
      if (isBlank(cells)) continue;
      if (isNobody?.(cells) === true) {
        facts.nobody++;
        continue;
      }
      facts.rows++;
      let whole: CsvRow | null = null;
      try {
        const isCut = batch.cut === true && index === batch.rows.length - 1;
        whole = widths?.fit(cells, isCut) ?? cells;
        const value = reader(withoutTwins(whole, header));
        values.push(value);
        read.push(value);
        ids.push(shape.id(value));
        origins.push(index);
      } catch (error) {
        if (!(error instanceof BadCell)) throw error;
        if (error instanceof AmbiguousDate && orders === NO_ORDERS) {
          orders = await dateOrdersIn(file, header.width, header.preset?.dates);
          reader = shape.reader(header, orders, facts.words.add);
          facts.rows--;
          index--;
          continue;
        }
        const at = index;
        const identity = whole === null ? null : (identify?.(whole) ?? UNIDENTIFIED);
        bad.add(() => lineOf(batch, at), error, identity);
        if (identity === null || identity.id === null) continue;
        ids.push(identity.id);
        read.push(null);
        origins.push(index);
      }
    }
    if (ids.length === 0) continue;
    yield {
      values,
      ids,
      lineOf: (at) => lineOf(batch, origins[at] ?? 0),
      lineOfValue: (value) => lineOf(batch, origins[read.indexOf(value)] ?? 0),
    };
  }
  facts.left = body.left();
  facts.short = widths?.short() ?? 0;
  if (header === null) throw badFile(file, 'is empty; it needs at least a header line');
  const refusal = bad.refusal(facts.rows);
  if (refusal !== null) throw refusal;
}

async function* rowsOf(file: CsvFile): AsyncGenerator<readonly CsvRow[]> {
  for await (const { rows } of readRows(file)) yield rows;
}
