import { existsSync } from 'node:fs';
import {
  noOldDatabaseText,
  RESTORE_NEEDS_FILE,
  RESTORE_NEEDS_YES,
  RESTORE_NOT_CONFIRMED,
  RESTORE_QUESTION,
} from '../../chat/say/operate/restore.ts';
import { restorePreview } from '../../chat/say/operate/restored.ts';
import { plainMessage } from '../../chat/say/plain-message.ts';
import type { LoadedConfig } from '../../config/config.ts';
import type { Host } from '../../host.ts';
import { typed, wordsOf } from './ask-line.ts';
import { previewJson, putInPlace, type RestoreOptions, say } from './put-in-place.ts';

/**
 * `restore <file> [old:<file>] [--yes]`: not a command like the others, because no database is open while it is replaced. Returns the
 * exit code, 0 only when the database was restored.
 */
export async function restore(shell: Host, loaded: LoadedConfig, options: RestoreOptions): Promise<number> {
  const { files, old, flags } = wordsOf(options.words);
  const [file] = files;
  const refuse = async (text: string) => {
    await say(shell, loaded, options, plainMessage(text), { ok: false, text });
    return 1;
  };
  if (file === undefined || files.length > 1 || flags.some((flag) => flag !== '--yes'))
    return refuse(RESTORE_NEEDS_FILE);
  if (old !== null && !existsSync(old)) return refuse(noOldDatabaseText(old));
  return putInPlace(shell, loaded, options, {
    how: 'restored',
    file,
    old,
    async confirm(view) {
      if (flags.includes('--yes')) return true;
      await say(shell, loaded, options, restorePreview(view), previewJson(view));
      if (options.json) return false;
      const words = {
        question: RESTORE_QUESTION,
        instead: RESTORE_NEEDS_YES,
        not: RESTORE_NOT_CONFIRMED,
      };
      return typed(shell, 'yes', words);
    },
  });
}
