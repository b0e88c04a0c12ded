import { confirmAction } from '../../chat/say/removal/plan-buttons.ts';
import type { Caller } from '../../domain/caller.ts';
import { openRequests, questionById, type StoredQuestion } from '../../store/asking/questions.ts';
import { takeRequest } from '../../store/asking/take-request.ts';
import { inWriteTurn } from '../../store/db/write-turn.ts';
import { type Context, SEATKEEPER } from '../context.ts';
import { confirmRemoval } from '../removal/confirm-removal.ts';
import { planRemoval } from '../removal/plan-removal.ts';
import { askRules } from './ask-rules.ts';

/** The caller that confirms what seatkeeper.yaml says is removed without an admin. */
const CONFIGURED: Caller = { on: 'terminal', id: SEATKEEPER, name: 'Seatkeeper', mayChange: true };

/**
 * Confirms the removal of seats that were given up, where `release: remove` or `noAnswer: remove` says so. It is a plan like any other: the
 * protected list, the breaker, the second person and the dry run apply. Each request is tried once; if that fails, it waits for an admin.
 */
export async function removeReleased(context: Context): Promise<number> {
  const { store } = context;
  let tried = 0;
  for (const { id } of openRequests(store).filter((question) => isForRemoval(context, question))) {
    // Marked before the plan is made: after a crash in between, the request waits for an admin.
    const taken = await inWriteTurn(store, () => store.write(() => takeRequest(store, id, SEATKEEPER)));
    const question = taken ? questionById(store, id) : null;
    if (question === null) continue;
    const asked = { scope: 'account', app: question.asked.app, account: question.account } as const;
    const { hash } = await planRemoval(context, CONFIGURED, asked);
    await confirmRemoval(context, CONFIGURED, confirmAction(asked, hash));
    tried++;
  }
  return tried;
}

function isForRemoval(context: Context, { state, asked, requestBy }: StoredQuestion): boolean {
  const rules = askRules(context, asked.app);
  if (rules === null || requestBy !== null) return false;
  return state === 'released'
    ? rules.release === 'remove'
    : state === 'no-answer' && rules.noAnswer === 'remove';
}
