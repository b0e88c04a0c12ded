import { existsSync } from 'node:fs';
import { healthPage } from '../../chat/say/chats/examined.ts';
import {
  fenceText,
  noCopyText,
  noOldDatabaseText,
  oldAnswersText,
  oldMayRunText,
  PROMOTE_NEEDS_FENCE,
  PROMOTE_QUESTION,
  PROMOTE_TAKES,
  RESTORE_NOT_CONFIRMED,
} from '../../chat/say/operate/restore.ts';
import { type RestoredView, restorePreview } from '../../chat/say/operate/restored.ts';
import { plainMessage } from '../../chat/say/plain-message.ts';
import type { LoadedConfig } from '../../config/config.ts';
import { createPromptFetch } from '../../connectors/network/dial.ts';
import type { Host } from '../../host.ts';
import type { SignOfLife } from '../../store/restored/sign-of-life.ts';
import { typed, wordsOf } from './ask-line.ts';
import { previewJson, putInPlace, type RestoreOptions, say } from './put-in-place.ts';

/** A running service gives a sign each minute; two may be late, because a copy follows after a while. */
const LEASE_MINUTES = 3;
const ANSWER_MS = 5000;

/**
 * `promote [copy] [old:<file>] [--old-is-stopped]`: puts this machine in the place of another. The copy, `<database>.standby` unless one
 * is named, is restored like a backup, unless it looks from here as if the old service may still run. Only an admin can know whether it is
 * stopped. Returns the exit code, 0 only when the database is in place.
 */
export async function promote(shell: Host, loaded: LoadedConfig, options: RestoreOptions): Promise<number> {
  const { files, old, flags } = wordsOf(options.words);
  const { config, environment } = loaded;
  const refuse = async (text: string) => {
    await say(shell, loaded, options, plainMessage(text), { ok: false, text });
    return 1;
  };
  if (files.length > 1 || flags.some((flag) => flag !== '--old-is-stopped')) return refuse(PROMOTE_TAKES);
  const [file = `${config.database}.standby`] = files;
  if (!existsSync(file)) return refuse(noCopyText(file));
  if (old !== null && !existsSync(old)) return refuse(noOldDatabaseText(old));
  const page = environment.baseUrl === null ? null : healthPage(environment.baseUrl);
  if (page !== null && (await answers(page, createPromptFetch(config.network))))
    return refuse(oldAnswersText(page));
  return putInPlace(shell, loaded, options, {
    how: 'promoted',
    file,
    old,
    async confirm(view, life) {
      const sign = life === null ? null : { ...life, timezone: view.timezone, now: view.now };
      if (sign !== null && mayRun(sign, view)) {
        await refuse(oldMayRunText(sign, LEASE_MINUTES));
        return false;
      }
      if (flags.includes('--old-is-stopped')) return true;
      const text = fenceText(sign, page);
      await say(shell, loaded, options, restorePreview(view), { ...previewJson(view), life, text });
      if (options.json) return false;
      await say(shell, loaded, options, plainMessage(text), {});
      return typed(shell, 'stopped', {
        question: PROMOTE_QUESTION,
        instead: PROMOTE_NEEDS_FENCE,
        not: RESTORE_NOT_CONFIRMED,
      });
    },
  });
}

/** A sign of the future, by a clock that differs, is as good as a new one. */
function mayRun({ at, running }: SignOfLife, { now }: RestoredView): boolean {
  return running && Date.parse(now) - Date.parse(at) < LEASE_MINUTES * 60_000;
}

/** Whether a Seatkeeper answers there: see service/probes.ts. */
async function answers(page: string, fetch: typeof globalThis.fetch): Promise<boolean> {
  try {
    const response = await fetch(page, { redirect: 'manual', signal: AbortSignal.timeout(ANSWER_MS) });
    const text = (await response.text()).trim();
    return text === 'ok' || text === 'not ready';
  } catch {
    return false;
  }
}
