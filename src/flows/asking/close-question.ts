import type { ClosedWhy } from '../../domain/asking/question.ts';
import { changeQuestion, type StoredQuestion } from '../../store/asking/questions.ts';
import { type Context, timestamp } from '../context.ts';
import { auditQuestion } from './audit-question.ts';
import { closeForPerson, tellRound } from './tell-question.ts';

/** Ends a question that has nothing to ask any more, and shows its person so. In the transaction of the change. */
export function closeQuestion(context: Context, question: StoredQuestion, why: ClosedWhy): void {
  const at = timestamp(context);
  if (!changeQuestion(context.store, question, { state: 'closed', at, why: { closed: why } })) return;
  auditQuestion(context, question, 'seat-question-closed', { why });
  closeForPerson(context, question.id);
  if (question.askedAt !== null || question.state === 'unreachable') tellRound(context, question.round);
}
