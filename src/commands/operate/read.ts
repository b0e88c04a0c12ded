import {
  fileReadingMessage,
  fileRefusedText,
  ONE_ROSTER,
  READ_NEEDS_SHELL,
  WHICH_FILE,
} from '../../chat/say/operate/read.ts';
import { type Command, CommandError, sentence } from '../command.ts';

const KINDS = { accounts: 'accounts', app: 'accounts', people: 'people', roster: 'people' } as const;

/** Shows how a file of this machine is understood, before it is named in seatkeeper.yaml. */
export const read: Command = {
  verb: 'read',
  example: 'read members.csv',
  does: 'how a file, or several of one app, will be read: each column, five rows, what is not used; only in a shell; as:roster',
  group: 'run',
  keys: ['as'],
  names: ({ words }) => words.length,
  changes: () => false,
  async answer({ dependencies }, { words: files, filters, by }) {
    if (by.on !== 'terminal') throw new CommandError(READ_NEEDS_SHELL);
    if (files.length === 0) throw new CommandError(WHICH_FILE);
    const as = kindNamed(filters.as);
    if (as === 'people' && files.length > 1) throw new CommandError(ONE_ROSTER);
    const reading = await dependencies.readFiles(files, as);
    if (reading.kind === 'refused')
      return { ...sentence(false, fileRefusedText(reading, files)), json: reading };
    return { ok: true, message: fileReadingMessage(reading), json: reading };
  },
};

function kindNamed(word: string | undefined): 'accounts' | 'people' | null {
  if (word === undefined) return null;
  const named = word.toLowerCase();
  if (named in KINDS) return KINDS[named as keyof typeof KINDS];
  throw new CommandError(`as: is ${Object.keys(KINDS).join(', ')}, not "${word}".`);
}
