import type { AccessFilter } from '../../domain/access/access-filter.ts';
import { accountsByRows, type StoredAccount } from '../accounts/accounts.ts';
import type { Store } from '../db/open.ts';
import { type AccessIndex, agrees, refreshAccessIndex } from './access-index.ts';
import { type Beside, firstInOrder, lastUse, type Order, passing } from './access-selection.ts';
import type { FoundAccounts } from './accounts-in-table.ts';

/** How often a page is read again when the table changed under the index. */
const PATIENCE = 3;
const CHUNK = 500;

/**
 * The accounts that pass, picked and sorted in the index; only requested ones are read from the table. An order that is not meant
 * `everywhere` sorts only pages.
 */
export function accountsInIndex(
  store: Store,
  index: AccessIndex,
  filter: AccessFilter,
  beside: Beside,
  sort: { readonly order: Order; readonly down: boolean; readonly everywhere: boolean },
): FoundAccounts {
  let last: { readonly positions: Uint32Array; readonly use: number } | null = null;

  function positions(): Uint32Array {
    if (last === null || last.use !== lastUse())
      last = { positions: passing(index, filter, beside), use: lastUse() };
    return last.positions;
  }

  /** The first of them, in order. */
  function first(until: number): Uint32Array {
    return firstInOrder(positions(), sort.order, sort.down, until);
  }

  const rowsAt = (wanted: Uint32Array) => Array.from(wanted, (position) => index.rows[position] ?? 0);

  return {
    get total() {
      return positions().length;
    },
    page(offset, limit) {
      for (let tries = 1; ; tries++) {
        const wanted = first(offset + limit).subarray(offset);
        const stored = accountsByRows(store, rowsAt(wanted));
        const sound =
          stored.length === wanted.length && stored.every((one, at) => agrees(index, wanted[at] ?? 0, one));
        if (sound || tries === PATIENCE) return stored;
        // A read is being applied right now: the page must show what is in the table.
        refreshAccessIndex(store, index, rowsAt(wanted));
        last = null;
      }
    },
    *all(): Iterable<StoredAccount> {
      const wanted = sort.everywhere ? first(index.rows.length) : positions();
      for (let from = 0; from < wanted.length; from += CHUNK)
        yield* accountsByRows(store, rowsAt(wanted.subarray(from, from + CHUNK)));
    },
  };
}
