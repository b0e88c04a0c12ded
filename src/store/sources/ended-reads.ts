import type { Instant } from '../../domain/day.ts';
import type { Store } from '../db/open.ts';
import { prepared } from '../db/prepared.ts';
import type { RunStatus } from './schema.ts';

export interface EndedRead {
  /** The row of the source. */
  readonly source: number;
  readonly outcome: 'complete' | 'held' | 'failed';
  readonly startedAt: Instant;
  readonly endedAt: Instant;
}

/**
 * Returns a function that returns the reads that have ended since its last call, whichever process made them. It looks only at new runs
 * and at those that were still going on.
 */
export function openEndedReads(store: Store): () => readonly EndedRead[] {
  let last = store.sqlite.prepare('SELECT coalesce(max(id), 0) FROM run').pluck().get() as number;
  let open: readonly number[] = [];
  return () => {
    const rows = prepared(
      store,
      // Two searches: with OR, SQLite would go through the whole table.
      `SELECT ${COLUMNS} FROM run WHERE id > ? UNION ALL SELECT ${COLUMNS} FROM run WHERE id IN (SELECT value FROM json_each(?))`,
    ).all(last, JSON.stringify(open)) as {
      id: number;
      source: number;
      status: RunStatus;
      startedAt: Instant;
      endedAt: Instant | null;
    }[];
    last = Math.max(last, ...rows.map(({ id }) => id));
    const found = rows.map((row) => ({ ...row, outcome: OUTCOMES[row.status] }));
    open = found.flatMap(({ id, outcome }) => (outcome === null ? [id] : []));
    return found.flatMap(({ outcome, source, startedAt, endedAt }) =>
      outcome === null ? [] : [{ source, outcome, startedAt, endedAt: endedAt ?? startedAt }],
    );
  };
}

const COLUMNS = 'id, source, status, started_at AS startedAt, ended_at AS endedAt';

/** What later becomes of a held read is a decision, not another outcome of the read. */
const OUTCOMES: Readonly<Record<RunStatus, EndedRead['outcome'] | null>> = {
  reading: null,
  applying: null,
  complete: 'complete',
  held: 'held',
  dropping: 'held',
  dropped: 'held',
  failed: 'failed',
};
