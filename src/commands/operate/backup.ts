import { numberText } from '../../chat/say/words.ts';
import { backupStore } from '../../store/backup.ts';
import { type Command, CommandError, sentence } from '../command.ts';

export const backup: Command = {
  verb: 'backup',
  example: 'backup seatkeeper-backup.db',
  does: 'copy the database to a file while everything goes on; put that file back to restore',
  group: 'run',
  keys: [],
  async answer(context, { by, words: [file] }) {
    if (by.on !== 'terminal')
      throw new CommandError(
        'A backup writes a file on the server, so it can only be made in a shell there: seatkeeper backup <file>.',
      );
    if (file === undefined)
      throw new CommandError('Name the file to write, for example: backup seatkeeper-backup.db');
    const { bytes, head } = await backupStore(context.store, file);
    return {
      ...sentence(
        true,
        `Wrote and checked ${file}: ${numberText(Math.ceil(bytes / 1024))} kB, audit head ${head.slice(0, 12)}.`,
      ),
      json: { file, bytes, auditHead: head },
    };
  },
};
