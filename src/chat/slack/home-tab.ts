import { hash53 } from '../../domain/hash.ts';
import type { Bot, Memory } from '../platform.ts';
import { type Api, ApiError, type Log } from './api.ts';
import { renderHome } from './home.ts';
import type { Rights } from './rights.ts';

export interface HomeTabOptions {
  readonly api: Api;
  readonly rights: Rights;
  readonly memory: Memory;
  readonly sleep: (ms: number) => Promise<void>;
  /** Between two pages; several changes within twice as long are one. */
  readonly gapMs: number;
  readonly log: Log;
}

export interface HomeTab {
  opened(bot: Bot, user: string): Promise<void>;
  /** Brings the pages people have opened up to date, soon and one by one. */
  changed(bot: Bot): void;
  stop(): Promise<void>;
}

export function createHomeTab({ api, rights, memory, sleep, gapMs, log }: HomeTabOptions): HomeTab {
  let round: Promise<void> | null = null;
  let again = false;
  let stopped = false;

  /** `before`: what was shown last; the same again is not sent. */
  async function publish(bot: Bot, user: string, before: number | null): Promise<void> {
    const { caller, outsider } = await rights.of({ user, name: '', team: null });
    const page = outsider ? { summary: caller.whyNot ?? '', sections: [] } : await bot.homePage(caller);
    const view = renderHome(page);
    const shown = hash53(JSON.stringify(view));
    if (shown === before) return;
    await api.call('views.publish', { user_id: user, view });
    await memory.showed(user, shown);
  }

  async function refresh(bot: Bot): Promise<void> {
    do {
      again = false;
      await sleep(2 * gapMs);
      for (const { user, shown } of memory.homes()) {
        if (stopped) return;
        try {
          await publish(bot, user, shown);
          // Looking costs Slack and us something too, when nothing comes of it.
          await sleep(gapMs);
        } catch (error) {
          log.warn({ error, user }, 'a home page could not be brought up to date');
          if (error instanceof ApiError && error.retryAfterMs !== null) await sleep(error.retryAfterMs);
        }
      }
    } while (again && !stopped);
  }

  return {
    async opened(bot, user) {
      await memory.opened(user);
      await publish(bot, user, null);
    },
    changed(bot) {
      if (stopped) return;
      again = true;
      round ??= refresh(bot)
        .catch((error: unknown) => log.error({ error }, 'home pages could not be brought up to date'))
        .finally(() => {
          round = null;
        });
    },
    async stop() {
      stopped = true;
      await round;
    },
  };
}
