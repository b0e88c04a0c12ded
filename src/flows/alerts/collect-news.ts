import type { Instant } from '../../domain/day.ts';
import type { Concern } from '../../domain/findings/classify.ts';
import type { Closing, FindingRecord } from '../../domain/findings/finding.ts';
import { endsLink, type Lapse } from '../../domain/findings/known.ts';
import {
  mergeNews,
  type NewsList,
  RECURRING_MS,
  reopening,
  type Told,
  type Weight,
  weightOf,
} from '../../domain/findings/news.ts';
import type { Reconciliation } from '../../domain/findings/reconcile.ts';
import { transition } from '../../domain/findings/transition.ts';
import { lapsesOf, returnsSince } from '../../store/findings/account-events.ts';
import { shownFindings } from '../../store/findings/listed-findings.ts';
import type { ToldLater } from '../../store/restored/told-later.ts';
import { type Context, timestamp } from '../context.ts';

export interface FindingMoves {
  readonly result: Reconciliation;
  readonly remembered: readonly FindingRecord[];
  /** Accounts whose snooze ended. */
  readonly woken: readonly { readonly row: number; readonly concern: Concern }[];
  /** The admin whose decision this is. */
  readonly by: string | null;
  /** A decision is taken back: findings that this opens again are shown, but they are not news. */
  readonly undone: boolean;
  /** Accounts that belong to somebody else now, and their previous holders. */
  readonly another: ReadonlyMap<number, string>;
  /** Accounts that the alert called new before this. */
  readonly before: NewsList | null;
  /** What was told before the database was restored to an older state: it is shown, but it is not news. */
  readonly told: ToldLater | null;
}

export interface CollectedNews {
  readonly list: NewsList | null;
  readonly urgent: number;
  readonly fresh: number;
  readonly loud: boolean;
  readonly recurring: boolean;
}

/** What the alert has to say that no message has said yet, and how loudly. Call it after the events of this change were recorded. */
export function collectNews(context: Context, moves: FindingMoves): CollectedNews {
  const { store } = context;
  const at = timestamp(context);
  const hours = context.config.alerts.repostAfterHours;
  const gone = departures(context, moves, at);
  const back = [...openings(moves, at), ...reopenings(context, moves, at)];
  const wasTold = ({ row, concern }: Told) =>
    moves.undone || (concern !== null && moves.told?.finding(row, concern) === true);
  const told = [
    ...back.map((item) => (wasTold(item) ? { ...item, weight: 'quiet' as const } : item)),
    ...gone.told,
  ];
  const count = (...weights: Weight[]) => told.filter(({ weight }) => weights.includes(weight)).length;
  const rows = (moves.before?.items ?? []).map(({ row }) => row);
  const shown = new Set(rows.length === 0 ? [] : shownFindings(store, rows).map(({ row }) => row));
  return {
    list: mergeNews(moves.before, told, (row) => shown.has(row), at, hours),
    urgent: count('urgent'),
    fresh: count('urgent', 'fresh'),
    loud: count('loud') > 0,
    recurring: gone.recurring > 0 && gone.recurring === moves.result.closed.length,
  };
}

/** Findings that are new, got worse, are shown again, or were said to be removed and were not. */
function openings({ result, remembered, woken, another }: FindingMoves, at: Instant): readonly Told[] {
  const past = new Map(remembered.map(({ key, concern }) => [key, concern]));
  const told =
    (kind: 'new' | 'worse' | 'still-there') =>
    (record: FindingRecord): Told => ({
      kind,
      row: Number(record.key),
      at,
      concern: record.concern,
      weight: weightOf(record.concern),
    });
  const worse = result.changed.filter(({ key, concern, snoozedUntil }) => {
    const before = past.get(key);
    return before !== undefined && snoozedUntil === null && transition(before, concern) === 'worse';
  });
  return [
    ...result.opened.map(told('new')),
    ...worse.map(told('worse')),
    ...result.stillThere.map((record): Told => ({ ...told('still-there')(record), weight: 'fresh' })),
    ...result.handedOn.map((record): Told => {
      const row = Number(record.key);
      return { ...told('new')(record), kind: 'handed-on', from: another.get(row) ?? '' };
    }),
    ...woken.map(({ row, concern }): Told => ({ kind: 'woken', row, at, concern, weight: 'fresh' })),
  ];
}

/** The way the finding was closed, which no longer holds. */
function ended(lapse: Lapse): Closing {
  return endsLink(lapse) ? 'linked' : 'known';
}

function reopenings(
  context: Context,
  { result, remembered, by }: FindingMoves,
  at: Instant,
): readonly Told[] {
  const { store } = context;
  if (result.reopened.length === 0) return [];
  const past = new Map(remembered.map((record) => [record.key, record]));
  const rows = result.reopened.map(({ key }) => Number(key));
  const returns = returnsSince(store, rows, weekAgo(context));
  const lapses = lapsesOf(store, rows);
  return result.reopened.flatMap((now): Told[] => {
    const before = past.get(now.key);
    if (before === undefined) return [];
    const row = Number(now.key);
    const lapse = lapses.get(row);
    const since = before.closedAt ?? before.openedAt;
    const { reason, weight } = reopening({
      before,
      now,
      returns: returns.get(row) ?? 0,
      by,
      lapse:
        lapse !== undefined && lapse.at >= since && ended(lapse.lapse) === before.closing
          ? lapse.lapse
          : null,
      repostAfterHours: context.config.alerts.repostAfterHours,
    });
    return [{ ...reason, row, at, concern: now.concern, weight }];
  });
}

/** Seats that are gone: worth mentioning, unless the account comes and goes. */
function departures(
  context: Context,
  { result, by }: FindingMoves,
  at: Instant,
): { readonly told: readonly Told[]; readonly recurring: number } {
  const gone = result.closed.filter(({ closing }) => closing === 'gone' || closing === 'no-seat');
  if (gone.length === 0 || by !== null) return { told: [], recurring: 0 };
  const rows = gone.map(({ key }) => Number(key));
  const returns = returnsSince(context.store, rows, weekAgo(context));
  const told = rows
    .filter((row) => !returns.has(row))
    .map((row): Told => ({ kind: 'gone', row, at, concern: null, weight: 'loud' }));
  return { told, recurring: rows.length - told.length };
}

function weekAgo(context: Context): string {
  return new Date(context.now().getTime() - RECURRING_MS).toISOString();
}
