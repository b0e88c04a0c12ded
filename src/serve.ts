import { openContext, startService } from './app.ts';
import { createProgress } from './chat/terminal/progress.ts';
import { createTerminal } from './chat/terminal/terminal.ts';
import type { LoadedConfig } from './config.ts';
import { dayIn } from './domain/day.ts';
import type { Log } from './log.ts';
import type { Shell } from './shell.ts';
import { syncInThread } from './sync-thread.ts';

const DEMO = `There is no seatkeeper.yaml here, so this is the demo company of examples/acme. Nothing of yours is touched.\n\n`;

/** Runs the bot until it is told to stop. */
export async function serve(
  shell: Shell,
  { config, environment: { colour } }: LoadedConfig,
  log: Log,
): Promise<number> {
  const isTTY = shell.stdin.isTTY === true && shell.stdout.isTTY === true;
  const stop = new AbortController();
  const stopped = new Promise<void>((resolve) =>
    stop.signal.addEventListener('abort', () => resolve(), { once: true }),
  );
  shell.onSignal(() => stop.abort(new Error('stopped')));

  const progress = createProgress({ output: shell.stderr, isTTY, now: Date.now });
  const context = openContext(config, ['terminal'], {
    now: () => new Date(),
    log,
    signal: stop.signal,
    progress: progress.report,
    store: { verify: true },
    lasting: true,
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
  if (config.demo) shell.stdout.write(DEMO);
  try {
    const task = { config, platforms: [terminal.id], logLevel: log.level };
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
