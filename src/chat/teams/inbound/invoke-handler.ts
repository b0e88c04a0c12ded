import { createHash } from 'node:crypto';
import type { RejectionReason } from '../../../domain/rejected-request.ts';
import type { Bot } from '../../platform.ts';
import { plainMessage } from '../../say/plain-message.ts';
import { renderMessage } from '../card/render.ts';
import type { Files } from '../files/files.ts';
import { above, type Shown } from './clicks.ts';
import { type Arrived, readActivity } from './incoming.ts';
import { cardAnswer, errorAnswer, type InvokeBody, noteAnswer, peopleAnswer } from './invoke-answer.ts';
import { createLasting } from './recent-answers.ts';
import { type AnsweringOptions, BROKEN, createAnswering, type Question, refOf } from './reply-publisher.ts';

export interface ReceptionOptions extends AnsweringOptions {
  readonly files: Pick<Files, 'answered'>;
  readonly sleep: (ms: number) => Promise<void>;
  /** How long the answer to an invoke may take before an interim card is given. */
  readonly answerMs: number;
  /** Something that was let in and is still not carried out. */
  readonly onRefused: (reason: RejectionReason) => void;
}

export interface Reception {
  /** Takes an activity in that was proved to be Teams'. What it returns answers an invoke. */
  take(bot: Bot, json: unknown): Promise<InvokeBody | null>;
  /** Waits for what is under way. */
  idle(): Promise<void>;
}

type Asked = Exclude<Arrived, { type: 'ignored' }>;

/** Answers what arrives: invokes by their response, the rest by a message in the same thread. */
export function createReception(options: ReceptionOptions): Reception {
  const { rights, look, memory, installations, log, sleep, answerMs, onRefused } = options;
  const { judged, reply, spread, late } = createAnswering(options);
  const answers = createLasting<Promise<InvokeBody | null>>();
  const underWay = new Set<Promise<unknown>>();
  let installing: Promise<void> = Promise.resolve();

  async function take(bot: Bot, json: unknown): Promise<InvokeBody | null> {
    const arrived = readActivity(json);
    if (arrived.type === 'ignored') {
      if (arrived.refused !== undefined) onRefused(arrived.refused);
      log.warn({ why: arrived.reason }, 'an activity of Teams was passed over');
      return null;
    }
    const { delivery, place } = arrived;
    // The id of a message is a moment, and is its own only within one conversation.
    const key = `${place.conversationId} ${delivery ?? createHash('sha256').update(JSON.stringify(json)).digest('hex')}`;
    // Teams repeats an invoke it grew tired of waiting for: both get the one answer.
    const before = answers.get(key);
    if (before !== undefined) {
      onRefused('replay');
      return before;
    }
    const work = answer(bot, arrived, key).catch((error: unknown) => {
      log.error({ error }, 'something asked in Teams failed');
      return isInvoke(arrived) ? errorAnswer(500, BROKEN) : null;
    });
    answers.keep(key, follow(work));
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
    const over = isInvoke(arrived) ? sleep(answerMs).then(() => null) : NEVER;
    if (arrived.type === 'find-people') {
      const found = standing().then(({ caller, outsider }) =>
        outsider ? [] : bot.findPeople(caller, arrived.text, arrived.limit),
      );
      return peopleAnswer((await Promise.race([found, over])) ?? []);
    }
    const fresh = await memory.receive(key);
    if (!fresh) onRefused('replay');
    else if (arrived.type === 'refused' && arrived.forged) onRefused('forged');
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
      return { ...renderMessage(plainMessage(BROKEN), look), where: 'here', decided: false };
    });
    if (!isInvoke(arrived)) {
      void follow(work.then((said) => reply(arrived, said)));
      return null;
    }
    return inTime(arrived, work, over);
  }

  /** The client gives up soon: what takes longer is announced, and comes as a message. */
  async function inTime(arrived: Question, work: Promise<Shown>, over: Promise<null>): Promise<InvokeBody> {
    const said = await Promise.race([work, over]);
    if (said === null) {
      void follow(work.then((answer) => late(arrived, answer)));
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
  return { type: 'refused', delivery, by, place, replyTo, through, reason: INTERRUPTED, forged: false };
}

const INTERRUPTED =
  'I was interrupted while doing this, so I cannot tell whether it was done. Look at the card, and press again if it is still open.';
const NEVER = new Promise<null>(() => {});
const WAIT = plainMessage('Still working on it. The answer comes as a message by itself.');

function isQuestion(arrived: Asked): arrived is Question {
  return !['find-people', 'file-answer', 'installed', 'uninstalled'].includes(arrived.type);
}

function isInvoke(arrived: Asked): boolean {
  if (['find-people', 'file-answer'].includes(arrived.type)) return true;
  return 'through' in arrived && arrived.through !== 'submit';
}
