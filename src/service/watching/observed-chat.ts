import type { Bot, ChatPlatform, Delivery } from '../../chat/platform.ts';
import type { AskedFor, Observer } from './observer.ts';

/** The same bot, with somebody who is told how long each answer takes. */
export function observedBot(bot: Bot, { answering }: Observer): Bot {
  if (answering === undefined) return bot;
  async function timed<T>(kind: AskedFor, platform: string, work: () => Promise<T>): Promise<T> {
    const end = answering?.(kind, platform);
    try {
      const answer = await work();
      end?.('answered');
      return answer;
    } catch (error) {
      end?.('failed');
      throw error;
    }
  }
  return {
    handle: (incoming) =>
      timed(incoming.type === 'action' ? 'click' : 'command', incoming.by.on, () => bot.handle(incoming)),
    mayRepeat: (command) => bot.mayRepeat(command),
    openForm: (by, form) => timed('form', by.on, () => bot.openForm(by, form)),
    submitForm: (by, form, filled, on) => timed('form', by.on, () => bot.submitForm(by, form, filled, on)),
    findPeople: (by, text, limit) => timed('search', by.on, () => bot.findPeople(by, text, limit)),
    homePage: (by) => timed('page', by.on, () => bot.homePage(by)),
  };
}

/** The same platform, with somebody who is told of each message that is sent on it. */
export function observedPlatform(platform: ChatPlatform, { delivering }: Observer): ChatPlatform {
  if (delivering === undefined) return platform;
  async function told(mode: 'post' | 'edit', send: () => Promise<Delivery>): Promise<Delivery> {
    const end = delivering?.(platform.id, mode);
    try {
      const delivery = await send();
      end?.(delivery.outcome);
      return delivery;
    } catch (error) {
      end?.('unknown');
      throw error;
    }
  }
  return Object.assign(Object.create(platform) as ChatPlatform, {
    post: (message, key) => told('post', () => platform.post(message, key)),
    update: (ref, message, options) => told('edit', () => platform.update(ref, message, options)),
  } satisfies Pick<ChatPlatform, 'post' | 'update'>);
}
