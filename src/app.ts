import { randomInt } from 'node:crypto';
import { createBot } from './bot.ts';
import type { Bot, Caller, ChatPlatform } from './chat/platform.ts';
import type { SendFile } from './commands/command.ts';
import type { Config } from './config.ts';
import { accessIndexes } from './flows/access-indexes.ts';
import type { Context } from './flows/context.ts';
import { deliver, settleInFlight } from './flows/deliver.ts';
import { sendDueDigest } from './flows/send-digest.ts';
import type { SyncReport } from './flows/sync-all.ts';
import { startJob } from './jobs/schedule.ts';
import type { Log } from './log.ts';
import { connectOutside } from './outside.ts';
import { jobDue } from './store/digests.ts';
import { StoreError } from './store/errors.ts';
import { takeLock } from './store/lock.ts';
import { type OpenOptions, openStore } from './store/open.ts';
import { writeInThread } from './write-thread.ts';

export interface AppIo {
  readonly now: () => Date;
  readonly log: Log;
  readonly signal: AbortSignal;
  readonly progress: Context['outside']['progress'];
  readonly writeRows?: Context['outside']['writeRows'];
  readonly store?: OpenOptions;
  /** A service: what one answer needed is kept for the next. */
  readonly lasting?: boolean;
}

/** Opens the store of a configuration with everything the flows need around it. */
export function openContext(config: Config, platforms: readonly string[], io: AppIo): Context {
  const store = openStore(config.database, io.store);
  const { now, log, signal, progress, writeRows = writeInThread } = io;
  return {
    config,
    store,
    now,
    platforms,
    log,
    seed: randomInt(2 ** 32),
    outside: connectOutside({ config, store, now, signal, progress, writeRows }),
    indexes: accessIndexes(io.lasting === true),
  };
}

export interface Service {
  /** What the platforms were started with. */
  readonly bot: Bot;
  sync(only: string | null): Promise<SyncReport>;
  /** Ends after what is under way: no new work, messages that are being sent are finished. */
  stop(): Promise<void>;
}

export interface ServiceOptions {
  readonly context: Context;
  readonly chat: readonly ChatPlatform[];
  /** Runs a sync somewhere that does not keep commands waiting. */
  readonly runSync: (only: string | null) => Promise<SyncReport>;
}

/** How often the outbox is looked at: shell commands write to it too. */
const DELIVER_MS = 1000;

/**
 * The running bot: one per database. Finishes what a killed one left, syncs at once and then on schedule, answers, delivers,
 * and sends the digest that is due.
 */
export async function startService({ context, chat, runSync }: ServiceOptions): Promise<Service> {
  const { config, log, now } = context;
  const lock = takeLock(config.database, 'service', now());
  let stopping = false;
  let syncing: Promise<SyncReport> | null = null;
  let delivering: Promise<void> = Promise.resolve();

  const bot = createBot(context, async (only) => sync(only), {
    fileSender: (by) => fileSender(chat, by),
    changed,
  });
  for (const platform of chat) {
    await settleInFlight(context, platform);
    await platform.start(bot);
  }

  function changed(): void {
    for (const platform of chat) platform.changed?.();
    void drain();
  }

  function sync(only: string | null): Promise<SyncReport> {
    if (syncing !== null)
      throw new StoreError('locked', 'A sync is already running here. Its alerts will come by themselves.');
    const running = runSync(only).finally(() => {
      syncing = null;
      changed();
    });
    syncing = running;
    return running;
  }

  async function syncOnSchedule(): Promise<void> {
    const report = await sync(null);
    for (const { id, result } of report) log.info({ source: id, status: result.status }, 'synced');
  }

  /** One sender at a time; a call while it sends only makes it look again. */
  function drain(): Promise<void> {
    delivering = delivering.then(async () => {
      if (stopping) return;
      for (const platform of chat)
        await deliver(context, platform).catch((error: unknown) =>
          log.error({ error, platform: platform.id }, 'delivery failed'),
        );
    });
    return delivering;
  }

  const failed = (job: string) => (error: unknown) => {
    if (!context.outside.signal.aborted) log.error({ error, job }, 'job failed');
  };
  const { timezone, schedule } = config;
  const jobs = [
    startJob({
      name: 'sync',
      schedule: schedule.sync,
      timezone,
      run: syncOnSchedule,
      onError: failed('sync'),
    }),
  ];
  const digest = startJob({
    name: 'digest',
    schedule: schedule.digest,
    timezone,
    run: async () => digestIfDue(),
    onError: failed('digest'),
  });
  jobs.push(digest);

  /** Also looked at between its ticks: a machine that slept through one still sends it. */
  function digestIfDue(): void {
    const due = jobDue(context.store, 'digest');
    const waits = due !== null && due.schedule === schedule.digest && due.dueAt > now().toISOString();
    if (!waits && sendDueDigest(context, schedule.digest, digest.next())) void drain();
  }

  const outbox = setInterval(() => {
    void drain();
    try {
      digestIfDue();
    } catch (error) {
      failed('digest')(error);
    }
  }, DELIVER_MS);
  await syncOnSchedule().catch(failed('first sync'));
  digestIfDue();
  await drain();

  return {
    bot,
    sync,
    async stop() {
      await Promise.all(jobs.map((job) => job.stop()));
      clearInterval(outbox);
      await syncing?.catch(() => {});
      await drain();
      stopping = true;
      await delivering;
      await Promise.all(chat.map((platform) => platform.stop()));
      lock.release();
    },
  };
}

/** Through the platform that whoever asks is on. */
function fileSender(chat: readonly ChatPlatform[], to: Caller): SendFile | null {
  const platform = chat.find(({ id }) => to.id.startsWith(`${id}:`));
  return platform?.sendFile === undefined ? null : platform.sendFile.bind(platform, to);
}
