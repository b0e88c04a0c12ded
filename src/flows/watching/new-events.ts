import type { RejectionReason } from '../../domain/rejected-request.ts';
import { rejectionRows } from '../../store/outbox/rejected-requests.ts';
import { type EndedRead, openEndedReads } from '../../store/sources/ended-reads.ts';
import { sourceById } from '../../store/sources/sources.ts';
import type { Context } from '../context.ts';

/** What has happened since somebody asked last. */
export interface NewEvents {
  readonly reads: readonly {
    readonly kind: 'app' | 'roster';
    readonly source: string;
    readonly outcome: EndedRead['outcome'];
    readonly seconds: number;
  }[];
  readonly refused: readonly {
    readonly platform: string;
    readonly reason: RejectionReason;
    readonly more: number;
  }[];
}

/** Returns a function that tells what any process has added to the database since its last call; what was there at the start is not told. */
export function openNewEvents({ store }: Pick<Context, 'store'>): () => NewEvents {
  const endedReads = openEndedReads(store);
  const keyOf = ({ platform, reason, hour }: { platform: string; reason: string; hour: string }) =>
    `${platform} ${reason} ${hour}`;
  let known = new Map(rejectionRows(store).map((row) => [keyOf(row), row.count]));
  return () => {
    const rows = rejectionRows(store);
    const before = known;
    known = new Map(rows.map((row) => [keyOf(row), row.count]));
    return {
      reads: endedReads().flatMap(({ source, outcome, startedAt, endedAt }) => {
        const found = sourceById(store, source);
        const seconds = Math.max(0, Date.parse(endedAt) - Date.parse(startedAt)) / 1000;
        return found === null ? [] : [{ kind: found.kind, source: found.name, outcome, seconds }];
      }),
      refused: rows.map((row) => ({ ...row, more: Math.max(0, row.count - (before.get(keyOf(row)) ?? 0)) })),
    };
  };
}
