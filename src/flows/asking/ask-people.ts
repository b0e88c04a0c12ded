import { dueQuestions, liveQuestions, openRequests, questionById } from '../../store/asking/questions.ts';
import { inWriteTurn } from '../../store/db/write-turn.ts';
import { messageSubject } from '../../store/outbox/message-subject.ts';
import { personalDelivery } from '../../store/outbox/personal-messages.ts';
import { replacementOf } from '../../store/people/people.ts';
import { type Context, timestamp } from '../context.ts';
import { askPerson } from './ask-person.ts';
import { isAskingOn } from './ask-rules.ts';
import { chooseSeats } from './choose-seats.ts';
import type { PersonalChat } from './find-user.ts';
import { closeQuestion, nothingToAsk } from './nothing-to-ask.ts';
import { pursueQuestion } from './pursue-question.ts';
import { reachNobody } from './reach-nobody.ts';
import { removeReleased } from './remove-released.ts';
import { settleRequests } from './requests.ts';
import { tellRound, updateForPerson } from './tell-question.ts';

/** How many questions are worked on at once; the others come next. */
const AT_ONCE = 50;

/**
 * Does everything that is due for questions to people: ends questions that have nothing left to ask, chooses seats, asks, reminds, and
 * lets silence count. Each step is a transaction of its own, so it can be stopped anywhere. `choose`: whether to look for seats. Returns whether anything may have changed.
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
  const asked = new Set<number>();
  for (const question of dueQuestions(store, timestamp(context), AT_ONCE)) {
    if (isStopped()) return true;
    const person = replacementOf(store, question.person);
    if (question.state === 'open') await write(() => pursueQuestion(context, question.id));
    else if (!asked.has(person)) {
      asked.add(person);
      await askPerson(context, chats, person);
    }
  }
  if (!isStopped()) await removeReleased(context);
  return true;
}

/** Ends questions with nothing left to ask, and those whose message no chat will ever take. Admins are told about those in doubt. */
async function endEarly(context: Context, write: (change: () => void) => Promise<void>): Promise<void> {
  const { store } = context;
  for (const { id } of liveQuestions(store).filter((one) => nothingToAsk(context, one) !== null))
    await write(() => {
      const question = questionById(store, id);
      const why = question === null || question.endedAt !== null ? null : nothingToAsk(context, question);
      if (question !== null && why !== null) closeQuestion(context, question, why);
    });
  for (const { id, platform, asking } of liveQuestions(store)) {
    if (platform === null || asking === null) continue;
    const { delivered, dead, inDoubt, isChanged } = personalDelivery(
      store,
      platform,
      messageSubject.question(asking),
    );
    if (delivered ? !inDoubt || isChanged : !inDoubt && dead === null) continue;
    await write(() => {
      const question = questionById(store, id);
      if (question?.state !== 'open') return;
      // The reminder may not have arrived: the message that they already have is changed to ask again.
      if (delivered) updateForPerson(context, question);
      else if (inDoubt) tellRound(context, question.round);
      else reachNobody(context, question, { kind: 'refused', platform, words: dead ?? '' });
    });
  }
}
