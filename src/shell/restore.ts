import { createInterface } from 'node:readline/promises';
import {
  RESTORE_NEEDS_FILE,
  RESTORE_NEEDS_YES,
  RESTORE_NOT_CONFIRMED,
  RESTORE_QUESTION,
  type RestoredView,
  restoreDone,
  restorePreview,
} from '../chat/say/operate/restore.ts';
import { plainMessage } from '../chat/say/plain-message.ts';
import { renderMessage } from '../chat/terminal/text/render.ts';
import type { LoadedConfig } from '../config/config.ts';
import type { Message } from '../domain/message.ts';
import { sayRestored } from '../flows/outbox/say-restored.ts';
import { stopRestored } from '../flows/removing/stop-restored.ts';
import type { Host } from '../host.ts';
import type { Log } from '../log.ts';
import { contextOn } from '../service/open-context.ts';
import { platformsOf } from '../service/platforms.ts';
import { type PreparedRestore, prepareRestore } from '../store/backup/restore.ts';
import { type Lock, takeLock } from '../store/db/lock.ts';
import { printJson } from './print-json.ts';

export interface RestoreOptions {
  readonly words: readonly string[];
  readonly json: boolean;
  readonly log: Log;
  readonly now: () => Date;
  /** Called after each change on the disk. */
  readonly step?: (name: string) => void;
}

/**
 * `restore <file> [--yes]`: not a command like the others, because no database is open while it is replaced. Returns the exit
 * code, 0 only when the database was restored.
 */
export async function restore(shell: Host, loaded: LoadedConfig, options: RestoreOptions): Promise<number> {
  const { config } = loaded;
  const { now, json } = options;
  const say = async (message: Message, data: object) => {
    if (json) await printJson(shell.stdout, data);
    else shell.stdout.write(`${shown(message, shell, loaded)}\n`);
  };
  const files = options.words.slice(1).filter((word) => !word.startsWith('--'));
  const strange = options.words.slice(1).some((word) => word.startsWith('--') && word !== '--yes');
  const [file] = files;
  if (file === undefined || files.length > 1 || strange) {
    await say(plainMessage(RESTORE_NEEDS_FILE), { ok: false, text: RESTORE_NEEDS_FILE });
    return 1;
  }
  const locks = takeLocks(config.database, now());
  try {
    const prepared = prepareRestore(config.database, file, now());
    let done = false;
    try {
      const view = viewOf(prepared, { file, timezone: config.timezone, now: now() });
      if (!(await confirmed(shell, options, () => say(restorePreview(view), previewJson(view))))) return 1;
      const context = contextOn(prepared.store, config, platformsOf(loaded), {
        now,
        log: options.log,
        signal: new AbortController().signal,
        progress: () => {},
      });
      const later = prepared.takeOver();
      const by = `terminal:${shell.user}`;
      const stopped = prepared.store.write(() => {
        const cancelled = stopRestored(context, by);
        sayRestored(context, view, { by, head: prepared.head, later, stopped: cancelled });
        return cancelled;
      });
      options.step?.('prepared');
      const kept = prepared.finish(options.step);
      done = true;
      await say(restoreDone(view, kept, stopped), { ...previewJson(view), ok: true, aside: kept, stopped });
      return 0;
    } finally {
      if (!done) prepared.discard();
    }
  } finally {
    for (const lock of locks) lock.release();
  }
}

function takeLocks(database: string, now: Date) {
  const locks: Lock[] = [];
  try {
    for (const name of ['service', 'sync', 'removal'] as const) locks.push(takeLock(database, name, now));
    return locks;
  } catch (error) {
    for (const lock of locks) lock.release();
    throw error;
  }
}

async function confirmed(
  shell: Host,
  { words, json }: RestoreOptions,
  preview: () => Promise<void>,
): Promise<boolean> {
  if (words.includes('--yes')) return true;
  await preview();
  if (json) return false;
  if (shell.stdin.isTTY !== true) {
    shell.stdout.write(`${RESTORE_NEEDS_YES}\n`);
    return false;
  }
  const line = createInterface({ input: shell.stdin, output: shell.stdout });
  try {
    const typed = await line.question(RESTORE_QUESTION);
    if (typed.trim().toLowerCase() === 'yes') return true;
    shell.stdout.write(`${RESTORE_NOT_CONFIRMED}\n`);
    return false;
  } finally {
    line.close();
  }
}

function viewOf(
  { of, lost, aside, audit }: PreparedRestore,
  { file, timezone, now }: { file: string; timezone: string; now: Date },
): RestoredView {
  return { file, of, lost, aside, audit, timezone, now: now.toISOString() };
}

function previewJson({ file, of, lost, aside, audit }: RestoredView) {
  return { ok: false, file, of, lost, aside, audit };
}

function shown(message: Message, { stdout }: Host, loaded: LoadedConfig): string {
  const colour = loaded.environment.colour && stdout.isTTY === true;
  return renderMessage(
    { ...message, buttons: [] },
    { width: stdout.columns ?? 100, colour },
  ).text.trimStart();
}
