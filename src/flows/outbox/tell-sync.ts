import { INTERNAL_ERROR } from '../../chat/say/operate/read-problem.ts';
import {
  syncedMessage,
  syncingMessage,
  type ToldSync,
  unfinishedSyncMessage,
} from '../../chat/say/operate/syncing.ts';
import type { Caller } from '../../domain/caller.ts';
import type { Message } from '../../domain/message.ts';
import type { SyncStep } from '../../domain/sync/progress.ts';
import { StoreError } from '../../store/db/errors.ts';
import { inWriteTurn } from '../../store/db/write-turn.ts';
import { messageSubject } from '../../store/outbox/message-subject.ts';
import { enqueue } from '../../store/outbox/outbox.ts';
import { removeSetting, saveSetting, settingsNamed } from '../../store/settings.ts';
import { appName, type Context, timestamp } from '../context.ts';
import type { SyncReport } from '../sync/sync-all.ts';

/** One message in the chat about a sync that was asked for there, changed while it goes on. */
export interface SyncTelling {
  /** Takes note of how far the sync is. */
  step(step: SyncStep): void;
  /** Shows it, unless that was shown a moment ago; `true` when there is a message to send. */
  look(): Promise<boolean>;
  /** Shows what came of the sync. */
  end(came: { readonly report: SyncReport } | { readonly error: unknown }): Promise<void>;
}

/** A sync that is over sooner needs no message besides its answer. */
const FIRST_MS = 1000;
/** The time between two changes of the message, so that a chat that allows few requests has some left for alerts. */
const GAP_MS = 3000;
/** Settings of this name are messages that are not in their final state. */
const UNFINISHED = 'sync-told:';

/** `only`: the id of the app that is asked for alone. `elapsed`: milliseconds by a clock that cannot be set. */
export function tellSync(
  context: Context,
  by: Caller,
  only: string | null,
  elapsed: () => number,
): SyncTelling {
  const { config, store } = context;
  const names = new Map(
    config.apps.flatMap(({ id, name }) => (only === null || id === only ? [[id, name]] : [])),
  );
  const at = timestamp(context);
  const told: ToldSync = {
    apps: names.size,
    only: only === null ? null : appName(context, only),
    by: by.name,
    at,
  };
  const since = elapsed();
  let [begun, ended] = [false, false];
  let shown: { readonly left: number; readonly at: number } | null = null;

  const write = (message: Message, mode: 'post' | 'edit', quiet: boolean) =>
    enqueue(store, {
      platforms: [by.on],
      subject: messageSubject.sync(at),
      mode,
      quiet,
      message,
      at: timestamp(context),
    });

  return {
    step(step) {
      if (step.type === 'begun') begun = true;
      if (step.type === 'done' && step.what === 'accounts') names.delete(step.id);
    },
    async look() {
      const now = elapsed();
      const isFirst = shown === null;
      if (!begun || ended || now - (shown?.at ?? since) < (isFirst ? FIRST_MS : GAP_MS)) return false;
      if (shown?.left === names.size) return false;
      shown = { left: names.size, at: now };
      const message = syncingMessage(told, [...names.values()], config.timezone);
      await inWriteTurn(store, () => {
        write(message, isFirst ? 'post' : 'edit', !isFirst);
        const value = JSON.stringify({ ...told, platform: by.on });
        saveSetting(store, UNFINISHED + at, { value, by: by.name, at });
      });
      return true;
    },
    async end(came) {
      ended = true;
      if (shown === null) return;
      const message =
        'report' in came
          ? syncedMessage(told, { report: came.report, ms: elapsed() - since }, config.timezone)
          : unfinishedSyncMessage(told, whyOf(context, came.error), config.timezone);
      await inWriteTurn(store, () => {
        write(message, 'edit', false);
        removeSetting(store, UNFINISHED + at);
      });
    },
  };
}

/** Runs a sync, and shows its result where it is told in a message. If the message cannot be written, the sync has not failed. */
export async function whileTold(
  { log }: Context,
  told: SyncTelling | null,
  run: (onStep: (step: SyncStep) => void) => Promise<SyncReport>,
): Promise<SyncReport> {
  const end = (came: Parameters<SyncTelling['end']>[0]) =>
    told?.end(came).catch((error: unknown) => log.error({ error }, 'what came of a sync was not told'));
  try {
    const report = await run((step) => told?.step(step));
    await end({ report });
    return report;
  } catch (error) {
    await end({ error });
    throw error;
  }
}

/** Called at the start: a message of a process that was killed must not say for ever that a sync is running. */
export function endInterruptedSyncs(context: Context): void {
  const { store, config, platforms } = context;
  const at = timestamp(context);
  store.write(() => {
    for (const { name, value } of settingsNamed(store, UNFINISHED)) {
      const { platform, ...told } = JSON.parse(value) as ToldSync & { readonly platform: string };
      removeSetting(store, name);
      if (!platforms.includes(platform)) continue;
      enqueue(store, {
        platforms: [platform],
        subject: messageSubject.sync(told.at),
        mode: 'edit',
        quiet: false,
        message: unfinishedSyncMessage(told, null, config.timezone),
        at,
      });
    }
  });
}

function whyOf({ dependencies }: Context, error: unknown): string | null {
  if (dependencies.signal.aborted) return null;
  return error instanceof StoreError ? error.message : `It was ${INTERNAL_ERROR}.`;
}
