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
  /** Milliseconds between two pages. Changes within twice that time are published together. */
  readonly gapMs: number;
  readonly log: SlackLog;
}

export interface HomeTab {
  /** A person opened their home page: publishes it, and keeps it up to date from now on. */
  opened(bot: Bot, user: string): Promise<void>;
  /** Updates the home pages that people have opened, soon and one by one. */
  changed(bot: Bot): void;
  stop(): Promise<void>;
}

/** Waits before a failed page is tried again, in gaps: from ten seconds to five minutes. */
const FIRST_WAIT = 10;
const LONGEST_WAIT = 300;

export function createHomeTab({ api, rights, memory, sleep, gapMs, log }: HomeTabOptions): HomeTab {
  let round: Promise<void> | null = null;
  let again = false;
  let stopped = false;
  /** People whose page could not be published and may be out of date. */
  const outdated = new Set<string>();
  let failures = 0;
  let repetition: Promise<void> | null = null;

  /** `before`: the hash of the page shown last; an unchanged page is not sent again. */
  async function publish(bot: Bot, user: string, before: number | null): Promise<void> {
    const { caller, outsider, unsure } = await rights.of({ user, name: '', team: null });
    // A page stays until the next change, so it must not be built on a guess about what the person may see and do.
    if (unsure) throw new SlackApiError('unsent', 'rights_unknown');
    const page = outsider ? { summary: caller.whyNot ?? '', sections: [] } : await bot.homePage(caller);
    const view = renderHome(page);
    const shown = hash53(JSON.stringify(view));
    if (shown === before) return;
    await api.call('views.publish', { user_id: user, view });
    await memory.showed(user, shown);
  }

  /** Publishes a page, and remembers when that failed. */
  async function tryPublish(bot: Bot, user: string, before: number | null): Promise<void> {
    try {
      await publish(bot, user, before);
      outdated.delete(user);
    } catch (error) {
      outdated.add(user);
      log.warn({ error, user }, 'Slack: a home page could not be updated');
      if (error instanceof SlackApiError && error.retryAfterMs !== null) await sleep(error.retryAfterMs);
    }
  }

  async function refresh(bot: Bot): Promise<void> {
    do {
      const all = again;
      again = false;
      await sleep(2 * gapMs);
      const homes = memory.homes();
      for (const user of outdated) if (!homes.some((home) => home.user === user)) outdated.delete(user);
      for (const { user, shown } of homes) {
        if (stopped) return;
        if (!all && !outdated.has(user)) continue;
        await tryPublish(bot, user, shown);
        // A pause even when nothing was sent: finding out costs us and Slack something too.
        await sleep(gapMs);
      }
    } while (again && !stopped);
  }

  function start(bot: Bot): void {
    round ??= refresh(bot)
      .catch((error: unknown) => log.error({ error }, 'Slack: home pages could not be updated'))
      .finally(() => {
        round = null;
        repeat(bot);
      });
  }

  /** Tries failed pages again, after a longer wait each time. */
  function repeat(bot: Bot): void {
    if (outdated.size === 0) failures = 0;
    if (outdated.size === 0 || repetition !== null || stopped) return;
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
