/**
 * The engine behind the access table: any filter and any order over the accounts of an app, however many there are. This is the
 * only file of the folder that the rest of `src` imports.
 *
 * A service answers from memory. For each app that is asked about, an index of typed arrays is built in pages on the first
 * question (access-index.ts: 18 bytes per account), with texts to search (access-text.ts) and orders to sort by (access-order.ts,
 * ranking.ts) beside it once they are needed (access-indexes.ts). An index is thrown away when a read changed something, and only
 * the changed accounts are read again after a decision (access-freshness.ts). A shell, which ends with its answer, asks SQL where
 * SQL can answer (accounts-in-table.ts).
 *
 * The gain: a page of a million accounts with two filters and a sort takes 7.7 ms at the median and 18.6 ms at p99 (the limit is
 * 50 ms); the first question takes 4.4 s. It keeps 73 MB for that (the limit is 80 MB). Reading the table itself, hundreds of
 * bytes wide, takes a second for each question, and an SQL index for each column and its order would slow down every sync. Measured
 * on 2 cores on 22 November 2026 with `npm run bench`, which also says how.
 */
export { type AccessIndexes, accessIndexes, type KeptIndex } from './access-indexes.ts';
export {
  markPeople,
  markReported,
  memberedGroups as groupNames,
  orderInIndex,
  orderOfKnown,
  rankColumn,
  rankCost,
  rankPeople,
  troubleOrder,
} from './access-order.ts';
export type { Beside, Order } from './access-selection.ts';
export { buildAccessText } from './access-text.ts';
export { accountsInIndex } from './accounts-in-index.ts';
export { accessStream, accountsInTable, type FoundAccounts, isPlain } from './accounts-in-table.ts';
export {
  type ColumnCounts,
  countColumns,
  countIndex,
  countMetadata,
  countOwned,
  countSets,
  type OwnCount,
} from './column-counts.ts';
export { type InTurns, inTurns } from './in-turns.ts';
export type { Places } from './ranking.ts';
