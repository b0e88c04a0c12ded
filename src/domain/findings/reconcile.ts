import type { Instant } from '../day.ts';
import type { Closing, Finding, FindingRecord } from './finding.ts';
import { transition } from './transition.ts';

/** What changes in the remembered findings of one app. A record is in at most one list. */
export interface Reconciliation {
  readonly opened: readonly FindingRecord[];
  /** Came back after it was closed: still the same finding, with its history. */
  readonly reopened: readonly FindingRecord[];
  /** Something else is wrong with the account now, for better or worse. */
  readonly changed: readonly FindingRecord[];
  readonly closed: readonly FindingRecord[];
  /** An admin said that these seats were removed, and a complete read after that still lists them. */
  readonly stillThere: readonly FindingRecord[];
  /** Still open, but about somebody else now: the vendor gave the account's id away. */
  readonly handedOn: readonly FindingRecord[];
}

/**
 * Compares what is wrong now with the findings that are remembered. Pure and idempotent: with the result applied, reconciling
 * again changes nothing. `closing` tells why a finding that is no longer true is closed. `dataAt` is the age of the data of a complete
 * read, which proves or disproves removals that were claimed before it; `null` without a read. `isAnothers` tells which accounts belong
 * to somebody else now: what was put off or said about the previous holder does not apply to them.
 */
export function reconcile(
  now: Instant,
  wanted: Iterable<Finding>,
  remembered: readonly FindingRecord[],
  closing: (key: string) => Closing,
  dataAt: Instant | null = null,
  isAnothers: (key: string) => boolean = () => false,
): Reconciliation {
  const past = new Map(remembered.map((record) => [record.key, record]));
  const opened: FindingRecord[] = [];
  const reopened: FindingRecord[] = [];
  const changed: FindingRecord[] = [];
  const stillThere: FindingRecord[] = [];
  const handedOn: FindingRecord[] = [];
  const seen = new Set<string>();

  for (const { key, concern } of wanted) {
    if (seen.has(key)) continue;
    seen.add(key);
    const before = past.get(key);
    if (before === undefined) {
      opened.push({
        key,
        concern,
        openedAt: now,
        closedAt: null,
        closing: null,
        reopened: 0,
        snoozedUntil: null,
        removalSaid: null,
      });
    } else if (before.closedAt !== null) {
      reopened.push({
        ...before,
        concern,
        openedAt: now,
        closedAt: null,
        closing: null,
        reopened: before.reopened + 1,
        snoozedUntil: null,
        removalSaid: null,
      });
    } else if (isAnothers(key)) {
      handedOn.push({ ...before, concern, openedAt: now, snoozedUntil: null, removalSaid: null });
    } else if (before.concern !== concern) {
      // A finding that gets worse is no longer snoozed: the admin put off something smaller.
      // For the same reason, a claim that the seat was removed does not hide it.
      const worse = transition(before.concern, concern) === 'worse';
      changed.push({
        ...before,
        concern,
        snoozedUntil: worse ? null : before.snoozedUntil,
        removalSaid: worse ? null : before.removalSaid,
      });
    } else if (before.removalSaid !== null && dataAt !== null && dataAt > before.removalSaid) {
      stillThere.push({ ...before, removalSaid: null });
    }
  }
  const closed = remembered
    .filter((record) => record.closedAt === null && !seen.has(record.key))
    .map((record) => ({ ...record, closedAt: now, closing: closing(record.key), removalSaid: null }));
  return { opened, reopened, changed, closed, stillThere, handedOn };
}

/**
 * The same after a decision was taken back: a finding that the decision had closed is open as it was before, because it did not
 * come back by itself.
 */
export function asBefore(result: Reconciliation, remembered: readonly FindingRecord[]): Reconciliation {
  const past = new Map(remembered.map((record) => [record.key, record]));
  const reopened = result.reopened.map((record) => {
    const before = past.get(record.key);
    return before === undefined
      ? record
      : { ...record, openedAt: before.openedAt, reopened: before.reopened };
  });
  return { ...result, reopened };
}

export function isQuiet(result: Reconciliation): boolean {
  return Object.values(result).every((records: readonly FindingRecord[]) => records.length === 0);
}
