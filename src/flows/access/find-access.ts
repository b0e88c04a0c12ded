import type { AccessOrder } from '../../domain/access/access-column.ts';
import type { AccessFilter } from '../../domain/access/access-filter.ts';
import {
  accountsInIndex,
  accountsInTable,
  type Beside,
  type FoundAccounts,
  isPlain,
  type KeptIndex,
  type Order,
  troubleOrder,
} from '../../store/access/access-table.ts';
import type { StoredAccount } from '../../store/accounts/accounts.ts';
import type { App, Context } from '../context.ts';
import { type AccessItem, accountDescriber } from './describe-account.ts';
import { besideFilter, orderBy } from './filter-and-order.ts';

/**
 * The accounts that match a filter. Each is read and described only when it is asked for. Pages follow the requested order; without one
 * they show first what needs a decision, and `all` follows the order of the app's own ids.
 */
export interface FoundAccess {
  readonly total: number;
  page(offset: number, limit: number): readonly AccessItem[];
  all(): Iterable<AccessItem>;
}

/**
 * Finds accounts of an app for the access table. Reads in pages and lets other work run in between, however many accounts there
 * are. The engine is store/access/access-table.ts; this function gives it what it needs from outside, and describes its accounts.
 */
export async function findAccess(
  context: Context,
  app: App,
  filter: AccessFilter,
  order: AccessOrder | null,
): Promise<FoundAccess> {
  if (app.source.sealedRun === 0) return { total: 0, page: () => [], all: () => [] };
  // A process that ends after its answer would build an index for nothing where the table itself can answer.
  const found =
    order === null && isPlain(filter) && !context.indexes.lasting
      ? accountsInTable(context.store, app.source.id, filter)
      : await findInIndex(context, app, filter, order);
  return described(found, context, app);
}

function described(found: FoundAccounts, context: Context, app: App): FoundAccess {
  const describe = accountDescriber(context, app);
  const item = (stored: StoredAccount) => ({ ...describe(stored), stored });
  return {
    get total() {
      return found.total;
    },
    page: (offset, limit) => found.page(offset, limit).map(item),
    *all() {
      for (const stored of found.all()) yield item(stored);
    },
  };
}

async function findInIndex(
  context: Context,
  app: App,
  filter: AccessFilter,
  order: AccessOrder | null,
): Promise<FoundAccounts> {
  const { store, indexes } = context;
  let kept: KeptIndex;
  let version: number;
  let beside: Beside;
  let places: Order;
  // Other work runs in between. If it changes the accounts, everything is looked up again.
  do {
    kept = await indexes.of(store, app.source.id);
    version = kept.version;
    beside = await besideFilter(context, app, kept, filter);
    places = order === null ? troubleOrder(kept.index) : await orderBy(context, app, kept, order.column);
  } while ((await indexes.of(store, app.source.id)) !== kept || kept.version !== version);
  return accountsInIndex(store, kept.index, filter, beside, {
    order: places,
    down: order?.down ?? false,
    everywhere: order !== null,
  });
}
