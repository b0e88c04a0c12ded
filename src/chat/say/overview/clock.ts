import type { Instant } from '../../../domain/day.ts';
import { agoText, count } from '../words.ts';

export interface ClockSet {
  readonly at: Instant;
  /** By how many milliseconds; negative: back. */
  readonly byMs: number;
}

/** That the clock was set, and what it means. */
export function clockText({
  clockSet,
  now,
}: {
  readonly clockSet: ClockSet | null;
  readonly now: Instant;
}): readonly string[] {
  if (clockSet === null) return [];
  const { at, byMs } = clockSet;
  const far = spanText(Math.abs(byMs));
  return [
    byMs < 0
      ? `The clock of this machine was set back by ${far} (${agoText(at, now)}). Plans were worked out again. Times of this day may be out of order; keep the clock right by NTP.`
      : `The clock of this machine was set forward by ${far}, or the machine slept (${agoText(at, now)}). Plans were worked out again.`,
  ];
}

function spanText(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 1) return count(Math.round(ms / 1000), 'second');
  if (minutes < 120) return count(minutes, 'minute');
  const hours = Math.round(minutes / 60);
  return hours < 48 ? count(hours, 'hour') : count(Math.round(hours / 24), 'day');
}
