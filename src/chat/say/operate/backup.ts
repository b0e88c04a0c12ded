import { count, numberText } from '../words.ts';

export const BACKUP_NEEDS_SHELL =
  'A backup writes a file on the server, so it can only be made in a shell there: seatkeeper backup <file>.';
export const BACKUP_NEEDS_FILE = 'Name the file to write, for example: backup seatkeeper-backup.db';

export const KEEP_NEEDS_FOLDER =
  'keep: says how many backups stay in a folder, so name a folder and no file, for example: backup /backups keep:14';

/** `removed`: how many older backups were removed from the folder. */
export function backupText(
  file: string,
  { bytes, head }: { bytes: number; head: string },
  removed: number,
): string {
  const gone = removed === 0 ? '' : ` Removed ${count(removed, 'older backup')}.`;
  return `Wrote and checked ${file}: ${numberText(Math.ceil(bytes / 1024))} kB, audit head ${head.slice(0, 12)}.${gone}`;
}
