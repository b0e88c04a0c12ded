import type { Instant } from '../../../domain/day.ts';
import { agoText, count, numberText } from '../words.ts';

/* What is wrong with the file of the database, its disk and the clock, and what to do. */

export interface DatabaseState {
  readonly file: string;
  /** What SQLite finds wrong with the file. */
  readonly damage: string | null;
  /** Bytes that are free on its disk, when they are too few. */
  readonly lastFree: number | null;
}

/** What is wrong with the file and its disk, and what to do. */
export function databaseText({
  database: { file, damage, lastFree },
}: {
  readonly database: DatabaseState;
}): string[] {
  return [
    ...(damage === null ? [] : [damagedText(file, damage)]),
    ...(lastFree === null
      ? []
      : [
          `The disk that holds ${file} is full: ${numberText(Math.floor(lastFree / 2 ** 20))} MB are free. Nothing may be written. Free some space.`,
        ]),
  ];
}

export function damagedText(file: string, damage: string): string {
  return `${file} is damaged (${damage}). Stop Seatkeeper, then restore the last backup: seatkeeper restore <backup file>`;
}

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
