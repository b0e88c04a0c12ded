import { RESTORE_NEEDS_SHELL } from '../../chat/say/operate/restore.ts';
import { type Command, CommandError } from '../command.ts';

/** The shell carries it out itself, before a database is opened: see shell/restore/restore.ts. */
export const restore: Command = {
  verb: 'restore',
  example: 'restore seatkeeper-backup.db',
  does: 'put a backup in the place of the database; only in a shell, while Seatkeeper is stopped',
  group: 'run',
  keys: [],
  answer() {
    throw new CommandError(RESTORE_NEEDS_SHELL);
  },
};
