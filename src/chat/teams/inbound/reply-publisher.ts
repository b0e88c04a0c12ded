import type { Caller } from '../../../domain/caller.ts';
import type { MessageRef } from '../../../domain/message.ts';
import type { Bot } from '../../platform.ts';
import { plainMessage } from '../../say/plain-message.ts';
import { type Look, type Rendered, renderMessage } from '../card/render.ts';
import type { ConversationRef } from '../places/conversation-of-activity.ts';
import { type TeamsMemory, withoutThread } from '../places/conversation-store.ts';
import type { Installations } from '../places/installations.ts';
import type { TeamsRightsLookup } from '../places/rights.ts';
import type { BotApi } from '../rest/bot-api.ts';
import type { Log } from '../rest/log.ts';
import { activityOf } from '../rest/send.ts';
import { above, answerClick, answerForm, type ListedCommand, type Shown, type TeamsDesk } from './clicks.ts';
import type { Arrived } from './incoming.ts';
import { createLasting } from './recent-answers.ts';

export interface AnsweringOptions {
  readonly rights: TeamsRightsLookup;
  readonly local: boolean;
  readonly look: Look;
  readonly memory: TeamsMemory;
  readonly connector: BotApi;
  readonly installations: Installations;
  readonly log: Log;
}

/** What is answered with a card. */
export type Question = Extract<Arrived, { type: 'command' | 'click' | 'submitted' | 'refused' }>;

/** Works out what somebody is shown, and brings it to whoever does not get it as the answer of an invoke. */
export interface Answering {
  judged(bot: Bot, arrived: Question): Promise<Shown>;
  reply(arrived: Question, said: Shown): Promise<void>;
  spread(arrived: Question, said: Shown): Promise<void>;
  /** The same for what comes after the click was told to wait: its card says so until it is edited. */
  late(arrived: Question, said: Shown): Promise<void>;
}

/** An answer that can be shown again. */
interface Kept extends ListedCommand {
  /** What those see who pressed nothing on it; unknown of an answer from before a restart. */
  readonly shared?: Rendered;
  readonly sharedPage: number;
}

export const BROKEN =
  'Something went wrong in Seatkeeper itself. Type `health` to see how things are, and ask again.';

export function createAnswering(options: AnsweringOptions): Answering {
  const { rights, local, look, memory, connector, installations, log } = options;
  /** Answers that can still be shown again after a click. */
  const lists = createLasting<Kept>();

  async function judged(bot: Bot, arrived: Question): Promise<Shown> {
    const { caller, outsider } = await rights.of(arrived.by, arrived.place);
    if (caller.mayChange) await installations.learn(arrived.place);
    if (!outsider) return shown(bot, arrived, caller);
    const why = plainMessage(caller.whyNot ?? 'Seatkeeper answers only its own people.');
    return { ...renderMessage(why, look), where: 'here', decided: false };
  }

  async function shown(bot: Bot, arrived: Question, by: Caller): Promise<Shown> {
    const ref = refOf(arrived);
    const desk = deskFor(bot);
    switch (arrived.type) {
      case 'command': {
        const { text: command } = arrived;
        const said = (await bot.handle({ type: 'command', by, text: command })) ?? plainMessage(BROKEN);
        const once = !bot.mayRepeat(command);
        const listed = once ? {} : { listed: { command, page: 1 } };
        const card = renderMessage(said, { ...look, command, once });
        return { ...card, where: 'beside', decided: false, ...listed };
      }
      case 'click':
        return answerClick(desk, by, arrived.click, ref);
      case 'submitted':
        return answerForm(desk, by, arrived.submission, ref);
      case 'refused': {
        const living = memory.said(ref);
        const why = plainMessage(arrived.reason);
        const card = renderMessage(living === null ? why : above(why, living), look);
        return { ...card, where: 'here', decided: false };
      }
      default:
        return arrived satisfies never;
    }
  }

  /** Says it in the thread it was asked in. */
  async function reply(arrived: Question, said: Shown): Promise<void> {
    try {
      const { conversationId: conversation, serviceUrl } = arrived.place;
      const activity = await connector.post({ serviceUrl, conversation }, activityOf(said));
      const ref = { conversation: withoutThread(conversation), activity };
      const { listed, summary, card } = said;
      if (listed !== undefined)
        lists.keep(keyOf(ref), { ...listed, shared: { summary, card }, sharedPage: listed.page });
      if (said.decided) await memory.refresh(refOf(arrived));
    } catch (error) {
      log.error({ error }, 'an answer was lost');
    }
  }

  /** Whoever else sees the card sees what was decided: a living message by the outbox, an answer here. */
  async function spread(arrived: Question, said: Shown): Promise<void> {
    if (said.decided) await edit(arrived, said.others ?? said);
  }

  async function late(arrived: Question, said: Shown): Promise<void> {
    await reply(arrived, said);
    const kept = lists.get(keyOf(refOf(arrived)));
    const now = said.decided ? (said.others ?? said) : kept?.shared;
    if (kept !== undefined && !said.decided) turned(refOf(arrived), { ...kept, page: kept.sharedPage });
    await edit(arrived, now ?? null);
  }

  /** A living message is the outbox's to change; of an answer nobody remembers the card is left alone. */
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
      log.warn({ error }, 'a card was not changed for everybody');
    }
  }

  /** Whoever turned the page sees another one, the others what they saw. */
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

  return { judged, reply, spread, late };
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
