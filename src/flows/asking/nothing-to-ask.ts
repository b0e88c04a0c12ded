import { holdsSeat } from '../../domain/account.ts';
import type { ClosedWhy } from '../../domain/asking/question.ts';
import { addDays, isBefore } from '../../domain/day.ts';
import { isCurrent } from '../../domain/person.ts';
import { findAccount } from '../../store/accounts/accounts.ts';
import { changeQuestion, type StoredQuestion } from '../../store/asking/questions.ts';
import { personByRef, replacementOf } from '../../store/people/people.ts';
import { type Context, findApp, timestamp, today } from '../context.ts';
import { seatQuestion } from '../money/count-seats.ts';
import { protection } from '../removal/candidates.ts';
import { askRules } from './ask-rules.ts';
import { auditQuestion } from './audit-question.ts';
import { tellRound, updateForPerson } from './tell-question.ts';

/** Why a question that has not ended has nothing left to ask, as things are now; `null` while there is a reason to ask. */
export function nothingToAsk(context: Context, question: StoredQuestion): ClosedWhy | null {
  const { store } = context;
  const app = findApp(context, question.app);
  if (app === null || askRules(context, app.config.id) === null) return 'not-asked';
  const person = personByRef(store, replacementOf(store, question.person));
  if (person === null || !isCurrent(person.effectiveStatus)) return 'left';
  const stored = findAccount(store, question.app, question.account);
  if (stored === null || !holdsSeat(stored.account)) return 'gone';
  if (stored.person === null || replacementOf(store, stored.person) !== person.ref) return 'other-owner';
  if (protection(context, { person: null }, () => [])(app, stored, person) !== null) return 'not-asked';
  const { lastActive } = stored.account;
  const { saidUntil, lastActive: before } = question.asked;
  // Somebody who named a day is asked on that day, whether or not the seat was used.
  if (saidUntil !== null || lastActive === null || (before !== null && lastActive <= before)) return null;
  return isBefore(lastActive, seatQuestion(context, app).idleBefore) ? null : 'used';
}

/** Ends a question that has nothing left to ask, and tells the person. Runs in the transaction of the change. */
export function closeQuestion(context: Context, question: StoredQuestion, why: ClosedWhy): void {
  const at = timestamp(context);
  const change = { state: 'closed', at, why: { closed: why }, ...coolDown(context, question, why) } as const;
  if (!changeQuestion(context.store, question, change)) return;
  auditQuestion(context, question, 'seat-question-closed', { why });
  updateForPerson(context, question);
  if (question.askedAt !== null || question.state === 'unreachable') tellRound(context, question.round);
}

/** Somebody who may have been asked already is not asked again soon. */
function coolDown(context: Context, { asked }: StoredQuestion, why: ClosedWhy) {
  if (why !== 'in-doubt' && why !== 'restored') return {};
  const { cooldownDays } = askRules(context, asked.app) ?? context.config.ask;
  return { notBefore: addDays(today(context), cooldownDays) };
}
