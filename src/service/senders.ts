import type { ChatPlatform } from '../chat/platform.ts';
import type { Context } from '../flows/context.ts';
import { deliver } from '../flows/outbox/deliver.ts';

export interface Senders {
  /** Sends the waiting messages, on every platform at once; resolves when there is nothing left to try now. */
  drain(): Promise<void>;
  /** Goes on sending for a few seconds, and finishes the message that is being sent. */
  stop(): Promise<void>;
}

/** How long a service that is stopping goes on sending; the rest is sent after the next start. */
const LAST_MS = 3000;

/** One sender per platform, so that a slow platform does not delay another. A call while it is sending makes it look again. */
export function createSenders(
  context: Context,
  chat: readonly ChatPlatform[],
  random: () => number = Math.random,
): Senders {
  let stopped = false;
  const senders = chat.map((platform) => {
    let running: Promise<void> | null = null;
    let again = false;
    const send = async () => {
      do {
        again = false;
        await deliver(context, platform, () => stopped, random);
      } while (again && !stopped);
    };
    return () => {
      again = true;
      running ??= send()
        .catch((error: unknown) => context.log.error({ error, platform: platform.id }, 'delivery failed'))
        .finally(() => {
          running = null;
        });
      return running;
    };
  });
  const drain = async () => {
    if (!stopped) await Promise.all(senders.map((send) => send()));
  };
  return {
    drain,
    async stop() {
      const last = drain();
      const timer = setTimeout(() => {
        stopped = true;
      }, LAST_MS);
      await last;
      clearTimeout(timer);
      stopped = true;
    },
  };
}
