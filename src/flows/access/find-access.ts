import type { AccessOrder } from '../../domain/access/access-column.ts';
import type { AccessFilter } from '../../domain/access/access-filter.ts';
import type { AccessRow } from '../../domain/access/access-row.ts';
import { accessPage, accessRows, isPlain } from '../../store/access/access.ts';
import { agrees, refreshAccessIndex } from '../../store/access/access-index.ts';
import {
  type Beside,
  firstInOrder,
  lastUse,
  type Order,
  passing,
} from '../../store/access/access-selection.ts';
import { accountsByRows, type StoredAccount } from '../../store/accounts/accounts.ts';
import type { App, Context } from '../context.ts';
import type { KeptIndex } from './access-indexes.ts';
import { besideFilter, orderBy } from './access-page.ts';
import { accountDescriber } from './describe-account.ts';

/** One account of the table: what is said of it, and what the store has. */
export interface AccessItem {
  readonly row: AccessRow;
  readonly stored: StoredAccount;
}

/** The accounts that pass a filter, in order; each is read and described when it is asked for. */
export interface FoundAccess {
  readonly total: number;
  page(offset: number, limit: number): readonly AccessItem[];
  all(): Iterable<AccessItem>;
}

/** Reads in pages and lets others have their turn in between, however many accounts there are. */
export async function findAccess(
  context: Context,
  app: App,
  filter: AccessFilter,
  order: AccessOrder | null,
): Promise<FoundAccess> {
  if (app.source.sealedRun === 0) return { total: 0, page: () => [], all: () => [] };
  // A process that ends with its answer gains nothing from an index where the table itself will do.
  return order === null && isPlain(filter) && !context.indexes.lasting
    ? findInTable(context, app, filter)
    : findInIndex(context, app, filter, order);
}

function findInTable(context: Context, app: App, filter: AccessFilter): FoundAccess {
  const { store } = context;
  const describe = accountDescriber(context, app);
  const item = (stored: StoredAccount) => ({ row: describe(stored), stored });
  let total: number | null = null;
  const page = (offset: number, limit: number) => {
    const found = accessPage(store, app.source.id, filter, { limit, offset });
    total = found.total;
    return found.shown.map(item);
  };
  return {
    get total() {
      if (total === null) page(0, 1);
      return total ?? 0;
    },
    page,
    *all() {
      for (const stored of accessRows(store, app.source.id, filter)) yield item(stored);
    },
  };
}

/** How often a page is looked at again when the table moved under the index. */
const PATIENCE = 3;
const CHUNK = 500;

async function findInIndex(
  context: Context,
  app: App,
  filter: AccessFilter,
  order: AccessOrder | null,
): Promise<FoundAccess> {
  const { store, indexes } = context;
  const describe = accountDescriber(context, app);
  let kept: KeptIndex;
  let version: number;
  let beside: Beside;
  let places: Order | null;
  // Others have their turn meanwhile, and may change what was asked for.
  do {
    kept = await indexes.of(store, app.source.id);
    version = kept.version;
    beside = await besideFilter(context, app, kept, filter);
    places = order === null ? null : await orderBy(context, app, kept, order.column);
  } while ((await indexes.of(store, app.source.id)) !== kept || kept.version !== version);
  const { index } = kept;
  let last: { readonly positions: Uint32Array; readonly use: number } | null = null;

  function positions(): Uint32Array {
    if (last === null || last.use !== lastUse())
      last = { positions: passing(index, filter, beside), use: lastUse() };
    return last.positions;
  }

  /** The first of them, in order. */
  function first(until: number): Uint32Array {
    return places === null
      ? positions().slice(0, until)
      : firstInOrder(positions(), places, order?.down ?? false, until);
  }

  function read(wanted: Uint32Array): readonly StoredAccount[] {
    return accountsByRows(
      store,
      wanted.map((position) => index.rows[position] ?? 0),
    );
  }

  return {
    get total() {
      return positions().length;
    },
    page(offset, limit) {
      for (let tries = 1; ; tries++) {
        const wanted = first(offset + limit).subarray(offset);
        const stored = read(wanted);
        const sound =
          stored.length === wanted.length && stored.every((one, at) => agrees(index, wanted[at] ?? 0, one));
        if (sound || tries === PATIENCE) return stored.map((one) => ({ row: describe(one), stored: one }));
        // A read is being applied right now: what is shown must be what is there.
        refreshAccessIndex(
          store,
          index,
          wanted.map((position) => index.rows[position] ?? 0),
        );
        last = null;
      }
    },
    *all() {
      const wanted = first(index.rows.length);
      for (let from = 0; from < wanted.length; from += CHUNK)
        for (const stored of read(wanted.subarray(from, from + CHUNK)))
          yield { row: describe(stored), stored };
    },
  };
}
