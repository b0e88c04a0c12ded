import { askingRefusalText, requestEndedText } from '../../chat/say/asking/outcomes.ts';
import type { Action } from '../../domain/action.ts';
import type { Caller } from '../../domain/caller.ts';
import { endRequest, openRequests, questionById, type StoredQuestion } from '../../store/asking/questions.ts';
import { seatWasRemoved } from '../../store/asking/removed-seats.ts';
import { inWriteTurn } from '../../store/db/write-turn.ts';
import { appName, type Context, clockOf, SEATKEEPER, timestamp } from '../context.ts';
import { done, type Outcome, refused } from '../outcome.ts';
import { auditQuestion } from './audit-question.ts';
import { tellRequest } from './tell-question.ts';

/** An admin did what the answer asked for, or decided to leave the seat where it is. */
export function decideRequest(
  context: Context,
  by: Caller,
  { question: id, to }: Extract<Action, { type: 'seat-request' }>,
): Outcome {
  return context.store.write(() => {
    const question = questionById(context.store, id);
    if (question === null || !end(context, question, to, by))
      return refused(askingRefusalText({ kind: 'no-request', question: id }, clockOf(context)));
    const { person, app } = question.asked;
    return done(requestEndedText(person, appName(context, app), to));
  });
}

/** Ends the requests whose seat is free by now, however that happened. */
export async function settleRequests(context: Context): Promise<void> {
  const { store } = context;
  for (const { id } of openRequests(store).filter((question) => isFree(context, question)))
    await inWriteTurn(store, () =>
      store.write(() => {
        const question = questionById(store, id);
        if (question !== null && isFree(context, question)) end(context, question, 'done', null);
      }),
    );
}

/** If somebody else is to get the seat, only an admin knows whether they did. */
function isFree({ store }: Context, { app, account, endedAt, state }: StoredQuestion): boolean {
  return state !== 'given' && endedAt !== null && seatWasRemoved(store, app, account, endedAt);
}

function end(
  context: Context,
  question: StoredQuestion,
  to: 'done' | 'declined',
  by: Caller | null,
): boolean {
  const at = timestamp(context);
  if (!endRequest(context.store, question.id, { to, by: by?.id ?? SEATKEEPER, at })) return false;
  auditQuestion(context, question, to === 'done' ? 'seat-request-done' : 'seat-request-declined', { by });
  tellRequest(context, question.id);
  return true;
}
