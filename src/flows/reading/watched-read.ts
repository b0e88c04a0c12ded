import type { ReadEnd, ReadOutcome, SyncEnd, Watched } from '../../domain/watching/observer.ts';
import type { Turn } from './underway.ts';

/** The result of reading an app or a roster source. */
interface Result {
  readonly status: ReadOutcome;
  readonly counts?: { readonly listed: number; readonly pages: number };
  readonly trouble?: { readonly kind: string; readonly errorKind?: string };
}

interface Report {
  readonly result: Result;
}

/** The same turn, with an observer that is told how it ends. */
export function watchedTurn<Of extends Report>(
  turn: Turn<Of>,
  watched: Watched<ReadEnd | null> | undefined,
): Turn<Of> {
  if (watched === undefined) return turn;
  return {
    done(report) {
      turn.done(report);
      watched.end(endOf(report.result));
    },
    failed(error) {
      turn.failed(error);
      watched.end(null);
    },
  };
}

function endOf({ status, counts, trouble }: Result): ReadEnd {
  return {
    outcome: status,
    rows: counts?.listed ?? null,
    pages: counts?.pages ?? null,
    problem: trouble?.errorKind ?? null,
  };
}

/** How many reads of a sync ended in which way. */
export function outcomesOf(reports: readonly Report[]): SyncEnd {
  const outcomes = { complete: 0, held: 0, failed: 0, waiting: 0 };
  for (const { result } of reports) outcomes[result.status]++;
  return outcomes;
}
