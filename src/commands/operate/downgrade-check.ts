import { DOWNGRADE_NEEDS_SHELL } from '../../chat/say/operate/downgrade.ts';
import { type Command, CommandError } from '../command.ts';

/** The shell carries it out itself, because the database may be one that this version cannot open: see shell/downgrade-check.ts. */
export const downgradeCheck: Command = {
  verb: 'downgrade-check',
  example: 'downgrade-check 0.1.0',
  does: 'which older versions can read the database, and what going back would lose; only in a shell',
  group: 'run',
  keys: [],
  answer() {
    throw new CommandError(DOWNGRADE_NEEDS_SHELL);
  },
};
