import { setImmediate as turn } from 'node:timers/promises';
import type { Bot } from '../../platform.ts';

/**
 * The same bot, asked one thing at a time. Between two answers the event loop gets a turn, so that new deliveries are acknowledged
 * in time: fifty clicks at once must not wait for the fiftieth answer.
 */
export function oneAtATime(bot: Bot): Bot {
  let last: Promise<unknown> = Promise.resolve();
  const next = () => {
    last = last.then(() => turn());
    return last;
  };
  return {
    handle: async (incoming) => {
      await next();
      return bot.handle(incoming);
    },
    mayRepeat: bot.mayRepeat,
    openForm: async (by, form) => {
      await next();
      return bot.openForm(by, form);
    },
    submitForm: async (by, form, filled, on) => {
      await next();
      return bot.submitForm(by, form, filled, on);
    },
    findPeople: async (by, text, limit) => {
      await next();
      return bot.findPeople(by, text, limit);
    },
    homePage: async (by) => {
      await next();
      return bot.homePage(by);
    },
  };
}
