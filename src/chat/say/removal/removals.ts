import type { Message } from '../../../domain/message.ts';
import type { QuestionView } from '../asking/question-view.ts';
import { questionRow } from '../asking/questions.ts';
import { count, numberText } from '../words.ts';
import { subjectText, waitsForSecond, whoText } from './card.ts';
import { operationParts } from './operation-row.ts';
import type { PlanView } from './plan-view.ts';

/** What is planned, waits, runs, is in doubt, is done and can be taken back. */
export function removalsMessage(
  plans: readonly PlanView[],
  { filtered, questions }: { readonly filtered: boolean; readonly questions: readonly QuestionView[] },
): Message {
  const open = plans.filter(({ endedAt }) => endedAt === null).length;
  const summary =
    plans.length === 0
      ? filtered
        ? 'No removal is in that state.'
        : 'Nothing was removed yet.'
      : `${count(plans.length, 'removal')}, ${open === 0 ? 'none' : numberText(open)} still open.`;
  const asked = askedPart(questions);
  return {
    summary: asked === null ? summary : `${summary} ${asked.text}`,
    title: summary,
    body: [...plans.flatMap(planPart), ...(asked?.body ?? [])],
    buttons: asked === null ? [] : [{ label: 'All questions', command: 'asked' }],
  };
}

function planPart(plan: PlanView): Message['body'] {
  return [
    {
      type: 'text' as const,
      spans: [
        { bold: `Plan ${plan.id}: ${subjectText(plan)}` },
        `, ${whoText(plan)}${waitsForSecond(plan) ? ` To see and approve it: approve ${plan.id}` : ''}`,
      ],
    },
    ...operationParts(plan),
  ];
}

/** So many questions are named; the others are counted. */
const NAMED = 10;

/** What people are asked about their seats, and what they said that waits for an admin. */
function askedPart(questions: readonly QuestionView[]) {
  if (questions.length === 0) return null;
  const waiting = questions.filter(({ request }) => request === 'open').length;
  const text = `${count(questions.length - waiting, 'question')} to people not answered, ${count(waiting, 'answer')} waiting for an admin.`;
  const more = questions.length - NAMED;
  const body: Message['body'] = [
    { type: 'text', spans: [{ bold: text }] },
    ...questions.slice(0, NAMED).map(questionRow),
    ...(more > 0 ? [{ type: 'note' as const, text: `And ${more} more: asked` }] : []),
  ];
  return { text, body };
}
