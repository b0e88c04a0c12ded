import { PROMOTE_NEEDS_SHELL } from '../../chat/say/operate/restore.ts';
import { type Command, CommandError } from '../command.ts';

/** The shell carries it out itself, before a database is opened: see shell/restore/promote.ts. */
export const promote: Command = {
  verb: 'promote',
  example: 'promote --old-is-stopped',
  does: 'put a standby, with its copy of the database, in the place of a machine that is stopped; only in a shell',
  group: 'run',
  keys: [],
  answer() {
    throw new CommandError(PROMOTE_NEEDS_SHELL);
  },
};
