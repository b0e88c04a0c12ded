import { dueQuestions, liveQuestions, openRequests, questionById } from '../../store/asking/questions.ts';
import { inWriteTurn } from '../../store/db/write-turn.ts';
import { messageSubject } from '../../store/outbox/message-subject.ts';
import { personalDelivery } from '../../store/outbox/personal-messages.ts';
import { type Context, timestamp } from '../context.ts';
import { askPerson, type PersonalChat, reachNobody } from './ask-person.ts';
import { isAskingOn } from './ask-rules.ts';
import { chooseSeats } from './choose-seats.ts';
import { closeQuestion } from './close-question.ts';
import { nothingToAsk } from './nothing-to-ask.ts';
import { pursueQuestion } from './pursue-question.ts';
import { removeReleased } from './remove-released.ts';
import { settleRequests } from './requests.ts';

/** So many questions are worked on at once; the others come next. */
const AT_ONCE = 50;

/**
 * Everything that is due about questions to people: ends those that have nothing to ask any more, chooses seats, asks, reminds, and lets
 * silence count. Each step is a transaction of its own, so that it can be stopped anywhere. `choose`: whether seats are looked for. Returns whether anything may have changed.
 */
export async function askPeople(
  context: Context,
  chats: readonly PersonalChat[],
  { choose, isStopped }: { readonly choose: boolean; readonly isStopped: () => boolean },
): Promise<boolean> {
  const { store } = context;
  if (!isAskingOn(context) && liveQuestions(store).length + openRequests(store).length === 0) return false;
  const write = (change: () => void) => inWriteTurn(store, () => store.write(change));
  await endEarly(context, write);
  await settleRequests(context);
  if (choose && isAskingOn(context)) await inWriteTurn(store, () => void chooseSeats(context));
  for (const question of dueQuestions(store, timestamp(context), AT_ONCE)) {
    if (isStopped()) return true;
    if (question.state === 'open') await write(() => pursueQuestion(context, question.id));
    else await askPerson(context, chats, question);
  }
  if (!isStopped()) await removeReleased(context);
  return true;
}

/** Questions with nothing left to ask, and those whose message no chat will ever take. */
async function endEarly(context: Context, write: (change: () => void) => Promise<void>): Promise<void> {
  const { store } = context;
  for (const { id } of liveQuestions(store).filter((one) => nothingToAsk(context, one) !== null))
    await write(() => {
      const question = questionById(store, id);
      const why = question === null || question.endedAt !== null ? null : nothingToAsk(context, question);
      if (question !== null && why !== null) closeQuestion(context, question, why);
    });
  for (const { id, platform } of liveQuestions(store)) {
    const dead = platform === null ? null : deadWords(context, platform, id);
    if (platform === null || dead === null) continue;
    await write(() => {
      const question = questionById(store, id);
      if (question?.state === 'open')
        reachNobody(context, question, { kind: 'refused', platform, words: dead });
    });
  }
}

function deadWords({ store }: Context, platform: string, id: number): string | null {
  const { delivered, dead } = personalDelivery(store, platform, messageSubject.question(id));
  return delivered ? null : dead;
}
