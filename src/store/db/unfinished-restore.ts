import { existsSync } from 'node:fs';
import { StoreError } from './errors.ts';

/** The file next to the database that exists while a restore exchanges its files; it holds the name under which the old ones are kept. */
export function unfinishedRestore(database: string): string {
  return `${database}.restore-unfinished`;
}

/** After a restore that was cut off, nobody knows which of the two databases is in place. */
export function refuseUnfinished(database: string): void {
  if (!existsSync(unfinishedRestore(database))) return;
  throw new StoreError(
    'restoring',
    `A restore of ${database} was cut off. Run it again: seatkeeper restore <backup file>`,
  );
}
