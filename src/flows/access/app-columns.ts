import { type AccessColumn, COMMON_COLUMNS, ownColumn } from '../../domain/access/access-column.ts';
import {
  type ColumnCounts,
  countColumns,
  countIndex,
  countMetadata,
  countOwned,
  countSets,
  inTurns,
  type KeptIndex,
  markPeople,
  markReported,
  type OwnCount,
} from '../../store/access/access-table.ts';
import type { App, Context } from '../context.ts';
import { costsOf, grantsOf } from './describe-account.ts';

/** A column with the number of accounts that have a value in it. */
export interface FilledColumn {
  readonly column: AccessColumn;
  readonly rows: number;
}

/**
 * The app's own metadata columns: what its connector declares, and what its accounts have. In an app of a million
 * accounts they are looked for once per read, in pages.
 */
export async function ownColumns(context: Context, app: App): Promise<readonly FilledColumn[]> {
  const own = await ownCounts(context, app);
  const declared = declaredColumns(context, app);
  const found = own.map(({ key, type, rows }) => {
    const known = declared.find((column) => column.key === key);
    return { column: ownColumn(key, known?.label ?? key, known?.type ?? type), rows };
  });
  const empty = declared
    .filter(({ key }) => !own.some((column) => column.key === key))
    .map(({ key, label, type }) => ({ column: ownColumn(key, label, type), rows: 0 }));
  return [...found, ...empty];
}

/** The columns that every app has. */
export async function commonColumns(context: Context, app: App): Promise<readonly FilledColumn[]> {
  if (app.source.sealedRun === 0) return COMMON_COLUMNS.map((column) => ({ column, rows: 0 }));
  const { common } = await countsOf(context, app);
  const { index, keep } = await context.indexes.of(context.store, app.source.id);
  const grants = grantsOf(context, app.config.id);
  const granted = await keep(
    'people:granted any',
    () => markPeople(context.store, (groups) => grants(JSON.parse(groups) as string[]).length > 0),
    ({ byteLength }) => byteLength,
  );
  const reported = (fact: Parameters<typeof markReported>[1]) =>
    countOwned(index, markReported(context.store, fact));
  const rows: Record<string, number> = {
    ...common,
    ...countIndex(index),
    cost: countCosts(index, costsOf(context, app)),
    granted_by: countOwned(index, granted),
    department: reported('department'),
    manager: reported('manager'),
    last_day: reported('end_date'),
  };
  return COMMON_COLUMNS.map((column) => ({ column, rows: rows[column.key] ?? 0 }));
}

/** How many accounts have a known price, counted by their sets of licenses. */
function countCosts(index: KeptIndex['index'], costs: ReturnType<typeof costsOf>): number {
  return countSets(index).reduce(
    (sum, { licenses, state, count }) =>
      Object.keys(costs({ licenses, state }).monthlyCost).length === 0 ? sum : sum + count,
    0,
  );
}

/** A process that ends after its answer must not build an index for nothing. */
async function ownCounts(context: Context, app: App): Promise<readonly OwnCount[]> {
  if (context.indexes.lasting || app.source.sealedRun === 0) return (await countsOf(context, app)).own;
  return inTurns(countMetadata(context.store, app.source));
}

const NOTHING: ColumnCounts = { common: {}, own: [] };

async function countsOf(context: Context, app: App): Promise<ColumnCounts> {
  if (app.source.sealedRun === 0) return NOTHING;
  const { index, keep } = await context.indexes.of(context.store, app.source.id);
  return keep(
    'columns',
    () => countColumns(context.store, index),
    () => 10_000,
  );
}

function declaredColumns({ dependencies }: Context, { config }: App) {
  const columns = dependencies.connectors.find(({ id }) => id === config.connector)?.columns ?? 'any';
  return columns === 'any' ? [] : columns;
}
