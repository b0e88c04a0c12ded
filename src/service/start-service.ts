import type { Bot, ChatPlatform } from '../chat/platform.ts';
import type { Caller } from '../domain/caller.ts';
import type { SyncStep } from '../domain/sync/progress.ts';
import { askedFor } from '../domain/sync/selection.ts';
import type { Context } from '../flows/context.ts';
import { announceNewPlatforms } from '../flows/outbox/announce-new-platforms.ts';
import { resolveInFlight } from '../flows/outbox/deliver.ts';
import { noteClockJump } from '../flows/outbox/note-clock-jump.ts';
import { purgeExpired } from '../flows/outbox/purge-expired.ts';
import {
  hasOrphanedMessages,
  readdressOrphanedMessages,
} from '../flows/outbox/readdress-orphaned-messages.ts';
import { endInterruptedSyncs, type SyncTelling, tellSync, whileTold } from '../flows/outbox/tell-sync.ts';
import { sendDueDigest } from '../flows/overview/send-digest.ts';
import type { Sync, SyncReport } from '../flows/sync/sync-all.ts';
import { startJob } from '../jobs/schedule.ts';
import { auditHead } from '../store/audit.ts';
import { StoreError } from '../store/db/errors.ts';
import { takeLock } from '../store/db/lock.ts';
import { inWriteTurn } from '../store/db/write-turn.ts';
import { jobDue } from '../store/findings/digests.ts';
import { openAskingDesk } from './asking/asking-desk.ts';
import { createBot } from './bot.ts';
import { watchClock } from './clock-watch.ts';
import { openWeb, type WebPages } from './open-web.ts';
import { fileSender } from './platforms.ts';
import { openRemovalDesk } from './removal/removal-desk.ts';
import { createSenders } from './senders.ts';
import { openDueSyncs } from './syncing/due-syncs.ts';
import { openSyncDesk } from './syncing/sync-desk.ts';
import { observedBot } from './watching/observed-bot.ts';
import { signOfLife } from './watching/sign-of-life.ts';

export interface Service {
  /** What the platforms were started with. */
  readonly bot: Bot;
  sync(only: string | null): Promise<SyncReport>;
  /** Where the web server listens; `null` when nobody calls us. */
  readonly port: number | null;
  /** Starts no new work, and resolves when the work under way is finished. */
  stop(): Promise<void>;
}

export interface ServiceOptions {
  readonly context: Context;
  readonly chat: readonly ChatPlatform[];
  /** Opens what reads without keeping commands waiting. */
  readonly openSync: (onStep: (step: SyncStep) => void) => Promise<Sync>;
  /** Where we listen for the platforms that call us, and, with `always`, for a supervisor even if no platform calls us. */
  readonly web: Omit<WebPages, 'chat'>;
  /** Milliseconds between two looks at the outbox, to which shell commands write too; left out: a second. */
  readonly lookMs?: number;
  /** Milliseconds by a clock that cannot be set. */
  readonly elapsed?: () => number;
}

const LOOK_MS = 1000;
const PURGE_SCHEDULE = '41 3 * * *';

/**
 * Runs the bot, one per database. Finishes what a killed one left, syncs at once and then each source in its own rhythm, answers
 * commands, delivers messages and sends the digest when it is due.
 */
export async function startService(options: ServiceOptions): Promise<Service> {
  const lock = takeLock(options.context.config.database, 'service', options.context.now());
  try {
    const service = await runService(options);
    return { ...service, stop: () => service.stop().finally(() => lock.release()) };
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function runService({
  context: outer,
  chat,
  openSync,
  web,
  lookMs = LOOK_MS,
  elapsed = () => performance.now(),
}: ServiceOptions): Promise<Service> {
  const context: Context = {
    ...outer,
    chatProblems: () => chat.flatMap((platform) => platform.problems?.() ?? []),
    mayChange: async (who) =>
      (await chat.find(({ id }) => who.startsWith(`${id}:`))?.mayChange?.(who)) ?? null,
  };
  const { config, log, now, store } = context;
  /** For the syncs under way that somebody asked for in a chat. */
  const tellings = new Set<SyncTelling>();
  let ready = false;

  const toAll = (step: SyncStep) => {
    for (const told of tellings) told.step(step);
  };
  const desk = openSyncDesk(
    () => openSync(toAll),
    () => {
      syncs.again();
      changed();
    },
  );
  const failed = (job: string) => (error: unknown) => {
    if (context.dependencies.signal.aborted) return;
    // Another sync is under way, the disk is full: the sentence says it all, and no stack helps.
    if (error instanceof StoreError) log.warn({ job, kind: error.kind }, error.message);
    else log.error({ error, job }, 'job failed');
  };
  const syncs = openDueSyncs(context, desk, {
    synced: (report) => {
      for (const { id, result } of report)
        log.info({ source: id, status: result.status }, OUTCOMES[result.status]);
    },
    failed: failed('sync'),
  });
  const bot = observedBot(
    createBot(context, async (only, by) => sync(only, by), {
      fileSender: (by) => fileSender(chat, by),
      changed,
    }),
    context.dependencies.observer ?? {},
  );
  const senders = createSenders(context, chat);
  const drain = () => senders.drain();
  readdressOrphanedMessages(context);
  announceNewPlatforms(context);
  endInterruptedSyncs(context);
  const server = await openWeb({ ...web, chat }, context, () => ready);
  for (const platform of chat) {
    await resolveInFlight(context, platform);
    await platform.start(bot);
  }

  let shown = auditHead(store);
  function changed(): void {
    void drain();
    const head = auditHead(store);
    if (head === shown) return;
    shown = head;
    // A step that only a read proves may have been carried out, or a task said to be done.
    syncs.again();
    for (const platform of chat) platform.changed?.();
  }

  function sync(only: string | null, by: Caller | null = null, force = false): Promise<SyncReport> {
    const told = by === null || by.on === 'terminal' ? null : tellSync(context, by, only, elapsed);
    if (told !== null) tellings.add(told);
    // What goes on already has begun.
    if (desk.isBusy()) told?.step({ type: 'begun', apps: 0, rosters: 0 });
    return whileTold(context, told, () => desk.read(askedFor(only, force))).finally(() => {
      if (told !== null) tellings.delete(told);
      changed();
    });
  }

  const asking = openAskingDesk(context, chat, { changed, failed: failed('asking') });
  const removals = openRemovalDesk(context, (app) => sync(app), { changed, failed: failed('removal') });
  const { timezone, schedule } = config;
  const digest = startJob({
    name: 'digest',
    schedule: schedule.digest,
    timezone,
    now,
    run: digestIfDue,
    onError: failed('digest'),
  });
  const jobs = [
    digest,
    startJob({
      name: 'purge',
      schedule: PURGE_SCHEDULE,
      timezone,
      now,
      run: () => purgeExpired(context),
      onError: failed('purge'),
    }),
  ];

  /** Also called between the moments of its schedule: a machine that slept through one still sends the digest. */
  async function digestIfDue(): Promise<void> {
    const due = jobDue(store, 'digest');
    const next = digest.next();
    const planned = due !== null && due.schedule === schedule.digest && due.dueAt <= next.toISOString();
    if (planned && due.dueAt > now().toISOString()) return;
    if (await inWriteTurn(store, () => sendDueDigest(context, schedule.digest, next))) void drain();
  }

  const outbox = setInterval(() => {
    void drain();
    looking ??= look()
      .catch(failed('digest'))
      .finally(() => {
        looking = null;
      });
  }, lookMs);
  let looking: Promise<void> | null = null;
  const clock = watchClock(now, elapsed);
  const life = signOfLife(context, elapsed);
  async function look(): Promise<void> {
    const jumped = clock.look();
    if (jumped !== null) await inWriteTurn(store, () => noteClockJump(context, jumped));
    // A shell command or the sync thread may have changed what home pages show.
    changed();
    for (const told of tellings) if (await told.look()) void drain();
    if (hasOrphanedMessages(context)) await inWriteTurn(store, () => readdressOrphanedMessages(context));
    await digestIfDue();
    await life.look();
  }

  const first = syncs.start();
  const due = setInterval(() => {
    syncs.look();
    removals.look();
    asking.look();
  }, lookMs);
  await first;
  await digestIfDue();
  await purgeExpired(context);
  await drain();
  ready = true;

  return {
    bot,
    sync,
    port: server?.port ?? null,
    async stop() {
      await Promise.all(jobs.map((job) => job.stop()));
      for (const timer of [outbox, due]) clearInterval(timer);
      await looking;
      for (const each of [removals, asking, desk, senders]) await each.stop();
      await server?.close();
      await Promise.all(chat.map((platform) => platform.stop()));
      await life.stopped().catch(failed('sign of life'));
    },
  };
}

/** What the log says about a source after a scheduled sync. A read that was not accepted does not count as synced. */
const OUTCOMES = {
  complete: 'synced',
  held: 'read, but held',
  failed: 'could not be read',
  waiting: 'not read yet: waits for others',
} as const;
