import { setTimeout as wait } from 'node:timers/promises';
import type { ChatPlatform } from '../chat/platform.ts';
import { DEMO_NOTICE, stillOpenText } from '../chat/say/operate/shell.ts';
import { createSlack } from '../chat/slack/slack.ts';
import { createTeams } from '../chat/teams/teams.ts';
import { createProgress } from '../chat/terminal/progress.ts';
import { createTerminal } from '../chat/terminal/terminal.ts';
import type { LoadedConfig } from '../config/config.ts';
import { createPromptFetch, openSocketDispatcher } from '../connectors/network/dial.ts';
import { routeNodeRequests } from '../connectors/network/node-agent.ts';
import { untilStopped } from '../connectors/network/until-stopped.ts';
import { dayIn } from '../domain/day.ts';
import type { SyncStep } from '../domain/sync/progress.ts';
import type { Context } from '../flows/context.ts';
import { appsToDecide } from '../flows/overview/look-at-findings.ts';
import type { Host } from '../host.ts';
import type { Log } from '../log.ts';
import { versionOf } from '../shell/version.ts';
import { memoryOf, teamsMemoryOf } from './chat-memory.ts';
import { examineChat } from './examine-chat.ts';
import { openContext } from './open-context.ts';
import { platformsOf } from './platforms.ts';
import { startService } from './start-service.ts';
import { openSyncThread } from './sync-thread.ts';
import { openWatching } from './watching/watching.ts';

/** Runs the bot until it is asked to stop. */
export async function serve(shell: Host, loaded: LoadedConfig, log: Log): Promise<number> {
  const { config } = loaded;
  const { colour, port, portIsSet } = loaded.environment;
  const platforms = platformsOf(loaded);
  const isTTY = shell.stdin.isTTY === true && shell.stdout.isTTY === true;
  const stop = new AbortController();
  const stopped = new Promise<void>((resolve) =>
    stop.signal.addEventListener('abort', () => resolve(), { once: true }),
  );
  shell.onSignal(() => stop.abort(new Error('stopped')));

  const progress = createProgress({
    output: shell.stderr,
    isTTY,
    size: () => ({ rows: shell.stderr.rows ?? 24, columns: shell.stderr.columns ?? 80 }),
    timezone: config.timezone,
    now: () => performance.now(),
    later: (ms, call) => void setTimeout(call, ms).unref(),
  });
  const watching = openWatching(loaded, versionOf(), log);
  const context = openContext(config, platforms, {
    now: () => new Date(),
    log,
    signal: stop.signal,
    progress: progress.report,
    store: { verify: true },
    examineChat: (store) => examineChat(loaded, log, store),
    lasting: true,
    observer: watching.observer,
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
  const chat = await chatOf(loaded, context, log, stop.signal);
  // There is a prompt wherever a person can type; alerts go to it only when there is no other chat.
  if (isTTY || chat.length === 0) chat.push(terminal);
  const open = config.secretFiles.filter(({ openToAll }) => openToAll);
  if (open.length > 0)
    log.warn({ files: open.map(({ file }) => file) }, 'every user of this machine may read these secrets');
  if (config.demo) shell.stdout.write(`${DEMO_NOTICE}\n\n`);
  const { total, apps } = appsToDecide(context);
  if (total > 0 && chat.includes(terminal)) shell.stdout.write(`${stillOpenText(total, apps.length)}\n\n`);
  try {
    const task = { config, platforms, logLevel: log.level };
    const pages = await watching.pages(context);
    const service = await startService({
      context,
      chat,
      // Without authentication only this machine may connect.
      web: {
        port,
        pages,
        always: portIsSet,
        ...(loaded.environment.teams?.mode === 'local' ? { host: '127.0.0.1' } : {}),
      },
      openSync: async (onStep) => {
        const report = (step: SyncStep) => {
          progress.report(step);
          onStep(step);
        };
        const sync = await openSyncThread(task, {
          signal: stop.signal,
          progress: report,
          requested: watching.requested,
          branch: watching.tracing?.branch() ?? null,
        });
        const read: typeof sync.read = (selection) =>
          sync.read(selection).finally(() => {
            progress.finish();
            // The progress was written over the prompt, and over a command that was being typed.
            terminal.redraw();
          });
        return { ...sync, read };
      },
    });
    if (service.port !== null) log.info({ port: service.port }, 'listening');
    await stopped;
    await service.stop();
    return 0;
  } finally {
    await watching.stop();
    context.store.close();
  }
}

/** Waits, but not longer than until the signal is aborted. */
async function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  await wait(ms, undefined, signal === undefined ? {} : { signal }).catch(() => {});
}

/** How long a service that was asked to stop waits for answers of a chat: it must be over after ten seconds, before it is killed. */
const LAST_ANSWERS_MS = 6000;

/** The chat platforms that the environment sets up. */
async function chatOf(
  { config, environment }: LoadedConfig,
  context: Context,
  log: Log,
  stop: AbortSignal,
): Promise<ChatPlatform[]> {
  const { slack, teams } = environment;
  const { organisation, admin } = config;
  const real = {
    organisation,
    log,
    now: Date.now,
    elapsed: () => performance.now(),
    sleep,
    fetch: untilStopped(createPromptFetch(config.network), stop, LAST_ANSWERS_MS),
  };
  const chat: ChatPlatform[] = [];
  if (slack !== null && admin.slack !== null) {
    const apps = config.apps.map(({ id, name }) => ({ id, name }));
    const memory = memoryOf(context, 'slack');
    const { ca, proxies } = config.network;
    // The SDK's own way is better informed about a socket that hangs.
    const leaves =
      ca === null && proxies === null ? {} : { dispatcher: await openSocketDispatcher(config.network) };
    chat.push(createSlack({ ...real, ...leaves, access: slack, admin: admin.slack, apps, memory }));
  }
  if (teams !== null) {
    // For the SDK, which fetches keys and tokens by itself.
    routeNodeRequests(config.network);
    const users = admin.teams?.users ?? [];
    const memory = teamsMemoryOf(context);
    const apps = config.apps.length;
    chat.push(createTeams({ ...real, access: teams, users, apps, memory, random: Math.random }));
  }
  return chat;
}
