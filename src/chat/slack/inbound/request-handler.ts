import type { Bot, Memory } from '../../platform.ts';
import type { Rejections } from '../../rejections.ts';
import { SLACK_BROKEN, slackOutsiderMessage } from '../../say/chats/slack.ts';
import { PERSON_SEARCH, renderPeople } from '../blocks/modal.ts';
import type { SlackLog } from '../web-api/api.ts';
import type { HomeTab } from '../web-api/app-home-publisher.ts';
import type { SlackRightsLookup } from '../web-api/rights.ts';
import { answerClick, type SlackDesk } from './clicks.ts';
import { type Ask, type Delivered, readIncoming, type SlackRequest } from './incoming.ts';
import { isOwnWorkspace } from './own-workspace.ts';
import { answerSubmission } from './submissions.ts';

export interface RequestHandlerOptions extends Omit<SlackDesk, 'bot' | 'memory' | 'onForged'> {
  readonly memory: Memory;
  readonly rights: SlackRightsLookup;
  readonly home: HomeTab;
  readonly rejections: Rejections;
  readonly sleep: (ms: number) => Promise<void>;
  readonly log: SlackLog;
}

/** The most suggestions in a people search. */
const MAX_PEOPLE = 20;
/** Slack waits 3 seconds for the options of a menu, counted from its request. */
const SEARCH_MS = 2000;

/** Requests that are acknowledged before they are answered. */
type Acknowledged = Exclude<Ask, { type: 'search' | 'submit' }>;

/**
 * Answers what Slack delivers: acknowledges it in time, ignores what came from another workspace or was delivered before, looks up
 * who sent it, and hands it to the code for clicks, forms, commands or searches.
 */
export function createRequestHandler(
  options: RequestHandlerOptions,
): (bot: Bot | null, delivered: Delivered) => Promise<void> {
  const { memory, rights, home, rejections, sleep, log } = options;

  async function isOurs({ teams }: SlackRequest): Promise<boolean> {
    const ours = await isOwnWorkspace(rights, teams, sleep);
    if (ours) rejections.accepted();
    else {
      rejections.add('elsewhere');
      log.warn({ teams }, 'Slack: a request came from another workspace');
    }
    return ours;
  }

  async function isNew({ delivery }: SlackRequest): Promise<boolean> {
    const first = delivery === null || (await memory.receive(delivery));
    if (!first) rejections.add('replay');
    return first;
  }

  async function search(
    bot: Bot,
    { by, action, text }: Extract<Ask, { type: 'search' }>,
    ours: Promise<boolean>,
  ) {
    if (!(await ours)) return [];
    const { caller, outsider } = await rights.of(by);
    return action !== PERSON_SEARCH || outsider ? [] : bot.findPeople(caller, text, MAX_PEOPLE);
  }

  async function answer(desk: SlackDesk, ask: Acknowledged, first: Promise<boolean>): Promise<void> {
    switch (ask.type) {
      case 'nothing':
        return;
      case 'home':
        return (await first) ? home.opened(desk.bot, ask.by.user) : undefined;
      case 'command':
      case 'click': {
        try {
          const sender = rights.of(ask.by);
          sender.catch(() => {});
          if (ask.type === 'click') return await answerClick(desk, ask, sender, first);
          if (!(await first)) return;
          const { caller: by, outsider } = await sender;
          const text = ask.text.trim() === '' ? 'help' : ask.text;
          const message = outsider
            ? slackOutsiderMessage(by.whyNot)
            : await desk.bot.handle({ type: 'command', by, text });
          if (message !== null) await desk.responder.whisper(ask.place, ask.by.user, message);
        } catch (error) {
          log.error({ error }, 'Slack: a command or click failed');
          await desk.responder.whisper(ask.place, ask.by.user, SLACK_BROKEN);
        }
        return;
      }
      default:
        return ask satisfies never;
    }
  }

  return async (bot, { body, ack }) => {
    const incoming = readIncoming(body);
    if (incoming === null || bot === null) {
      if (incoming === null) rejections.add('unknown-kind');
      return ack();
    }
    const { ask } = incoming;
    const desk: SlackDesk = { ...options, bot, onForged: () => rejections.add('forged') };
    switch (ask.type) {
      // Slack waits for the answers to a search and a form, so everything looked up or stored for them counts towards its limit.
      case 'search': {
        const found = search(bot, ask, isOurs(incoming)).catch(() => []);
        const people = await Promise.race([found, sleep(SEARCH_MS).then(() => [])]);
        return ack(renderPeople(people));
      }
      case 'submit': {
        const onError = (error: unknown) => log.error({ error }, 'Slack: a form failed');
        const sender = isOurs(incoming)
          .then((ours) => ours && isNew(incoming))
          .then((admitted) => (admitted ? rights.of(ask.by) : null));
        return answerSubmission({ desk, ack, sleep, onError }, ask, sender);
      }
      // The others are acknowledged before anything is looked up.
      default: {
        await ack();
        if (!(await isOurs(incoming))) return;
        const first = isNew(incoming);
        // A failure reaches the code that awaits this later; until then it must not count as unhandled.
        first.catch(() => {});
        await answer(desk, ask, first);
      }
    }
  };
}
