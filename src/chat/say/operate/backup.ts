import { numberText } from '../words.ts';

export const BACKUP_NEEDS_SHELL =
  'A backup writes a file on the server, so it can only be made in a shell there: seatkeeper backup <file>.';
export const BACKUP_NEEDS_FILE = 'Name the file to write, for example: backup seatkeeper-backup.db';

export function backupText(file: string, { bytes, head }: { bytes: number; head: string }): string {
  return `Wrote and checked ${file}: ${numberText(Math.ceil(bytes / 1024))} kB, audit head ${head.slice(0, 12)}.`;
}
