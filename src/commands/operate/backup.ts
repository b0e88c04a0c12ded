import { BACKUP_NEEDS_FILE, BACKUP_NEEDS_SHELL, backupText } from '../../chat/say/operate/backup.ts';
import { backupStore } from '../../store/backup/backup.ts';
import { type Command, CommandError, sentence } from '../command.ts';

export const backup: Command = {
  verb: 'backup',
  example: 'backup seatkeeper-backup.db',
  does: 'copy the database to a file while Seatkeeper runs',
  group: 'run',
  keys: [],
  async answer(context, { by, words: [file] }) {
    if (by.on !== 'terminal') throw new CommandError(BACKUP_NEEDS_SHELL);
    if (file === undefined) throw new CommandError(BACKUP_NEEDS_FILE);
    const copy = await backupStore(context.store, file);
    return {
      ...sentence(true, backupText(file, copy)),
      json: { file, bytes: copy.bytes, auditHead: copy.head },
    };
  },
};
