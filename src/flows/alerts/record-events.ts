import type { FindingRecord } from '../../domain/findings/finding.ts';
import type { AccountEvent, Happening } from '../../domain/findings/happening.ts';
import type { Reconciliation } from '../../domain/findings/reconcile.ts';
import { transition } from '../../domain/findings/transition.ts';
import { recordEvents } from '../../store/findings/account-events.ts';
import { type Context, timestamp } from '../context.ts';

/** Records what happened to existing findings, for the history of their accounts. Runs in the transaction of the change. */
export function recordFindingEvents(
  context: Context,
  { changed, closed, reopened, stillThere }: Reconciliation,
  remembered: readonly FindingRecord[],
  by: string | null,
): void {
  if (changed.length + closed.length + reopened.length + stillThere.length === 0) return;
  const past = new Map(remembered.map((record) => [record.key, record]));
  const at = timestamp(context);
  const events = (
    records: readonly FindingRecord[],
    happeningOf: (before: FindingRecord, now: FindingRecord) => Happening,
  ) =>
    records.flatMap((now): AccountEvent[] => {
      const before = past.get(now.key);
      return before === undefined
        ? []
        : [{ account: Number(now.key), at, happening: happeningOf(before, now), by }];
    });
  recordEvents(context.store, [
    ...events(changed, ({ concern: from, openedAt }, { concern: to }) => ({
      kind: transition(from, to) === 'worse' ? 'worse' : 'better',
      from,
      to,
      opened: openedAt,
    })),
    ...events(closed, ({ concern, openedAt }, { closing }) => ({
      kind: 'closed',
      closing: closing ?? 'gone',
      concern,
      opened: openedAt,
    })),
    ...events(reopened, ({ closing, closedAt, openedAt }, { concern, reopened: again }) => ({
      kind: 'reopened',
      times: again + 1,
      concern,
      closing,
      closed: closedAt ?? openedAt,
    })),
    ...events(stillThere, () => ({ kind: 'still-there' })),
  ]);
}
