import { HOUR_MS, type Instant } from '../day.ts';
import type { Concern } from './classify.ts';
import { type FindingRecord, severity } from './finding.ts';
import type { Lapse } from './known.ts';
import { transition } from './transition.ts';

/** Why one account is news, as its alert says it once. */
export type NewsReason =
  | { readonly kind: 'new' | 'worse' | 'woken' | 'still-there' | 'gone' }
  /** It was freed, and is used again. */
  | { readonly kind: 'returned'; readonly freed: Instant }
  /** It went away and came back this many times in a week. */
  | { readonly kind: 'recurring'; readonly times: number }
  /** The account is somebody else's now; `from`: whose it was. */
  | { readonly kind: 'handed-on'; readonly from: string }
  | { readonly kind: 'undone'; readonly by: string; readonly what: 'known' | 'linked' | 'added' }
  | { readonly kind: 'lapsed'; readonly lapse: Lapse };

export type News = NewsReason & {
  /** The account's row. */
  readonly row: number;
  readonly at: Instant;
};

/** What is new in an alert: the worst few by name, and how many there are. */
export interface NewsList {
  readonly items: readonly News[];
  readonly total: number;
}

/** How loud it is. `urgent`: a new message at once. `fresh`: a new message once the last has scrolled away. `loud`: an edit that is noticed. */
export type Weight = 'urgent' | 'fresh' | 'loud' | 'quiet';

/** What a change says about one account, and how loudly. */
export type Told = News & { readonly concern: Concern | null; readonly weight: Weight };

/** A week: an account that comes and goes more often than this is mentioned once. */
export const RECURRING_MS = 7 * 24 * HOUR_MS;

export function weightOf(concern: Concern): Weight {
  return concern === 'active-after-leaving' ? 'urgent' : 'fresh';
}

/** What was recorded about a finding that opens again. */
export interface Reopening {
  readonly before: FindingRecord;
  readonly now: FindingRecord;
  /** How often it came back within the last week, this time included. */
  readonly returns: number;
  /** The admin whose decision this is. */
  readonly by: string | null;
  /** Why "known" ended by itself, if that is the reason. */
  readonly lapse: Lapse | null;
  readonly repostAfterHours: number;
}

/** Why a finding that was closed is open again, and how loud that is. */
export function reopening(facts: Reopening): { readonly reason: NewsReason; readonly weight: Weight } {
  const { before, now, returns, by, lapse } = facts;
  const reason = reasonOf(facts);
  const usual = weightOf(now.concern);
  if (transition(before.concern, now.concern) === 'worse') return { reason, weight: usual };
  if (lapse !== null) return { reason, weight: 'fresh' };
  if (by !== null) return { reason, weight: 'loud' };
  const recent =
    Date.parse(now.openedAt) - Date.parse(before.closedAt ?? before.openedAt) <
    facts.repostAfterHours * HOUR_MS;
  if (wasAway(before) && returns > 2) return { reason, weight: 'quiet' };
  return { reason, weight: recent ? 'loud' : usual };
}

function reasonOf({ before, returns, by, lapse }: Reopening): NewsReason {
  if (lapse !== null) return { kind: 'lapsed', lapse };
  if (
    by !== null &&
    (before.closing === 'known' || before.closing === 'linked' || before.closing === 'added')
  )
    return { kind: 'undone', by, what: before.closing };
  if (!wasAway(before)) return { kind: 'new' };
  return returns > 1
    ? { kind: 'recurring', times: returns }
    : { kind: 'returned', freed: before.closedAt ?? before.openedAt };
}

function wasAway({ closing }: FindingRecord): boolean {
  return closing === 'gone' || closing === 'no-seat';
}

/** How many are named at most; the message shows fewer. */
const NAMED = 20;

/**
 * What is new after this change: its own news first, the worst ahead, then earlier news until it is old. `isOpen` tells which
 * accounts still have a finding to decide on; a seat that is gone is mentioned once.
 */
export function mergeNews(
  before: NewsList | null,
  now: readonly Told[],
  isOpen: (row: number) => boolean,
  at: Instant,
  hours: number,
): NewsList | null {
  const earlier = before?.items ?? [];
  const known = new Set(earlier.map(({ row }) => row));
  const rows = new Set(now.flatMap(({ row }) => (known.has(row) ? [row] : [])));
  const old = earlier.filter(
    (item) =>
      item.kind !== 'gone' &&
      !rows.has(item.row) &&
      isOpen(item.row) &&
      Date.parse(at) - Date.parse(item.at) < hours * HOUR_MS,
  );
  const rank = ({ concern }: { concern: Concern | null }) => (concern === null ? 9 : severity(concern));
  const fresh = now
    .toSorted((a, b) => rank(a) - rank(b))
    .slice(0, NAMED)
    .map(({ concern: _, weight: _of, ...item }): News => item);
  const items = [...fresh, ...old].slice(0, NAMED);
  return items.length === 0 ? null : { items, total: now.length + old.length };
}
