import { askedAgainMessage, questionMessage } from '../../chat/say/asking/question.ts';
import { requestMessage } from '../../chat/say/asking/request.ts';
import { askedMessage } from '../../chat/say/asking/summary.ts';
import type { Day } from '../../domain/day.ts';
import { questionById, questionsOfRound, type StoredQuestion } from '../../store/asking/questions.ts';
import { type MessageSubject, messageSubject } from '../../store/outbox/message-subject.ts';
import { enqueue, lastOutgoing, postedRef } from '../../store/outbox/outbox.ts';
import { withdraw } from '../../store/outbox/personal-messages.ts';
import { type Context, timestamp } from '../context.ts';
import { lookAtQuestion } from './look-at-question.ts';

/** Asks the person. In the transaction of the change, as all of these. */
export function tellPerson(context: Context, id: number): void {
  const question = questionById(context.store, id);
  if (question !== null) toPerson(context, question, 'post');
}

/** Asks them once more, below; the first message says so. */
export function remindPerson(context: Context, id: number): void {
  const question = questionById(context.store, id);
  if (question === null) return;
  const { platform, chatUser } = question;
  if (platform === null || chatUser === null) return;
  enqueue(context.store, {
    platforms: [platform],
    subject: messageSubject.question(id),
    recipient: chatUser,
    mode: 'edit',
    quiet: true,
    message: askedAgainMessage(lookAtQuestion(context, question, { own: true })),
    at: timestamp(context),
  });
  toPerson(context, question, 'post');
}

/** Shows the person how their question ended. What they have not been sent is not sent any more. */
export function closeForPerson(context: Context, id: number): void {
  const { store } = context;
  const question = questionById(store, id);
  if (question === null || question.platform === null) return;
  const subject = messageSubject.question(id);
  withdraw(store, question.platform, subject);
  const last = lastOutgoing(store, question.platform, subject);
  // On its way, or perhaps arrived: what they see is changed afterwards.
  const seen = postedRef(store, subject, question.platform) !== null;
  if (seen || last?.status === 'sending') toPerson(context, question, 'edit');
}

function toPerson(context: Context, question: StoredQuestion, mode: 'post' | 'edit'): void {
  const { id, platform, chatUser } = question;
  if (platform === null || chatUser === null) return;
  enqueue(context.store, {
    platforms: [platform],
    subject: messageSubject.question(id),
    recipient: chatUser,
    mode,
    quiet: mode === 'edit',
    message: questionMessage(lookAtQuestion(context, question, { own: true })),
    at: timestamp(context),
  });
}

/** Shows the admins what an answer asks of them. */
export function tellRequest(context: Context, id: number): void {
  const question = questionById(context.store, id);
  if (question === null || question.request === null) return;
  toAdmins(context, messageSubject.request(id), requestMessage(lookAtQuestion(context, question)));
}

/** Shows the admins whom we asked on a day, and what they said. */
export function tellRound(context: Context, round: Day): void {
  const views = questionsOfRound(context.store, round)
    .filter(({ state, askedAt }) => askedAt !== null || state === 'unreachable')
    .map((question) => lookAtQuestion(context, question));
  if (views.length > 0) toAdmins(context, messageSubject.asked(round), askedMessage(views));
}

function toAdmins(
  { store, platforms, ...context }: Context,
  subject: MessageSubject,
  message: ReturnType<typeof askedMessage>,
): void {
  const at = context.now().toISOString();
  for (const platform of platforms) {
    const mode = lastOutgoing(store, platform, subject) === null ? 'post' : 'edit';
    enqueue(store, { platforms: [platform], subject, mode, quiet: mode === 'edit', message, at });
  }
}
