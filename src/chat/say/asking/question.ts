import type { ClosedWhy } from '../../../domain/asking/question.ts';
import type { AskRules } from '../../../domain/asking/rules.ts';
import type { Button, Message, Span } from '../../../domain/message.ts';
import { dayAtText, dayText, joined } from '../words.ts';
import type { QuestionView } from './question-view.ts';

/** What the person reads: the question with its buttons, or, once it has ended, one sentence. */
export function questionMessage(view: QuestionView): Message {
  if (view.endedAt !== null) return line(endedText(view));
  const { app, reminders } = view;
  const need = `o you still need your ${app} seat?`;
  const summary = `${reminders === 0 ? 'D' : 'A reminder: d'}${need} ${lastUsedText(view)}`;
  return {
    summary,
    title: summary,
    body: [
      { type: 'text', spans: seatSpans(view) },
      { type: 'note', text: `${asksText(view, 1)} ${silenceText(view)}`.trimEnd() },
    ],
    buttons: answerButtons(view),
  };
}

/** Each of them answers this question, and no other one. */
export function answerButtons(view: QuestionView): readonly Button[] {
  const { app, id, asked } = view;
  return [
    { label: 'Keep it', action: { type: 'seat-keep', question: id }, look: 'primary' },
    { label: 'Until…', form: { type: 'seat-until', app: asked.app, account: String(id) } },
    { label: 'Give to…', form: { type: 'seat-give', app: asked.app, account: String(id) } },
    {
      label: 'Release it',
      action: { type: 'seat-release', question: id },
      look: 'danger',
      confirm: {
        title: `Release your ${app} seat?`,
        text: `You lose the account ${asked.label} in ${app}. ${releaseText(view)}`,
        yes: 'Release it',
      },
    },
  ];
}

export function lastUsedText({ asked: { saidUntil, lastActive }, clock }: QuestionView): string {
  if (saidUntil !== null) return `You needed it until ${dayText(saidUntil, clock)}.`;
  return lastActive === null ? '' : `You last used it on ${dayAtText(lastActive, clock)}.`;
}

/** ` It holds Editor.` */
export function holdsText({ asked: { licenses } }: QuestionView): string {
  return licenses.length === 0 ? '' : ` It holds ${joined(licenses)}.`;
}

function seatSpans(view: QuestionView): readonly Span[] {
  return [`It is the account `, { bold: view.asked.label }, ` in ${view.app}.${holdsText(view)}`];
}

export function asksText({ organisation }: QuestionView, seats: number): string {
  return `The admins of ${organisation} ask, because somebody else could use the ${seats === 1 ? 'seat' : 'seats'}.`;
}

/** What comes of no answer; empty before the question was asked. */
export function silenceText({ answerBy, rules, clock }: QuestionView): string {
  if (answerBy === null) return '';
  return `If you have not answered by ${dayText(answerBy, clock)}, ${SILENCE[rules.noAnswer]}.`;
}

const SILENCE: Readonly<Record<AskRules['noAnswer'], string>> = {
  tell: 'they are told so, and nothing is removed because of it',
  keep: 'you keep it',
  plan: 'they may remove it',
  remove: 'it is removed',
};

function releaseText({ rules: { release } }: Pick<QuestionView, 'rules'>): string {
  return release === 'plan' ? 'An admin looks at it and removes it.' : 'It is removed shortly.';
}

/** One sentence to the person, for a question that has ended. */
export function endedText(view: QuestionView): string {
  const { app, state, clock, until, notBefore, givenTo, writtenDownBy, why } = view;
  const you = writtenDownBy === null ? '' : `${writtenDownBy} wrote down: `;
  const again = notBefore === null ? '' : ` I do not ask again before ${dayText(notBefore, clock)}.`;
  switch (state) {
    case 'kept':
      return `${you}You keep your ${app} seat.${again}`;
    case 'released':
      return `${you}You release your ${app} seat. ${releaseText(view)}`;
    case 'snoozed':
      return `${you}You need your ${app} seat until ${until === null ? 'later' : dayText(until, clock)}. I ask again then.`;
    case 'given':
      return `${you}You give your ${app} seat to ${givenTo ?? 'somebody else'}. The admins were told.`;
    case 'no-answer':
      return `No answer came about your ${app} seat${NO_ANSWER[view.rules.noAnswer]}`;
    case 'closed':
      return why !== null && 'closed' in why ? closedText(why.closed, app) : `This question is closed.`;
    default:
      return `This question about ${app} is closed.`;
  }
}

const NO_ANSWER: Readonly<Record<AskRules['noAnswer'], string>> = {
  tell: '. The admins were told; ask them if you need it.',
  keep: ', so you keep it.',
  plan: '. The admins decide about it; tell them if you need it.',
  remove: ', so it is removed. Tell the admins if you need it.',
};

function closedText(why: ClosedWhy, app: string): string {
  switch (why) {
    case 'left':
    case 'not-asked':
      return `This question about ${app} was withdrawn.`;
    case 'gone':
      return `Your ${app} seat is gone, so there is nothing to answer any more.`;
    case 'other-owner':
      return `This ${app} seat is somebody else's by now, so there is nothing to answer any more.`;
    case 'in-doubt':
      return `This question about ${app} is closed.`;
    case 'used':
      return `You have used ${app} since, so you keep your seat.`;
    case 'restored':
      return `My records were restored to an earlier state, so this question about ${app} is closed and nothing is removed because of it. If you answered it, tell the admins.`;
    default:
      return why satisfies never;
  }
}

function line(text: string): Message {
  return { summary: text, title: text, body: [], buttons: [] };
}
