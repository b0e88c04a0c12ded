import type { Instant } from '../../../domain/day.ts';
import { agoText, count, momentText, numberText } from '../words.ts';

/* What is wrong with the file of the database, its disk and the clock, and what to do. */

export interface DatabaseState {
  readonly file: string;
  /** What SQLite finds wrong with the file. */
  readonly damage: string | null;
  /** Why it cannot be written, as the system's code; `null` when it can. */
  readonly readOnly: string | null;
  /** Bytes that are free on its disk, when they are too few. */
  readonly lastFree: number | null;
}

/** What is wrong with the file and its disk, and what to do. */
export function databaseText({
  database: { file, damage, readOnly, lastFree },
}: {
  readonly database: DatabaseState;
}): string[] {
  return [
    ...(damage === null ? [] : [damagedText(file, damage)]),
    ...(readOnly === null ? [] : [readOnlyText(file, readOnly)]),
    ...(lastFree === null
      ? []
      : [
          `The disk that holds ${file} is full: ${numberText(Math.floor(lastFree / 2 ** 20))} MB are free. Nothing may be written. Free some space.`,
        ]),
  ];
}

function readOnlyText(file: string, code: string): string {
  return code === 'ENOENT'
    ? `${file} was removed while Seatkeeper runs. What is decided now is lost. Stop Seatkeeper, then restore the last backup: seatkeeper restore <backup file>`
    : `${file} cannot be written (${code}), so nothing can be decided, read or sent. Check its disk, its folder and the user Seatkeeper runs as.`;
}

export function damagedText(file: string, damage: string): string {
  return `${file} is damaged (${damage}). Stop Seatkeeper, then restore the last backup: seatkeeper restore <backup file>`;
}

export interface ClockSet {
  readonly at: Instant;
  /** By how many milliseconds; negative: back. `null`: nobody saw it, but what was stored at that moment is ahead of the clock. */
  readonly byMs: number | null;
}

/** That the clock was set, and what it means. */
export function clockText({
  clockSet,
  timezone,
  now,
}: {
  readonly clockSet: ClockSet | null;
  readonly timezone: string;
  readonly now: Instant;
}): readonly string[] {
  if (clockSet === null) return [];
  const { at, byMs } = clockSet;
  if (byMs === null)
    return [
      `The clock of this machine is behind what is stored: the last entry of the audit log is of ${momentText(at, timezone, now)}. Keep the clock right by NTP.`,
    ];
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
