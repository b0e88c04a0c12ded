import { setTimeout as wait } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { createSlack, type SlackOptions } from '../../../src/chat/slack/slack.ts';
import { answer } from '../../../src/commands/answer.ts';
import type { Answer } from '../../../src/commands/command.ts';
import { createPromptFetch } from '../../../src/connectors/network/dial.ts';
import type { Context } from '../../../src/flows/context.ts';
import { openSync, syncAll } from '../../../src/flows/sync/sync-all.ts';
import { createLog } from '../../../src/log.ts';
import { memoryOf } from '../../../src/service/chat-memory.ts';
import { openContext } from '../../../src/service/open-context.ts';
import { type Service, startService } from '../../../src/service/start-service.ts';
import { type Company, KIM } from '../company.ts';
import { eventually } from '../eventually.ts';
import { type Carrier, SlackClient } from './slack-client.ts';
import { APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, type Workspace } from './slack-workspace.ts';

export interface SlackOffice {
  readonly context: Context;
  readonly service: Service;
  readonly workspace: Workspace;
  /** The problems the platform reports, as `health` shows them. */
  problems(): readonly string[];
  readonly carrier: Carrier;
  /** A person of the workspace, by name. */
  client(name?: string): SlackClient;
  sync(): Promise<void>;
  /** Runs a command like a shell on the same machine. */
  ask(typed: string): Promise<Answer>;
  /** Waits until nothing is left to send. */
  settled(): Promise<void>;
  values(sql: string): readonly unknown[];
  stop(): Promise<void>;
}

export interface SlackOfficeOptions {
  readonly mode?: 'http' | 'socket';
  readonly admin?: Partial<SlackOptions['admin']>;
  readonly slack?: Partial<SlackOptions>;
}

/** The running bot of a company in a Slack workspace: the real service, over real HTTP or a real socket. */
export async function slackOffice(
  company: Company,
  workspace: Workspace,
  { mode = 'http', admin = {}, slack = {} }: SlackOfficeOptions = {},
): Promise<SlackOffice> {
  const stop = new AbortController();
  const log = createLog({ level: 'silent', secrets: [] });
  const context = openContext(company.config, ['slack'], {
    now: company.now,
    log,
    signal: stop.signal,
    progress: () => {},
  });
  const { organisation, apps } = company.config;
  const platform = createSlack({
    access: {
      botToken: BOT_TOKEN,
      apiUrl: workspace.apiUrl,
      ...(mode === 'http' ? { mode, signingSecret: SIGNING_SECRET } : { mode, appToken: APP_TOKEN }),
    },
    admin: { channel: workspace.channel, users: [], channelMembersMayChange: true, ...admin },
    organisation,
    apps: apps.map(({ id, name }) => ({ id, name })),
    memory: memoryOf(context, 'slack'),
    log,
    now: Date.now,
    elapsed: () => performance.now(),
    sleep: (ms, signal) => wait(ms, undefined, signal === undefined ? {} : { signal }).catch(() => {}),
    fetch: createPromptFetch(),
    gapMs: 5,
    ...slack,
  });
  const service = await startService({
    context,
    chat: [platform],
    openSync: (progress) => openSync({ ...context, dependencies: { ...context.dependencies, progress } }),
    web: { port: 0, host: '127.0.0.1' },
    // Time passes when the test moves the clock.
    elapsed: () => company.now().getTime(),
    lookMs: 20,
  });
  let open = true;
  const close = async () => {
    if (!open) return;
    open = false;
    stop.abort(new Error('stopped'));
    await service.stop();
    context.store.close();
  };
  onTestFinished(close);
  const values = (sql: string) => context.store.sqlite.prepare(sql).pluck().all();
  const carrier: Carrier =
    mode === 'http' ? { url: `http://127.0.0.1:${service.port}/slack/events` } : 'socket';
  return {
    context,
    service,
    workspace,
    problems: () => platform.problems?.() ?? [],
    carrier,
    client: (name) => new SlackClient(workspace, carrier, name),
    sync: async () => {
      await service.sync(null);
    },
    ask: (typed) => answer(context, KIM, typed, (only) => syncAll(context, only)),
    settled: async () => {
      await eventually(
        () => values("SELECT count(*) FROM outbox WHERE status IN ('pending', 'sending')")[0] === 0,
        'delivery',
      );
    },
    values,
    stop: close,
  };
}
