import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { storeError } from '../db/errors.ts';

/** `seatkeeper-2026-11-28T22-33-00Z.db`: sorting by name sorts by age. */
const OURS = /^seatkeeper-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ\.db$/;

/** A path that cannot be examined does not count as a folder: writing to it says why. */
export function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** The file name of a backup that is made now. */
export function backupIn(folder: string, now: Date): string {
  const moment = now.toISOString().replace(/\.\d+/, '');
  return join(folder, `seatkeeper-${moment.replaceAll(':', '-')}.db`);
}

/** Removes all but the newest `keep` backups that `backupIn` named, and returns what it removed. Other files are never touched. */
export function removeOldBackups(folder: string, keep: number): readonly string[] {
  try {
    const old = readdirSync(folder)
      .filter((name) => OURS.test(name))
      .sort()
      .slice(0, -keep)
      .map((name) => join(folder, name));
    for (const file of old) rmSync(file);
    return old;
  } catch (error) {
    throw storeError(error, folder);
  }
}
