import { hash53 } from '../../../domain/lookup/hash.ts';
import type { Bot, Memory } from '../../platform.ts';
import { renderHome } from '../blocks/app-home-view.ts';
import { type SlackApi, SlackApiError, type SlackLog } from './api.ts';
import type { SlackRightsLookup } from './rights.ts';

export interface HomeTabOptions {
  readonly api: SlackApi;
  readonly rights: SlackRightsLookup;
  readonly memory: Memory;
  /** Ends early when the service stops. */
  readonly sleep: (ms: number) => Promise<void>;
  /** Between two pages; several changes within twice as long are one. */
  readonly gapMs: number;
  readonly log: SlackLog;
}

export interface HomeTab {
  opened(bot: Bot, user: string): Promise<void>;
  /** Brings the pages people have opened up to date, soon and one by one. */
  changed(bot: Bot): void;
  stop(): Promise<void>;
}

/** The longest wait before a page that failed is tried again, in gaps: five minutes. */
const LONGEST_WAIT = 300;
const FIRST_WAIT = 10;

export function createHomeTab({ api, rights, memory, sleep, gapMs, log }: HomeTabOptions): HomeTab {
  let round: Promise<void> | null = null;
  let again = false;
  let stopped = false;
  /** Whose page could not be published. */
  const behind = new Set<string>();
  let failures = 0;
  let repetition: Promise<void> | null = null;

  /** `before`: what was shown last; the same again is not sent. */
  async function publish(bot: Bot, user: string, before: number | null): Promise<void> {
    const { caller, outsider, unsure } = await rights.of({ user, name: '', team: null });
    // A page stays until the next change: what somebody may see and do is not guessed for it.
    if (unsure) throw new SlackApiError('unsent', 'rights_unknown');
    const page = outsider ? { summary: caller.whyNot ?? '', sections: [] } : await bot.homePage(caller);
    const view = renderHome(page);
    const shown = hash53(JSON.stringify(view));
    if (shown === before) return;
    await api.call('views.publish', { user_id: user, view });
    await memory.showed(user, shown);
  }

  /** The same, and remembers who has to wait for their page. */
  async function tryPublish(bot: Bot, user: string, before: number | null): Promise<void> {
    try {
      await publish(bot, user, before);
      behind.delete(user);
    } catch (error) {
      behind.add(user);
      log.warn({ error, user }, 'a home page could not be brought up to date');
      if (error instanceof SlackApiError && error.retryAfterMs !== null) await sleep(error.retryAfterMs);
    }
  }

  async function refresh(bot: Bot): Promise<void> {
    do {
      const everybody = again;
      again = false;
      await sleep(2 * gapMs);
      const homes = memory.homes();
      for (const user of behind) if (!homes.some((home) => home.user === user)) behind.delete(user);
      for (const { user, shown } of homes) {
        if (stopped) return;
        if (!everybody && !behind.has(user)) continue;
        await tryPublish(bot, user, shown);
        // Looking costs Slack and us something too, when nothing comes of it.
        await sleep(gapMs);
      }
    } while (again && !stopped);
  }

  function start(bot: Bot): void {
    round ??= refresh(bot)
      .catch((error: unknown) => log.error({ error }, 'home pages could not be brought up to date'))
      .finally(() => {
        round = null;
        repeat(bot);
      });
  }

  /** Those that failed come once more, after a longer wait each time. */
  function repeat(bot: Bot): void {
    if (behind.size === 0) failures = 0;
    if (behind.size === 0 || repetition !== null || stopped) return;
    const wait = gapMs * Math.min(FIRST_WAIT * 2 ** failures++, LONGEST_WAIT);
    repetition = sleep(wait).then(() => {
      repetition = null;
      if (!stopped) start(bot);
    });
  }

  return {
    async opened(bot, user) {
      await memory.opened(user);
      await tryPublish(bot, user, null);
      repeat(bot);
    },
    changed(bot) {
      if (stopped) return;
      again = true;
      start(bot);
    },
    async stop() {
      stopped = true;
      await round;
    },
  };
}
