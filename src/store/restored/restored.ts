import { DAY_MS, type Instant } from '../../domain/day.ts';
import type { Store } from '../db/open.ts';
import { readSetting, saveSetting } from '../settings.ts';

/** The last restore of this database to an older state. */
export interface RestoredNote {
  /** The last moment that the restored state knows about; `null` when nothing had happened yet. */
  readonly of: Instant | null;
  readonly at: Instant;
  /** Whether the database that it replaced told what had happened since. */
  readonly known: boolean;
}

const NAME = 'restored';

export function saveRestored(store: Store, note: RestoredNote, by: string): void {
  saveSetting(store, NAME, { value: JSON.stringify(note), by, at: note.at });
}

export function restoredNote(store: Store): RestoredNote | null {
  const saved = readSetting(store, NAME);
  return saved === null ? null : (JSON.parse(saved.value) as RestoredNote);
}

/** For this long after a restore we allow for things that were said and done in the time that it took back. */
export const RECENTLY_MS = DAY_MS;

/** A restore of the last 24 hours that left open what had been said and done since; `null` for none. */
export function unknownRestore(store: Store, now: Instant): RestoredNote | null {
  const note = restoredNote(store);
  if (note === null || note.known) return null;
  return Date.parse(now) - Date.parse(note.at) < RECENTLY_MS ? note : null;
}
