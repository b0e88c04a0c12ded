import { oneOrderText } from '../../chat/say/access/columns.ts';
import type { AccessColumn } from '../../domain/access/access-column.ts';
import { type FoundAccess, findAccess } from '../../flows/access/find-access.ts';
import type { App, Context } from '../../flows/context.ts';
import type { Asked } from '../command.ts';
import { CommandError } from '../command.ts';
import { orderNamed, shownColumns } from './parse-columns.ts';
import { accessFilter, FILTER_KEYS, filterText } from './parse-filter.ts';
import { refuseUnknown, spelled } from './refuse-unknown-values.ts';

/** The filters of `access` and `export access`. */
export const ACCESS_KEYS = [...FILTER_KEYS, 'columns', 'sort'] as const;

/** The access table that was asked for: which accounts, in which order, and with which columns. */
export interface AccessQuery {
  /** The columns to show, the account itself first; `columnReader` and `cellText` of chat/say/access/cell.ts read them. */
  readonly columns: readonly AccessColumn[];
  /** The filter in words, `null` when every account is meant. */
  readonly filter: string | null;
  /** How many accounts there are, and the accounts themselves, read when they are asked for. */
  readonly found: FoundAccess;
}

/**
 * Finds what filters, `sort:` and `columns:` ask for. Reads in pages and lets other work run in between. Throws
 * `CommandError` for a column, license or group that does not exist.
 */
export async function accessQuery(context: Context, app: App, asked: Asked): Promise<AccessQuery> {
  const typed = accessFilter(context, app, asked);
  const { group } = typed;
  const filter =
    group === undefined || group === null ? typed : { ...typed, group: spelled(context, app, group) };
  const { columns: wanted, sort } = asked.filters;
  const columns = await shownColumns(context, app, wanted);
  const order = sort === undefined ? null : await orderAsked(context, app, sort);
  const found = await findAccess(context, app, filter, order);
  const narrow = filter.license !== undefined || (group !== undefined && group !== null);
  if (narrow && app.source.sealedRun > 0 && found.total === 0) await refuseUnknown(context, app, filter);
  return { columns, filter: filterText(asked), found };
}

async function orderAsked(context: Context, app: App, sort: string) {
  try {
    return await orderNamed(context, app, sort);
  } catch (error) {
    if (!(error instanceof CommandError && sort.includes(','))) throw error;
    throw new CommandError(oneOrderText(sort));
  }
}
