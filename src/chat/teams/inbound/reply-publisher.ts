import type { Caller } from '../../../domain/caller.ts';
import type { MessageRef } from '../../../domain/message.ts';
import type { Bot } from '../../platform.ts';
import { BROKEN, notCarriedOutText, ONLY_OWN_PEOPLE } from '../../say/chats/teams.ts';
import { plainMessage } from '../../say/plain-message.ts';
import { type Look, type Rendered, renderMessage } from '../card/render.ts';
import type { ConversationRef } from '../places/conversation-of-activity.ts';
import { type TeamsMemory, withoutThread } from '../places/conversation-store.ts';
import type { Installations } from '../places/installations.ts';
import type { TeamsRightsLookup } from '../places/rights.ts';
import type { BotApi } from '../rest/bot-api.ts';
import type { TeamsLog } from '../rest/log.ts';
import { activityOf } from '../rest/send.ts';
import { above, answerClick, answerForm, type ListedCommand, type Shown, type TeamsDesk } from './clicks.ts';
import type { Arrived } from './incoming.ts';
import { createRecent } from './recent-answers.ts';

export interface ReplyOptions {
  readonly rights: TeamsRightsLookup;
  readonly local: boolean;
  readonly look: Look;
  readonly memory: TeamsMemory;
  readonly connector: BotApi;
  readonly installations: Installations;
  readonly log: TeamsLog;
}

/** An activity that is answered with a card. */
export type Question = Extract<Arrived, { type: 'command' | 'click' | 'submitted' | 'refused' }>;

/** Works out an answer, posts it, and edits the card for the people who do not get it in the response to an invoke. */
export interface ReplyPublisher {
  /** What the person who asked is shown; a refusal when they may not see anything. */
  respond(bot: Bot, arrived: Question): Promise<Shown>;
  /** Posts an answer in the thread it was asked in. */
  reply(arrived: Question, answer: Shown): Promise<void>;
  /** Shows the other people who see the card what was decided: the outbox edits an alert, this edits an answer. */
  updateForOthers(arrived: Question, answer: Shown): Promise<void>;
  /** For an answer that took too long: posts it, and edits the card, which says until then that the work goes on. */
  replyLate(arrived: Question, answer: Shown): Promise<void>;
}

/** An answer that can be shown again. */
interface Kept extends ListedCommand {
  /** What the people see who pressed nothing on it; not known for an answer from before a restart. */
  readonly shared?: Rendered;
  readonly sharedPage: number;
}

export function createReplyPublisher(options: ReplyOptions): ReplyPublisher {
  const { rights, local, look, memory, connector, installations, log } = options;
  /** Answers that can still be shown again after a click. */
  const lists = createRecent<Kept>();

  async function respond(bot: Bot, arrived: Question): Promise<Shown> {
    const found = await rights.of(arrived.by, arrived.place);
    const { caller, outsider } = found;
    if (caller.mayChange) await installations.learn(arrived.place);
    await installations.meet(arrived.place, found);
    if (!outsider) return shown(bot, arrived, caller);
    const why = plainMessage(caller.whyNot ?? ONLY_OWN_PEOPLE);
    return { ...renderMessage(why, look), where: 'here', decided: false };
  }

  async function shown(bot: Bot, arrived: Question, by: Caller): Promise<Shown> {
    const ref = refOf(arrived);
    const desk = deskFor(bot);
    switch (arrived.type) {
      case 'command': {
        const { text: command } = arrived;
        const answer = (await bot.handle({ type: 'command', by, text: command })) ?? plainMessage(BROKEN);
        const once = !bot.mayRepeat(command);
        const listed = once ? {} : { listed: { command, page: 1 } };
        const card = renderMessage(answer, { ...look, command, once });
        return { ...card, where: 'beside', decided: false, ...listed };
      }
      case 'click':
        return answerClick(desk, by, arrived.click, ref);
      case 'submitted':
        return answerForm(desk, by, arrived.submission, ref);
      case 'refused': {
        const alert = memory.said(ref);
        const why = plainMessage(notCarriedOutText(arrived.reason));
        const card = renderMessage(alert === null ? why : above(why, alert), look);
        return { ...card, where: 'here', decided: false };
      }
      default:
        return arrived satisfies never;
    }
  }

  async function reply(arrived: Question, answer: Shown): Promise<void> {
    try {
      const { conversationId: conversation, serviceUrl } = arrived.place;
      const activity = await connector.post({ serviceUrl, conversation }, activityOf(answer));
      const ref = { conversation: withoutThread(conversation), activity };
      const { listed, summary, card } = answer;
      if (listed !== undefined)
        lists.keep(keyOf(ref), { ...listed, shared: { summary, card }, sharedPage: listed.page });
      if (answer.decided) await memory.refresh(refOf(arrived));
    } catch (error) {
      log.error({ error }, 'an answer was lost');
    }
  }

  async function updateForOthers(arrived: Question, answer: Shown): Promise<void> {
    if (answer.decided) await edit(arrived, answer.others ?? answer);
  }

  async function replyLate(arrived: Question, answer: Shown): Promise<void> {
    await reply(arrived, answer);
    const kept = lists.get(keyOf(refOf(arrived)));
    const now = answer.decided ? (answer.others ?? answer) : kept?.shared;
    if (kept !== undefined && !answer.decided) turned(refOf(arrived), { ...kept, page: kept.sharedPage });
    await edit(arrived, now ?? null);
  }

  /** The outbox edits alerts. The card of an answer that is no longer known is left as it is. */
  async function edit(arrived: Question, card: Rendered | null): Promise<void> {
    if (arrived.replyTo === null) return;
    try {
      const ref = refOf(arrived);
      if (memory.said(ref) !== null) return await memory.refresh(ref);
      if (card === null) return;
      const { conversationId: conversation, serviceUrl } = arrived.place;
      await connector.update({ serviceUrl, conversation }, arrived.replyTo, activityOf(card));
      const kept = lists.get(keyOf(ref));
      if (kept !== undefined) lists.keep(keyOf(ref), { ...kept, shared: card, sharedPage: kept.page });
    } catch (error) {
      log.warn({ error }, 'a card was not changed for everyone');
    }
  }

  /** The person who turned the page sees another one; the others still see what they saw. */
  function turned(ref: MessageRef, listed: ListedCommand): void {
    const kept = lists.get(keyOf(ref));
    lists.keep(keyOf(ref), { sharedPage: 1, ...kept, command: listed.command, page: listed.page });
  }

  function deskFor(bot: Bot): TeamsDesk {
    return {
      bot,
      memory,
      look,
      search: !local,
      listed: (ref) => lists.get(keyOf(ref)) ?? null,
      turned,
    };
  }

  return { respond, reply, updateForOthers, replyLate };
}

export function refOf({
  place,
  replyTo,
}: {
  readonly place: ConversationRef;
  readonly replyTo: string | null;
}): MessageRef {
  return { conversation: withoutThread(place.conversationId), activity: replyTo ?? '' };
}

function keyOf({ conversation, activity }: MessageRef): string {
  return `${conversation} ${activity}`;
}
