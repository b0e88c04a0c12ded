import {
  BACKUP_NEEDS_FILE,
  BACKUP_NEEDS_SHELL,
  backupText,
  KEEP_NEEDS_FOLDER,
} from '../../chat/say/operate/backup.ts';
import { backupStore } from '../../store/backup/backup.ts';
import { backupIn, isFolder, removeOldBackups } from '../../store/backup/backup-folder.ts';
import { wholeNumber } from '../arguments.ts';
import { type Command, CommandError, sentence } from '../command.ts';

export const backup: Command = {
  verb: 'backup',
  example: 'backup seatkeeper-backup.db',
  does: 'copy the database to a file while Seatkeeper runs',
  group: 'run',
  keys: ['keep'],
  async answer(context, { by, words: [named], filters: { keep } }) {
    if (by.on !== 'terminal') throw new CommandError(BACKUP_NEEDS_SHELL);
    if (named === undefined) throw new CommandError(BACKUP_NEEDS_FILE);
    const inFolder = isFolder(named);
    if (keep !== undefined && !inFolder) throw new CommandError(KEEP_NEEDS_FOLDER);
    const kept = keep === undefined ? null : wholeNumber(keep, 1, 'keep');
    const file = inFolder ? backupIn(named, context.now()) : named;
    const copy = await backupStore(context.store, file);
    const removed = kept === null ? [] : removeOldBackups(named, kept);
    return {
      ...sentence(true, backupText(file, copy, removed.length)),
      json: { file, bytes: copy.bytes, auditHead: copy.head, removed },
    };
  },
};
