import { createHash } from 'node:crypto';
import type { Bot, Caller, MessageRef } from '../platform.ts';
import { above, answerClick, answerForm, type Desk, type Listed, type Shown, saying } from './clicks.ts';
import type { Connector } from './connector.ts';
import type { Files } from './files.ts';
import { type Arrived, readActivity } from './incoming.ts';
import type { Installations } from './installations.ts';
import { cardAnswer, errorAnswer, type InvokeBody, noteAnswer, peopleAnswer } from './invoke-answer.ts';
import type { Log } from './log.ts';
import type { Place } from './place.ts';
import { type TeamsMemory, withoutThread } from './places.ts';
import { type Look, renderMessage } from './render.ts';
import type { Rights } from './rights.ts';
import { activityOf } from './send.ts';

export interface ReceptionOptions {
  readonly rights: Rights;
  readonly local: boolean;
  readonly look: Look;
  readonly memory: TeamsMemory;
  readonly connector: Connector;
  readonly installations: Installations;
  readonly files: Pick<Files, 'answered'>;
  readonly log: Log;
  readonly sleep: (ms: number) => Promise<void>;
  /** How long the answer to an invoke may take before an interim card is given. */
  readonly answerMs: number;
}

export interface Reception {
  /** Takes an activity in that was proved to be Teams'. What it returns answers an invoke. */
  take(bot: Bot, json: unknown): Promise<InvokeBody | null>;
  /** Waits for what is under way. */
  idle(): Promise<void>;
}

/** Answers that can still be shown again after a click, and deliveries whose answer can be given again. */
const REMEMBERED = 500;
const BROKEN =
  'Something went wrong in Seatkeeper itself. Type `health` to see how things are, and ask again.';

type Asked = Exclude<Arrived, { type: 'ignored' }>;
/** What is answered with a card. */
type Question = Exclude<Asked, { type: 'find-people' | 'file-answer' | 'installed' | 'uninstalled' }>;

/** Answers what arrives: invokes by their response, the rest by a message in the same thread. */
export function createReception(options: ReceptionOptions): Reception {
  const { rights, local, look, memory, connector, installations, log, sleep, answerMs } = options;
  const answers = new Map<string, Promise<InvokeBody | null>>();
  const lists = new Map<string, Listed>();
  const underWay = new Set<Promise<unknown>>();
  let installing: Promise<void> = Promise.resolve();

  async function take(bot: Bot, json: unknown): Promise<InvokeBody | null> {
    const arrived = readActivity(json);
    if (arrived.type === 'ignored') {
      log.warn({ why: arrived.reason }, 'an activity of Teams was passed over');
      return null;
    }
    const { delivery, place } = arrived;
    // The id of a message is a moment, and is its own only within one conversation.
    const key = `${place.conversationId} ${delivery ?? createHash('sha256').update(JSON.stringify(json)).digest('hex')}`;
    // Teams repeats an invoke it grew tired of waiting for: both get the one answer.
    const before = answers.get(key);
    if (before !== undefined) return before;
    const work = answer(bot, arrived, key).catch((error: unknown) => {
      log.error({ error }, 'something asked in Teams failed');
      return isInvoke(arrived) ? errorAnswer(500, BROKEN) : null;
    });
    keep(answers, key, follow(work));
    return work;
  }

  function follow<T>(work: Promise<T>): Promise<T> {
    underWay.add(work);
    const over = () => underWay.delete(work);
    void work.then(over, over);
    return work;
  }

  async function answer(bot: Bot, arrived: Asked, key: string): Promise<InvokeBody | null> {
    const standing = () => rights.of(arrived.by, arrived.place);
    // From here on: taking it in is part of what the client waits for.
    const late = isInvoke(arrived) ? sleep(answerMs).then(() => null) : NEVER;
    if (arrived.type === 'find-people') {
      const found = standing().then(({ caller, outsider }) =>
        outsider ? [] : bot.findPeople(caller, arrived.text, arrived.limit),
      );
      return peopleAnswer((await Promise.race([found, late])) ?? []);
    }
    const fresh = await memory.receive(key);
    if (arrived.type === 'file-answer') {
      if (fresh)
        follow(
          standing().then(({ caller, outsider }) => {
            // Whoever became a guest since they asked gets nothing.
            const room = outsider ? null : arrived.room;
            return options.files.answered(caller, { ...arrived, room }, arrived.replyTo);
          }),
        ).catch((error: unknown) => log.error({ error }, 'a file was not handed over'));
      return {};
    }
    if (!isQuestion(arrived)) {
      if (!fresh) return null;
      // One after the other: what came last is what counts, however long Teams takes to say who it was.
      const who = arrived.type === 'installed' ? standing() : null;
      installing = installing
        .then(async () =>
          who === null
            ? installations.remove(arrived.place)
            : installations.add(arrived.place, (await who).caller.mayChange),
        )
        .catch((error: unknown) => log.error({ error }, 'an installation was not noted'));
      void follow(installing);
      return null;
    }
    // It was taken in before this process started: what came of it nobody knows any more.
    const stale = fresh ? null : again(arrived);
    if (!fresh && stale === null) return null;
    if (stale !== null && memory.said(refOf(stale)) === null) return noteAnswer(stale.reason);
    const work = judged(bot, stale ?? arrived).catch((error: unknown): Shown => {
      log.error({ error }, 'something asked in Teams failed');
      return { ...renderMessage(saying(BROKEN), look), where: 'here', decided: false };
    });
    if (!isInvoke(arrived)) {
      void follow(work.then((said) => reply(arrived, said)));
      return null;
    }
    return inTime(arrived, work, late);
  }

  /** The client gives up soon: what takes longer is announced, and comes as a message. */
  async function inTime(arrived: Question, work: Promise<Shown>, late: Promise<null>): Promise<InvokeBody> {
    const said = await Promise.race([work, late]);
    if (said === null) {
      void follow(work.then((answer) => reply(arrived, answer)));
      const living = memory.said(refOf(arrived));
      return cardAnswer(renderMessage(living === null ? WAIT : above(WAIT, living), look).card);
    }
    if (said.where === 'beside') {
      void follow(reply(arrived, said));
      return noteAnswer(said.summary);
    }
    void follow(spread(arrived, said));
    return cardAnswer(said.card);
  }

  async function judged(bot: Bot, arrived: Question): Promise<Shown> {
    const { caller, outsider } = await rights.of(arrived.by, arrived.place);
    if (caller.mayChange) await installations.learn(arrived.place);
    if (!outsider) return shown(bot, arrived, caller);
    const why = saying(caller.whyNot ?? 'Seatkeeper answers only its own people.');
    return { ...renderMessage(why, look), where: 'here', decided: false };
  }

  async function shown(bot: Bot, arrived: Question, by: Caller): Promise<Shown> {
    const ref = refOf(arrived);
    const desk = deskFor(bot);
    switch (arrived.type) {
      case 'command': {
        const { text: command } = arrived;
        const said = (await bot.handle({ type: 'command', by, text: command })) ?? saying(BROKEN);
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
        const why = saying(arrived.reason);
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
      if (said.listed !== undefined) keep(lists, keyOf(ref), said.listed);
      if (said.decided) await memory.refresh(refOf(arrived));
    } catch (error) {
      log.error({ error }, 'an answer was lost');
    }
  }

  /** Whoever else sees the card sees what was decided: a living message by the outbox, an answer here. */
  async function spread(arrived: Question, said: Shown): Promise<void> {
    if (!said.decided || arrived.replyTo === null) return;
    try {
      const ref = refOf(arrived);
      if (memory.said(ref) !== null) return await memory.refresh(ref);
      const { conversationId: conversation, serviceUrl } = arrived.place;
      await connector.update({ serviceUrl, conversation }, arrived.replyTo, activityOf(said.others ?? said));
    } catch (error) {
      log.warn({ error }, 'a card was not changed for everybody');
    }
  }

  function deskFor(bot: Bot): Desk {
    return {
      bot,
      memory,
      look,
      search: !local,
      listed: (ref) => lists.get(keyOf(ref)) ?? null,
      turned: (ref, listed) => keep(lists, keyOf(ref), listed),
    };
  }

  return {
    take,
    async idle() {
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
  };
}

/** An invoke that comes once more: its card is shown as it stands. */
function again(arrived: Question): Extract<Arrived, { type: 'refused' }> | null {
  if (!('through' in arrived) || arrived.through === 'submit') return null;
  const { delivery, by, place, replyTo, through } = arrived;
  return { type: 'refused', delivery, by, place, replyTo, through, reason: INTERRUPTED };
}

const INTERRUPTED =
  'I was interrupted while doing this, so I cannot tell whether it was done. Look at the card, and press again if it is still open.';
const NEVER = new Promise<null>(() => {});
const WAIT = saying('Still working on it. The answer comes as a message by itself.');

function keep<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key);
  map.set(key, value);
  for (const old of map.keys()) if (map.size > REMEMBERED) map.delete(old);
}

function isQuestion(arrived: Asked): arrived is Question {
  return !['find-people', 'file-answer', 'installed', 'uninstalled'].includes(arrived.type);
}

function isInvoke(arrived: Asked): boolean {
  if (['find-people', 'file-answer'].includes(arrived.type)) return true;
  return 'through' in arrived && arrived.through !== 'submit';
}

function refOf({ place, replyTo }: { readonly place: Place; readonly replyTo: string | null }): MessageRef {
  return { conversation: withoutThread(place.conversationId), activity: replyTo ?? '' };
}

function keyOf({ conversation, activity }: MessageRef): string {
  return `${conversation} ${activity}`;
}
