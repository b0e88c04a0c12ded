import type { Message } from '../../../domain/message.ts';
import { decidedWhen } from '../decide/when.ts';
import { count } from '../words.ts';
import { operationRow, subjectText } from './card.ts';
import type { PlanView } from './plan-view.ts';

/** What is planned, waits, runs, is in doubt, is done and can be taken back. */
export function removalsMessage(plans: readonly PlanView[], filtered: boolean): Message {
  const open = plans.filter(({ endedAt }) => endedAt === null).length;
  const summary =
    plans.length === 0
      ? filtered
        ? 'No removal is in that state.'
        : 'Nothing was removed yet.'
      : `${count(plans.length, 'removal')}, ${open} of them not ended.`;
  return {
    summary,
    title: summary,
    body: plans.flatMap((plan) => [
      {
        type: 'text' as const,
        spans: [
          { bold: `Plan ${plan.id}: ${subjectText(plan)}` },
          `, by ${plan.requestedBy} ${decidedWhen(plan.requestedAt, plan.clock)}`,
        ],
      },
      ...plan.operations.map((operation) => operationRow(operation, plan.clock)),
    ]),
    buttons: [],
  };
}
