import { setTimeout as wait } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import type { ChatPlatform } from '../../../src/chat/platform.ts';
import { createTeams, type TeamsOptions } from '../../../src/chat/teams/teams.ts';
import { answer } from '../../../src/commands/answer.ts';
import type { Answer } from '../../../src/commands/command.ts';
import { createPromptFetch } from '../../../src/connectors/network/dial.ts';
import type { Context } from '../../../src/flows/context.ts';
import { openSync, syncAll } from '../../../src/flows/sync/sync-all.ts';
import { createLog } from '../../../src/log.ts';
import { teamsMemoryOf } from '../../../src/service/chat-memory.ts';
import { openContext } from '../../../src/service/open-context.ts';
import { type Service, startService } from '../../../src/service/start-service.ts';
import { type Company, KIM as SHELL } from '../company.ts';
import { eventually } from '../eventually.ts';
import { signedTeams } from './signed-teams.ts';
import { CHANNEL, KIM, TeamsClient } from './teams-client.ts';
import { cardOf, type Said, TeamsConnector } from './teams-connector.ts';

export interface TeamsOffice {
  readonly context: Context;
  readonly service: Service;
  readonly connector: TeamsConnector;
  readonly url: string;
  problems(): readonly string[];
  client(name?: string, aadObjectId?: string): TeamsClient;
  sync(): Promise<void>;
  /** Runs a command like a shell on the same machine. */
  ask(typed: string): Promise<Answer>;
  /** Waits until nothing is left to send. */
  settled(): Promise<void>;
  /** The current alert of Figma. */
  alert(): Promise<Said>;
  values(sql: string): readonly unknown[];
  stop(): Promise<void>;
}

export interface TeamsOfficeOptions {
  readonly connector?: TeamsConnector;
  readonly teams?: Partial<TeamsOptions>;
  /** Platforms besides Teams. */
  readonly beside?: (context: Context) => readonly ChatPlatform[];
  readonly install?: boolean;
  /** In the cloud, where each request is signed; left out, it is as with the Playground. */
  readonly signed?: boolean;
}

/** The running bot of a company in Teams: the real service over real HTTP, and a Bot Connector on this machine. */
export async function teamsOffice(
  company: Company,
  {
    connector: given,
    teams = {},
    beside = () => [],
    install = true,
    signed = false,
  }: TeamsOfficeOptions = {},
): Promise<TeamsOffice> {
  const connector = given ?? (await TeamsConnector.open());
  if (given === undefined) onTestFinished(() => connector.close());
  const cloud = signed ? await signedTeams(connector) : null;
  const stop = new AbortController();
  const log = createLog({ level: 'silent', secrets: [] });
  const io = { now: company.now, log, signal: stop.signal, progress: () => {} };
  const several: string[] = ['teams'];
  const context = openContext(company.config, several, io);
  const platform = createTeams({
    fetch: createPromptFetch(),
    access: { mode: 'local', appId: null },
    users: [KIM],
    organisation: company.config.organisation,
    apps: company.config.apps.length,
    memory: teamsMemoryOf(context),
    log,
    now: Date.now,
    elapsed: () => performance.now(),
    sleep: (ms) => wait(ms),
    random: () => 0.5,
    gapMs: 5,
    ...cloud?.teams,
    ...teams,
  });
  const others = beside(context);
  several.push(...others.map(({ id }) => id));
  const service = await startService({
    context,
    chat: [platform, ...others],
    openSync: (progress) => openSync({ ...context, dependencies: { ...context.dependencies, progress } }),
    web: { port: 0, host: '127.0.0.1' },
    // Time passes when the test moves the clock.
    elapsed: () => company.now().getTime(),
    lookMs: 20,
  });
  const url = `http://127.0.0.1:${service.port}/api/messages`;
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
  const office: TeamsOffice = {
    context,
    service,
    connector,
    url,
    problems: () => platform.problems?.() ?? [],
    client: (name, aad) => {
      const client = new TeamsClient(connector, url, name, aad);
      if (cloud !== null) client.headers = { authorization: cloud.authorization() };
      return client;
    },
    sync: async () => {
      await service.sync(null);
    },
    ask: (typed) => answer(context, SHELL, typed, (only) => syncAll(context, only)),
    settled: async () => {
      await eventually(() => {
        // Messages that wait for their next try are due at once.
        context.store.sqlite.exec("UPDATE outbox SET next_at = NULL WHERE status = 'pending'");
        return values("SELECT count(*) FROM outbox WHERE status IN ('pending', 'sending')")[0] === 0;
      }, 'delivery');
    },
    alert: async () => {
      await office.settled();
      const found = connector.in(CHANNEL).findLast(({ activity }) => /Figma/.test(String(activity.summary)));
      if (found === undefined) throw new Error('there is no alert');
      cardOf(found);
      return found;
    },
    values,
    stop: close,
  };
  if (install) {
    const kim = office.client();
    await kim.send(kim.activity('installed-in-a-team'));
    await eventually(() => connector.in(CHANNEL).length > 0, 'the welcome');
  }
  return office;
}
