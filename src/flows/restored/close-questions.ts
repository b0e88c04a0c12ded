import { liveQuestions, openRequests } from '../../store/asking/questions.ts';
import { takeRequest } from '../../store/asking/take-request.ts';
import { closeQuestion } from '../asking/nothing-to-ask.ts';
import { type Context, SEATKEEPER } from '../context.ts';

/**
 * Ends the questions that were open in a database that was restored to an older state. The people may have answered since, so silence
 * must not count, and they are not asked again soon. Requests from answers wait for an admin, whatever seatkeeper.yaml says about
 * releases, because they may have been declined since. Returns how many there were. Runs in the transaction of the restore.
 */
export function closeQuestions(context: Context): { readonly questions: number; readonly requests: number } {
  const { store } = context;
  const live = liveQuestions(store);
  for (const question of live) closeQuestion(context, question, 'restored');
  const requests = openRequests(store);
  for (const { id } of requests) takeRequest(store, id, SEATKEEPER);
  return { questions: live.length, requests: requests.length };
}
