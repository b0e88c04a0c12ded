import type { ReadStream, WriteStream } from 'node:tty';
import { openContext, startService } from './app.ts';
import { parseArguments } from './arguments.ts';
import { createProgress } from './chat/terminal/progress.ts';
import { renderMessage } from './chat/terminal/render.ts';
import { createTerminal } from './chat/terminal/terminal.ts';
import { answer } from './commands/answer.ts';
import { type Answer, sentence } from './commands/command.ts';
import { ConfigError, environment, type LoadedConfig, loadConfig } from './config.ts';
import { connectors } from './connectors/registry.ts';
import { dayIn } from './domain/day.ts';
import { syncAll } from './flows/sync-all.ts';
import { isSchedule } from './jobs/schedule.ts';
import { createLog, type Log } from './log.ts';
import { printJson } from './print-json.ts';
import { rosterSources } from './roster/registry.ts';
import { StoreError } from './store/errors.ts';
import { syncInThread } from './sync-thread.ts';

export interface Shell {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly stdin: ReadStream;
  readonly stdout: WriteStream;
  readonly stderr: WriteStream;
  readonly user: string;
  /** Calls back when the process is told to stop. */
  onSignal(stop: () => void): void;
}

/** Where alerts go while neither Slack nor Teams is set up. */
const PLATFORMS = ['terminal'];

/** Runs one command, or the service, and returns the exit code: 0 only on success. */
export async function run(shell: Shell): Promise<number> {
  shell.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  try {
    const { words, flags, json } = parseArguments(shell.argv);
    const loaded = loadConfig({
      flags,
      env: environment(),
      cwd: shell.cwd,
      connectors,
      rosterSources,
      isCron: isSchedule,
    });
    const log = createLog({ level: loaded.environment.logLevel, secrets: loaded.config.secrets });
    return words[0] === 'start'
      ? await serve(shell, loaded, log)
      : await once(shell, loaded, log, words, json);
  } catch (error) {
    if (!(error instanceof ConfigError || error instanceof StoreError)) throw error;
    shell.stderr.write(
      `${renderMessage(sentence(false, error.message).message, { width: shell.stderr.columns ?? 100, colour: false }).text}\n`,
    );
    return error instanceof ConfigError ? 2 : 1;
  }
}

async function once(
  shell: Shell,
  { config, environment: { colour } }: LoadedConfig,
  log: Log,
  words: readonly string[],
  json: boolean,
): Promise<number> {
  const stop = new AbortController();
  shell.onSignal(() => stop.abort(new Error('stopped')));
  const progress = createProgress({
    output: shell.stderr,
    isTTY: shell.stderr.isTTY === true,
    now: Date.now,
  });
  const context = openContext(config, PLATFORMS, {
    now: () => new Date(),
    log,
    signal: stop.signal,
    progress: progress.report,
  });
  try {
    const by = { id: `terminal:${shell.user}`, name: shell.user };
    const found: Answer = await answer(context, by, words, async (only) =>
      syncAll(context, only).finally(() => progress.finish()),
    );
    if (json) await printJson(shell.stdout, found.json);
    else {
      const width = shell.stdout.columns ?? 100;
      shell.stdout.write(
        `${renderMessage({ ...found.message, buttons: [] }, { width, colour: colour && shell.stdout.isTTY === true }).text}\n`,
      );
    }
    return found.ok ? 0 : 1;
  } catch (error) {
    if (stop.signal.aborted) return 130;
    throw error;
  } finally {
    context.store.close();
  }
}

async function serve(
  shell: Shell,
  { config, environment: { colour, logLevel } }: LoadedConfig,
  log: Log,
): Promise<number> {
  const isTTY = shell.stdin.isTTY === true && shell.stdout.isTTY === true;
  const stop = new AbortController();
  const stopped = new Promise<void>((resolve) =>
    stop.signal.addEventListener('abort', () => resolve(), { once: true }),
  );
  shell.onSignal(() => stop.abort(new Error('stopped')));

  const progress = createProgress({ output: shell.stderr, isTTY, now: Date.now });
  const context = openContext(config, PLATFORMS, {
    now: () => new Date(),
    log,
    signal: stop.signal,
    progress: progress.report,
    store: { verify: true },
  });
  const terminal = createTerminal({
    input: shell.stdin,
    output: shell.stdout,
    isTTY,
    columns: () => shell.stdout.columns ?? 100,
    colour: colour && shell.stdout.isTTY === true,
    user: shell.user,
    today: () => dayIn(config.timezone, new Date()),
    onExit: () => stop.abort(new Error('left')),
  });
  try {
    const task = { config, platforms: PLATFORMS, logLevel };
    const service = await startService({
      context,
      chat: [terminal],
      runSync: (only) =>
        syncInThread({ ...task, only }, { signal: stop.signal, progress: progress.report }).finally(() =>
          progress.finish(),
        ),
    });
    await stopped;
    await service.stop();
    return 0;
  } finally {
    context.store.close();
  }
}
