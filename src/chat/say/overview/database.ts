import { numberText } from '../words.ts';

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
