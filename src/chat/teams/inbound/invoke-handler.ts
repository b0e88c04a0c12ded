import { createHash } from 'node:crypto';
import type { RejectionReason } from '../../../domain/rejected-request.ts';
import type { Bot } from '../../platform.ts';
import { BROKEN, notCarriedOutText, STILL_WORKING } from '../../say/chats/teams.ts';
import { plainMessage } from '../../say/plain-message.ts';
import { renderMessage } from '../card/render.ts';
import type { Files } from '../files/files.ts';
import { above, type Shown } from './clicks.ts';
import { type Arrived, readActivity } from './incoming.ts';
import { cardAnswer, errorAnswer, type InvokeBody, noteAnswer, peopleAnswer } from './invoke-answer.ts';
import { createRecent } from './recent-answers.ts';
import { createReplyPublisher, type Question, type ReplyOptions, refOf } from './reply-publisher.ts';

export interface InvokeHandlerOptions extends ReplyOptions {
  readonly files: Pick<Files, 'answered'>;
  readonly sleep: (ms: number) => Promise<void>;
  /** How long the answer to an invoke may take before an interim card is given. */
  readonly answerMs: number;
  /** A request that was authenticated but is not carried out. */
  readonly onRejected: (reason: RejectionReason) => void;
}

export interface InvokeHandler {
  /** Handles an activity that was proved to come from Teams. What it returns answers an invoke. */
  take(bot: Bot, json: unknown): Promise<InvokeBody | null>;
  /** Waits for the work that is under way. */
  idle(): Promise<void>;
}

type ArrivedRequest = Exclude<Arrived, { type: 'ignored' }>;

/** Answers activities: invokes by their response, the others by a message in the same thread. */
export function createInvokeHandler(options: InvokeHandlerOptions): InvokeHandler {
  const { rights, look, memory, installations, log, sleep, answerMs, onRejected } = options;
  const { respond, reply, updateForOthers, replyLate } = createReplyPublisher(options);
  const answers = createRecent<Promise<InvokeBody | null>>();
  const underWay = new Set<Promise<unknown>>();
  let installing: Promise<void> = Promise.resolve();

  async function take(bot: Bot, json: unknown): Promise<InvokeBody | null> {
    const arrived = readActivity(json);
    if (arrived.type === 'ignored') {
      if (arrived.refused !== undefined) onRejected(arrived.refused);
      log.warn({ why: arrived.reason }, 'an activity from Teams was ignored');
      return null;
    }
    const { delivery, place } = arrived;
    // The id of a message is a timestamp, and unique only within one conversation.
    const key = `${place.conversationId} ${delivery ?? createHash('sha256').update(JSON.stringify(json)).digest('hex')}`;
    // Teams retries an invoke that timed out; both get the same answer.
    const before = answers.get(key);
    if (before !== undefined) {
      onRejected('replay');
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
    const done = () => underWay.delete(work);
    void work.then(done, done);
    return work;
  }

  async function answer(bot: Bot, arrived: ArrivedRequest, key: string): Promise<InvokeBody | null> {
    const askRights = () => rights.of(arrived.by, arrived.place);
    // The limit counts from here: storing the delivery is part of what the client waits for.
    const timeLimit = isInvoke(arrived) ? sleep(answerMs).then(() => null) : NEVER;
    if (arrived.type === 'find-people') {
      const found = askRights().then(({ caller, outsider }) =>
        outsider ? [] : bot.findPeople(caller, arrived.text, arrived.limit),
      );
      return peopleAnswer((await Promise.race([found, timeLimit])) ?? []);
    }
    const fresh = await memory.receive(key);
    if (!fresh) onRejected('replay');
    else if (arrived.type === 'refused' && arrived.reason === 'unreadable-button') onRejected('forged');
    if (arrived.type === 'file-answer') {
      if (fresh)
        follow(
          askRights().then(({ caller, outsider }) => {
            // A person who became a guest since they asked gets nothing.
            const target = outsider ? null : arrived.target;
            return options.files.answered(caller, { ...arrived, target }, arrived.replyTo);
          }),
        ).catch((error: unknown) => log.error({ error }, 'a file was not handed over'));
      return {};
    }
    if (!isQuestion(arrived)) {
      if (!fresh) return null;
      // One after the other, so that the last one counts, however long Teams takes to say who sent it.
      const sender = arrived.type === 'installed' ? askRights() : null;
      installing = installing
        .then(async () =>
          sender === null
            ? installations.remove(arrived.place)
            : installations.add(arrived.place, await sender),
        )
        .catch((error: unknown) => log.error({ error }, 'an installation was not noted'));
      void follow(installing);
      return null;
    }
    // It was received before this process started, so its outcome is not known.
    const interrupted = fresh ? null : interruptedClick(arrived);
    if (!fresh && interrupted === null) return null;
    if (interrupted !== null && memory.said(refOf(interrupted)) === null)
      return noteAnswer(notCarriedOutText('interrupted'));
    const work = respond(bot, interrupted ?? arrived).catch((error: unknown): Shown => {
      log.error({ error }, 'something asked in Teams failed');
      return { ...renderMessage(plainMessage(BROKEN), look), where: 'here', decided: false };
    });
    if (!isInvoke(arrived)) {
      void follow(work.then((answer) => reply(arrived, answer)));
      return null;
    }
    return inTime(arrived, work, timeLimit);
  }

  /** The client gives up soon, so an answer that takes longer is announced, and follows as a message. */
  async function inTime(
    arrived: Question,
    work: Promise<Shown>,
    timeLimit: Promise<null>,
  ): Promise<InvokeBody> {
    const shown = await Promise.race([work, timeLimit]);
    if (shown === null) {
      void follow(work.then((answer) => replyLate(arrived, answer)));
      const alert = memory.said(refOf(arrived));
      return cardAnswer(
        renderMessage(alert === null ? STILL_WORKING : above(STILL_WORKING, alert), look).card,
      );
    }
    if (shown.where === 'beside') {
      void follow(reply(arrived, shown));
      return noteAnswer(shown.summary);
    }
    void follow(updateForOthers(arrived, shown));
    return cardAnswer(shown.card);
  }

  return {
    take,
    async idle() {
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
  };
}

/** An invoke that Teams sent again after a restart: its card is shown as it is. */
function interruptedClick(arrived: Question): Extract<Arrived, { type: 'refused' }> | null {
  if (!('through' in arrived) || arrived.through === 'submit') return null;
  const { delivery, by, place, replyTo, through } = arrived;
  return { type: 'refused', delivery, by, place, replyTo, through, reason: 'interrupted' };
}

const NEVER = new Promise<null>(() => {});

function isQuestion(arrived: ArrivedRequest): arrived is Question {
  return !['find-people', 'file-answer', 'installed', 'uninstalled'].includes(arrived.type);
}

function isInvoke(arrived: ArrivedRequest): boolean {
  if (['find-people', 'file-answer'].includes(arrived.type)) return true;
  return 'through' in arrived && arrived.through !== 'submit';
}
