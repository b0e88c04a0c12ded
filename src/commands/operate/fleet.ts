import { FLEET_NEEDS_SHELL } from '../../chat/say/operate/fleet.ts';
import { type Command, CommandError } from '../command.ts';

/** The shell carries it out itself, without a database: see shell/fleet/fleet.ts. */
export const fleet: Command = {
  verb: 'fleet',
  example: 'fleet status organisations',
  does: 'the state of many organisations in one table; only in a shell',
  group: 'run',
  keys: [],
  answer() {
    throw new CommandError(FLEET_NEEDS_SHELL);
  },
};
