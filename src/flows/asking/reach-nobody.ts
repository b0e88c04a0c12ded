import type { UnreachableWhy } from '../../domain/asking/question.ts';
import { changeQuestion, liveQuestions, type StoredQuestion } from '../../store/asking/questions.ts';
import { type Context, timestamp } from '../context.ts';
import { daysAfter } from './ask-rules.ts';
import { auditQuestion } from './audit-question.ts';
import { tellRound, updateForPerson } from './tell-question.ts';

/** Somebody whom a chat refuses is tried again after a week; somebody who is not there, after a day. */
const NEXT_WEEK = 7;
const TOMORROW = 1;

/** Nobody could be asked: the admins are told once, and it is tried again. Runs in the transaction of the change. */
export function reachNobody(context: Context, question: StoredQuestion, why: UnreachableWhy): void {
  const at = timestamp(context);
  const isNews = JSON.stringify(question.why) !== JSON.stringify({ unreachable: why });
  const dueAt = daysAfter(at, why.kind === 'refused' ? NEXT_WEEK : TOMORROW);
  const change = { state: 'unreachable', at, dueAt, asking: null, why: { unreachable: why } } as const;
  if (!changeQuestion(context.store, question, change)) return;
  // A message that is still waiting would ask them in addition to the next try.
  updateForPerson(context, question);
  if (!isNews) return;
  auditQuestion(context, question, 'seat-unreachable', { why: why.kind });
  tellRound(context, question.round);
}

/** We can now write to somebody whom we could not reach before: people whom no chat knew are looked for again now, not tomorrow. Call it in a transaction. */
export function lookAgain(context: Context): void {
  const at = timestamp(context);
  for (const question of liveQuestions(context.store)) {
    if (question.why === null || !('unreachable' in question.why)) continue;
    const { kind } = question.why.unreachable;
    if (question.state === 'unreachable' && (kind === 'unknown' || kind === 'no-chat'))
      changeQuestion(context.store, question, { state: 'unreachable', at, dueAt: at });
  }
}
