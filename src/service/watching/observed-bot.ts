import type { Bot, Incoming } from '../../chat/platform.ts';
import { verbOf } from '../../commands/answer.ts';
import { type Asked, inside, type Observer } from '../../domain/watching/observer.ts';

/** The same bot, with an observer that is told about each answer. */
export function observedBot(bot: Bot, { answering }: Observer): Bot {
  if (answering === undefined) return bot;
  async function told<T>(asked: Asked, work: () => Promise<T>): Promise<T> {
    const watched = answering?.(asked);
    try {
      const answer = await inside(watched, work);
      watched?.end('answered');
      return answer;
    } catch (error) {
      watched?.end('failed');
      throw error;
    }
  }
  return {
    handle: (incoming) => told(askedBy(incoming), () => bot.handle(incoming)),
    mayRepeat: (command) => bot.mayRepeat(command),
    openForm: (by, form) =>
      told({ platform: by.on, kind: 'form', verb: form.type }, () => bot.openForm(by, form)),
    submitForm: (by, form, filled, on) =>
      told({ platform: by.on, kind: 'form', verb: form.type }, () => bot.submitForm(by, form, filled, on)),
    findPeople: (by, text, limit) =>
      told({ platform: by.on, kind: 'search', verb: null }, () => bot.findPeople(by, text, limit)),
    homePage: (by) => told({ platform: by.on, kind: 'page', verb: null }, () => bot.homePage(by)),
  };
}

function askedBy(incoming: Incoming): Asked {
  const platform = incoming.by.on;
  switch (incoming.type) {
    case 'action':
      return { platform, kind: 'click', verb: incoming.action.type };
    case 'command':
      return { platform, kind: 'command', verb: verbOf(incoming.text) };
    case 'installed':
      return { platform, kind: 'command', verb: null };
    default:
      return incoming satisfies never;
  }
}
