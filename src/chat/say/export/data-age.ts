import type { DataOrigin } from '../../../domain/data-age.ts';
import type { Instant } from '../../../domain/day.ts';
import { fullMomentText } from '../words.ts';

/** How old the data of one source is. */
export interface DataAge {
  readonly kind: 'app' | 'roster';
  readonly id: string;
  readonly name: string;
  readonly dataAt: Instant | null;
  readonly origin?: DataOrigin | null;
  readonly state: 'never-read' | 'good' | 'old' | 'held' | 'failed' | 'retiring';
}

/** `read 2 Mar 2026 10:00 (Europe/Berlin), complete`: a file is opened on another day, so it says no "12 min ago". */
export function dataAgeText({ dataAt, origin = null, state }: DataAge, timezone: string): string {
  if (dataAt === null) return 'not read yet';
  const of =
    origin === null || origin.file === null ? '' : `${origin.file} of ${fullMomentText(dataAt, timezone)}, `;
  const read = `${of}read ${fullMomentText(of === '' ? dataAt : (origin?.readAt ?? dataAt), timezone)} (${timezone})`;
  switch (state) {
    case 'good':
      return `${read}, complete`;
    case 'old':
      return `${read}, complete, but old`;
    case 'held':
      return `${read}; the last good data, because a later read is held`;
    case 'failed':
      return `${read}; the last good data, because a later read failed`;
    case 'never-read':
      return read;
    case 'retiring':
      return `${read}; no longer in seatkeeper.yaml`;
    default:
      return state satisfies never;
  }
}
