import {
  DEMO_NOTICE,
  noBackupOfDemoText,
  outputLostText,
  portText,
  STOPPED_BY_ERROR,
  startTakesText,
} from '../chat/say/operate/shell.ts';
import { typedYesText } from '../chat/say/removal/typed.ts';
import { clean } from '../chat/strip-controls.ts';
import { createProgress } from '../chat/terminal/progress.ts';
import { renderMessage } from '../chat/terminal/text/render.ts';
import { answer } from '../commands/answer.ts';
import type { Answer } from '../commands/command.ts';
import {
  type Config,
  ConfigError,
  environment,
  type LoadedConfig,
  loadConfig,
  type RawEnvironment,
} from '../config/config.ts';
import { connectors } from '../connectors/registry.ts';
import type { Message } from '../domain/message.ts';
import type { Host } from '../host.ts';
import { isSchedule } from '../jobs/schedule.ts';
import { createLog, type Log } from '../log.ts';
import { rosterSources } from '../roster/registry.ts';
import { openContext } from '../service/open-context.ts';
import { platformsOf } from '../service/platforms.ts';
import { ownStoreError, StoreError } from '../store/db/errors.ts';
import { WebError } from '../web/server.ts';
import { parseArguments } from './arguments.ts';
import { fleet } from './fleet/fleet.ts';
import { freeMemory } from './free-memory.ts';
import { isOfFiles, loadForFiles } from './load-config.ts';
import { printJson } from './print-json.ts';
import { versionOf } from './version.ts';

/** Runs one command, or the service, and returns the exit code: 0 only on success. */
export async function run(shell: Host): Promise<number> {
  let lost: NodeJS.ErrnoException | null = null;
  // The reader of a pipe may go away. Anything else is said once, and a service goes on.
  shell.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE' || lost !== null) return;
    lost = error;
    shell.stderr.write(`${outputLostText(error.code ?? error.message)}\n`);
  });
  shell.stderr.on('error', () => {});
  const code = await runWords(shell);
  // A stream reports the result of the last write a moment later.
  await new Promise((resolve) => setImmediate(resolve));
  // A service does more than print.
  return lost === null || code !== 0 || shell.argv.includes('start') ? code : 1;
}

async function runWords(shell: Host): Promise<number> {
  let database = shell.cwd;
  let secrets: readonly string[] = [];
  try {
    const { words, flags, json } = parseArguments(shell.argv);
    if (words[0] === '--version') {
      shell.stdout.write(`seatkeeper ${versionOf()}\n`);
      return 0;
    }
    if (words[0] === 'start' && words.length > 1) {
      shell.stderr.write(`${clean(startTakesText(words[1] ?? ''), 500)}\n`);
      return 1;
    }
    if (words[0] === 'fleet') {
      return await fleet(shell, { words, json, env: environment(), now: () => new Date() });
    }
    const input = { flags, cwd: shell.cwd, connectors, rosterSources, isCron: isSchedule };
    const load = (env: RawEnvironment, unset?: 'allowed') =>
      loadConfig({ ...input, env, ...(unset === undefined ? {} : { unset }) });
    if (words[0] === 'connect' && words.length === 2 && !json && shell.stdin.isTTY === true) {
      const { connectAtTerminal } = await import('./connect/start.ts');
      const read = (config: Config) => {
        ({ database, secrets } = config);
      };
      const code = await connectAtTerminal(shell, { word: words[1] ?? '', env: environment(), load, read });
      if (code !== null) return code;
    }
    const ofFiles = isOfFiles(words[0]);
    const loaded = ofFiles ? loadForFiles(shell, { ...input, env: environment() }) : load(environment());
    ({ database, secrets } = loaded.config);
    const service = words[0] === 'start';
    // A person at a prompt or running one command wants the answer, not a log of how it came about.
    const attended = !service || shell.stdin.isTTY === true;
    const level = loaded.environment.logLevel ?? (attended ? 'warn' : 'info');
    const log = createLog({ level, secrets: loaded.config.secrets });
    if (loaded.config.demo && !service && !ofFiles) {
      if (words[0] === 'backup' || words[0] === 'restore' || words[0] === 'promote') {
        shell.stderr.write(`${noBackupOfDemoText(words[0])}\n`);
        return 1;
      }
      const dim = loaded.environment.colour && shell.stderr.isTTY === true;
      shell.stderr.write(dim ? `\x1b[2m${DEMO_NOTICE}\x1b[22m\n` : `${DEMO_NOTICE}\n`);
    }
    if (words[0] === 'restore') {
      const { restore } = await import('./restore/restore.ts');
      return await restore(shell, loaded, { words, json, log, now: () => new Date() });
    }
    if (words[0] === 'promote') {
      const { promote } = await import('./restore/promote.ts');
      return await promote(shell, loaded, { words, json, log, now: () => new Date() });
    }
    if (words[0] === 'downgrade-check') {
      const { downgradeCheck } = await import('./downgrade-check.ts');
      return await downgradeCheck(shell, loaded, { words, json, now: new Date() });
    }
    return service ? await start(shell, loaded, log) : await once(shell, loaded, log, words, json);
  } catch (thrown) {
    const error = ownStoreError(thrown, database);
    if (!(error instanceof ConfigError || error instanceof StoreError || error instanceof WebError))
      return stoppedByError(shell, error, secrets);
    // Line by line and in full: a shortened list of problems is of no help.
    const text = error instanceof WebError ? portText(error.port, error.why) : error.message;
    const lines = text.split('\n').map((line, at) => `${at === 0 ? '' : '- '}${clean(line.trim(), 4000)}`);
    shell.stderr.write(`${lines.join('\n')}\n`);
    return error instanceof ConfigError ? 2 : 1;
  }
}

async function start(shell: Host, loaded: LoadedConfig, log: Log): Promise<number> {
  const { serve } = await import('../service/serve.ts');
  return serve(shell, loaded, log);
}

async function once(
  shell: Host,
  loaded: LoadedConfig,
  log: Log,
  words: readonly string[],
  json: boolean,
): Promise<number> {
  const { config } = loaded;
  const { colour } = loaded.environment;
  const stop = new AbortController();
  shell.onSignal(() => stop.abort(new Error('stopped')));
  const progress = createProgress({
    output: shell.stderr,
    isTTY: shell.stderr.isTTY === true,
    size: () => ({ rows: shell.stderr.rows ?? 24, columns: shell.stderr.columns ?? 80 }),
    timezone: config.timezone,
    now: () => performance.now(),
    later: (ms, call) => void setTimeout(call, ms).unref(),
  });
  const context = openContext(config, platformsOf(loaded), {
    now: () => new Date(),
    log,
    signal: stop.signal,
    progress: progress.report,
    freeMemory,
    // Loaded only when needed: the SDKs of the chat platforms take longer to load than most commands to answer.
    examineChat: async (store) =>
      (await import('../service/examine-chat.ts')).examineChat(loaded, log, store),
  });
  const letGo = LONG.has(words[0] ?? '')
    ? (await import('./young-generation.ts')).holdYoungGeneration()
    : () => {};
  try {
    const by = { on: 'terminal', id: `terminal:${shell.user}`, name: shell.user, mayChange: true } as const;
    const sync = async (only: string | null, force?: boolean) => {
      const { syncAll } = await import('../flows/sync/sync-all.ts');
      return syncAll(context, only, force).finally(() => progress.finish());
    };
    const found: Answer = await answer(context, by, words, sync, null, false);
    const show = (output: Host['stdout'], message: Message) => {
      const look = { width: output.columns ?? 100, colour: colour && output.isTTY === true };
      output.write(`${renderMessage(withoutButtons(message), look).text.trimStart()}\n`);
    };
    if (!json) show(shell.stdout, found.message);
    else {
      await printJson(shell.stdout, found.json);
      const { missing = [] } = found;
      if (missing.length > 0) show(shell.stderr, { summary: '', title: '', body: missing, buttons: [] });
    }
    return found.ok ? 0 : 1;
  } catch (error) {
    if (stop.signal.aborted) return 130;
    throw error;
  } finally {
    letGo();
    context.store.close();
  }
}

/** They go through whole tables. */
const LONG: ReadonlySet<string> = new Set(['sync', 'export']);

/** There is nothing to press once the command is over. */
function withoutButtons({ body, ...message }: Message): Message {
  const silent = body.map((part) => (part.type === 'row' ? { ...part, buttons: [] } : part));
  const text = typedYesText(message.buttons);
  return {
    ...message,
    body: text === null ? silent : [...silent, { type: 'note', text }],
    buttons: [],
  };
}

/** An error of ours: the admin gets a sentence, the redacted log has the details. */
function stoppedByError(shell: Host, error: unknown, secrets: readonly string[]): number {
  const hidden = [...secrets, ...Object.values(environment()).filter(isLong)];
  createLog({ level: 'fatal', secrets: hidden }).fatal({ error }, 'stopped by an error');
  shell.stderr.write(`${STOPPED_BY_ERROR}\n`);
  return 70;
}

function isLong(value: string | undefined): value is string {
  return value !== undefined && value.length >= 8;
}
