/**
 * The first read of a large source, made fast. This is the only file of the folder that the rest of `src` imports.
 *
 * - A thread with its own connection writes the rows (new-rows.ts, row-writer.ts) while the next ones are read and matched.
 *   SQLite numbers new rows on from the highest number, so their numbers are known before they are written. Rows go to the thread as one
 *   text per 500 rows (packed-rows.ts). This applies to every file that is read for the first time.
 * - While a table is still empty, its large indexes are dropped before the read and built after it (import-indexes.ts), which is
 *   several times faster than keeping them up to date row by row. Until then other look-ups do without them: see `indexHint` and
 *   `isImporting`.
 *
 * The gain is in docs/figures.md, measured by `npm run bench`.
 *
 * Nothing of it is visible before the run is sealed. After a crash `recover` builds the indexes and forgets the rows.
 */
export { duplicateId, finishFirstImport, isImporting, startFirstImport } from './import-indexes.ts';
export { type NewRows, newRows } from './new-rows.ts';
export type { Packed } from './packed-rows.ts';
export {
  openRowSink,
  type RowSink,
  type RowTask,
  RowTwice,
  type RowWriter,
  type StartRowWriter,
} from './row-writer.ts';
