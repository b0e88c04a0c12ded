import {
  fileReadingMessage,
  fileRefusedText,
  READ_NEEDS_SHELL,
  WHICH_FILE,
} from '../../chat/say/operate/read.ts';
import { type Command, CommandError, sentence } from '../command.ts';

const KINDS = { accounts: 'accounts', app: 'accounts', people: 'people', roster: 'people' } as const;

/** Shows how a file of this machine is understood, before it is named in seatkeeper.yaml. */
export const read: Command = {
  verb: 'read',
  example: 'read members.csv',
  does: 'how a file will be read: each column, five rows, what is not used; only in a shell; as:roster',
  group: 'run',
  keys: ['as'],
  names: 1,
  changes: () => false,
  async answer({ dependencies }, { words: [file], filters, by }) {
    if (by.on !== 'terminal') throw new CommandError(READ_NEEDS_SHELL);
    if (file === undefined) throw new CommandError(WHICH_FILE);
    const reading = await dependencies.readFile(file, kindNamed(filters.as));
    if (reading.kind === 'refused')
      return { ...sentence(false, fileRefusedText(reading, file)), json: reading };
    return { ok: true, message: fileReadingMessage(reading), json: reading };
  },
};

function kindNamed(word: string | undefined): 'accounts' | 'people' | null {
  if (word === undefined) return null;
  const named = word.toLowerCase();
  if (named in KINDS) return KINDS[named as keyof typeof KINDS];
  throw new CommandError(`as: is ${Object.keys(KINDS).join(', ')}, not "${word}".`);
}
