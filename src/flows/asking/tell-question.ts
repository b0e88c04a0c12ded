import { askedAgainMessage, askingMessage } from '../../chat/say/asking/asking.ts';
import { requestMessage } from '../../chat/say/asking/request.ts';
import { askedMessage } from '../../chat/say/asking/summary.ts';
import type { Day } from '../../domain/day.ts';
import type { Message } from '../../domain/message.ts';
import { questionsOfAsking } from '../../store/asking/asking.ts';
import { questionById, questionsOfRound, type StoredQuestion } from '../../store/asking/questions.ts';
import { type MessageSubject, messageSubject } from '../../store/outbox/message-subject.ts';
import { enqueue, lastOutgoing, postedRef } from '../../store/outbox/outbox.ts';
import { personalDelivery, withdraw } from '../../store/outbox/personal-messages.ts';
import { type Context, timestamp } from '../context.ts';
import { lookAtQuestion } from './look-at-question.ts';

/** Sends a person everything that this message asks. An earlier copy then points to the new one. Runs in the transaction of the change, like all of these. */
export function tellPerson(context: Context, asking: number): void {
  const views = viewsOf(context, asking);
  const [first] = questionsOfAsking(context.store, asking);
  if (first === undefined || first.platform === null) return;
  if (postedRef(context.store, messageSubject.question(asking), first.platform) !== null)
    toPerson(context, first, 'edit', askedAgainMessage(views));
  toPerson(context, first, 'post', askingMessage(views));
}

/** Shows the person what became of their questions. A message that is still waiting is sent as it is now, or not at all once nothing in it is open. */
export function updateForPerson(
  context: Context,
  { platform, asking }: Pick<StoredQuestion, 'platform' | 'asking'>,
): void {
  const { store } = context;
  if (platform === null || asking === null) return;
  const subject = messageSubject.question(asking);
  const questions = questionsOfAsking(store, asking);
  const [first] = questions;
  const waited = withdraw(store, platform, subject);
  if (first === undefined) return;
  if (waited && questions.some(({ state }) => state === 'open')) {
    tellPerson(context, asking);
    return;
  }
  // On its way, or arrived: the message is edited afterwards.
  const { isSending, delivered } = personalDelivery(store, platform, subject);
  if (isSending || delivered) toPerson(context, first, 'edit', askingMessage(viewsOf(context, asking)));
}

function viewsOf(context: Context, asking: number) {
  return questionsOfAsking(context.store, asking).map((question) =>
    lookAtQuestion(context, question, { own: true }),
  );
}

function toPerson(
  context: Context,
  { asking, platform, chatUser }: StoredQuestion,
  mode: 'post' | 'edit',
  message: Message,
): void {
  if (asking === null || platform === null || chatUser === null) return;
  enqueue(context.store, {
    platforms: [platform],
    subject: messageSubject.question(asking),
    recipient: chatUser,
    mode,
    quiet: mode === 'edit',
    message,
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

/** A message that the admins have already is not sent again. */
function toAdmins(
  { store, platforms, ...context }: Context,
  subject: MessageSubject,
  message: Message,
): void {
  const at = context.now().toISOString();
  for (const platform of platforms) {
    const last = lastOutgoing(store, platform, subject);
    if (JSON.stringify(last?.message) === JSON.stringify(message)) continue;
    const mode = last === null ? 'post' : 'edit';
    enqueue(store, { platforms: [platform], subject, mode, quiet: mode === 'edit', message, at });
  }
}
