import type { KeptList } from '../../domain/kept/kept-list.ts';
import type { KeptState } from './kept-state.ts';
import { packRows, unpackRows } from './packed-rows.ts';

export interface ListRow {
  readonly id: string;
}

/** What has changed in a list since it was kept. */
export interface ListChanges<Row> {
  /** New and changed rows, whole, by their ids. */
  readonly changed: ReadonlyMap<string, Row>;
  readonly removed: ReadonlySet<string>;
  /** How many rows the vendor says there are now. */
  readonly total: number;
  /** What a changed row changes in others. */
  readonly besides?: (row: Row) => Row;
  /** An error that makes the list be read again. */
  readonly lost: () => Error;
}

export interface ChangedList<Row> {
  /** Its new rows, which are in no page yet. */
  readonly added: readonly Row[];
  /** Every row as it is now, page by page; unchanged pages are not kept again. */
  pages(keep: (number: number, rows: Uint8Array) => void): AsyncGenerator<readonly Row[]>;
}

/**
 * A kept list with what has changed. `null` where the two do not make a whole list: a page is missing, an id is there twice, or the vendor counts other rows
 * than are there. The pages are looked at before the first is given out, so that nothing of a list that does not hold is used.
 */
export async function changedList<Row extends ListRow>(
  kept: KeptList,
  state: KeptState,
  { changed, removed, total, besides = (row) => row, lost }: ListChanges<Row>,
): Promise<ChangedList<Row> | null> {
  const there = new Set<string>();
  let [before, gone] = [0, 0];
  for (let number = 0; number < state.pages; number++) {
    const rows = await pageOf(number);
    if (rows === null) return null;
    before += rows.length;
    for (const { id } of rows) {
      if (removed.has(id)) gone++;
      if (!changed.has(id)) continue;
      if (there.has(id)) return null;
      there.add(id);
    }
  }
  const added = [...changed].flatMap(([id, row]) => (there.has(id) ? [] : [row]));
  if (before !== state.rows || before - gone + added.length !== total) return null;

  async function pageOf(number: number): Promise<readonly Row[] | null> {
    const packed = kept.page(number);
    return packed === null ? null : await unpackRows<Row>(packed);
  }

  return {
    added,
    async *pages(keep) {
      let listed = 0;
      for (let number = 0; number < state.pages; number++) {
        const rows = await pageOf(number);
        if (rows === null) throw lost();
        let same = true;
        const now = rows.flatMap((row) => {
          const next = removed.has(row.id) ? null : besides(changed.get(row.id) ?? row);
          same &&= next === row;
          return next ?? [];
        });
        if (!same) keep(number, await packRows(now));
        listed += now.length;
        if (now.length > 0) yield now;
      }
      // Somebody may have written the pages meanwhile.
      if (listed + added.length !== total) throw lost();
      if (added.length === 0) return;
      const rows = added.map(besides);
      keep(state.pages, await packRows(rows));
      yield rows;
    },
  };
}
