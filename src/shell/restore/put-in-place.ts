import { type RestoredView, restoreDone, type Stopped } from '../../chat/say/operate/restored.ts';
import { renderMessage } from '../../chat/terminal/text/render.ts';
import type { LoadedConfig } from '../../config/config.ts';
import type { Message } from '../../domain/message.ts';
import { closeQuestions } from '../../flows/restored/close-questions.ts';
import { sayRestored } from '../../flows/restored/say-restored.ts';
import { stopRemovals } from '../../flows/restored/stop-removals.ts';
import type { Host } from '../../host.ts';
import type { Log } from '../../log.ts';
import { contextOn } from '../../service/open-context.ts';
import { platformsOf } from '../../service/platforms.ts';
import { type PreparedRestore, prepareRestore } from '../../store/backup/restore.ts';
import { type Lock, takeLock } from '../../store/db/lock.ts';
import { printJson } from '../print-json.ts';

export interface RestoreOptions {
  readonly words: readonly string[];
  readonly json: boolean;
  readonly log: Log;
  readonly now: () => Date;
  /** Called after each change on the disk. */
  readonly step?: (name: string) => void;
}

export interface Replacement {
  readonly how: RestoredView['how'];
  /** What takes the place of the database. */
  readonly file: string;
  /** The database that was in use last, if it is somewhere else. */
  readonly old: string | null;
  /** Shows what will be done and asks; nothing is changed unless it resolves to `true`. */
  confirm(view: RestoredView, life: PreparedRestore['life']): Promise<boolean>;
}

/** What `restore` and `promote` do alike. Returns the exit code, 0 only when the database was replaced. */
export async function putInPlace(
  shell: Host,
  loaded: LoadedConfig,
  options: RestoreOptions,
  { how, file, old, confirm }: Replacement,
): Promise<number> {
  const { config } = loaded;
  const { now } = options;
  const locks = takeLocks(config.database, now());
  try {
    const prepared = prepareRestore(config.database, file, {
      now: now(),
      ...(old === null ? {} : { old }),
    });
    let done = false;
    try {
      const { of, lost, aside, audit, life } = prepared;
      const view = { how, file, of, lost, aside, audit, timezone: config.timezone, now: now().toISOString() };
      if (!(await confirm(view, life))) return 1;
      const context = contextOn(prepared.store, config, platformsOf(loaded), {
        now,
        log: options.log,
        signal: new AbortController().signal,
        progress: () => {},
      });
      const later = prepared.takeOver();
      const by = `terminal:${shell.user}`;
      const stopped = prepared.store.write((): Stopped => {
        const held = { removals: stopRemovals(context, by), ...closeQuestions(context) };
        sayRestored(context, view, { by, head: prepared.head, later, stopped: held });
        return held;
      });
      options.step?.('prepared');
      const kept = prepared.finish(options.step);
      done = true;
      const data = { ...previewJson(view), ok: true, aside: kept, stopped };
      await say(shell, loaded, options, restoreDone(view, kept, stopped), data);
      return 0;
    } finally {
      if (!done) prepared.discard();
    }
  } finally {
    for (const lock of locks) lock.release();
  }
}

function takeLocks(database: string, now: Date): readonly Lock[] {
  const locks: Lock[] = [];
  try {
    for (const name of ['service', 'sync', 'removal'] as const) locks.push(takeLock(database, name, now));
    return locks;
  } catch (error) {
    for (const lock of locks) lock.release();
    throw error;
  }
}

/** Answers the person who typed the command, or the program that reads its JSON. */
export async function say(
  shell: Host,
  loaded: LoadedConfig,
  { json }: Pick<RestoreOptions, 'json'>,
  message: Message,
  data: object,
): Promise<void> {
  if (json) return printJson(shell.stdout, data);
  const { stdout } = shell;
  const colour = loaded.environment.colour && stdout.isTTY === true;
  const look = { width: stdout.columns ?? 100, colour };
  stdout.write(`${renderMessage({ ...message, buttons: [] }, look).text.trimStart()}\n`);
}

export function previewJson({ file, of, lost, aside, audit }: RestoredView) {
  return { ok: false, file, of, lost, aside, audit };
}
