import type { ClosedWhy, SeatAnswer } from '../../../domain/asking/question.ts';
import type { Day, Instant } from '../../../domain/day.ts';
import { decidedWhen } from '../decide/when.ts';
import { type Clock, dayText } from '../words.ts';

/** Why an answer, or what an admin says about one, changes nothing. */
export type AskingRefusal =
  | { readonly kind: 'no-question'; readonly question: number }
  | { readonly kind: 'not-yours' | 'not-asked-yet'; readonly person: string }
  | { readonly kind: 'ended'; readonly at: Instant; readonly by: string | null }
  | { readonly kind: 'nothing-to-answer'; readonly app: string; readonly why: ClosedWhy }
  | { readonly kind: 'bad-day'; readonly day: Day }
  | { readonly kind: 'nobody-to-give' }
  | { readonly kind: 'no-request'; readonly question: number };

export function askingRefusalText(refusal: AskingRefusal, clock: Clock): string {
  switch (refusal.kind) {
    case 'no-question':
      return `There is no question ${refusal.question}. Nothing was changed; type asked to see all.`;
    case 'not-yours':
      return `Only ${refusal.person} can answer this here. Nothing was changed; an admin writes an answer down with the command asked.`;
    case 'not-asked-yet':
      return `${refusal.person} was not asked yet. Nothing was changed.`;
    case 'ended':
      return `Already handled${refusal.by === null ? '' : `: ${refusal.by} answered`} ${decidedWhen(refusal.at, clock)}. Nothing was changed.`;
    case 'nothing-to-answer':
      return `There is nothing to answer any more: ${CLOSED[refusal.why](refusal.app)}.`;
    case 'bad-day':
      return `${refusal.day} is not a day within the next year. Nothing was changed; choose another.`;
    case 'nobody-to-give':
      return 'A seat can be given to somebody else who works here. Nothing was changed; choose another person.';
    case 'no-request':
      return `Question ${refusal.question} asks nothing of the admins, or it was handled. Nothing was changed.`;
    default:
      return refusal satisfies never;
  }
}

const CLOSED: Readonly<Record<ClosedWhy, (app: string) => string>> = {
  left: () => 'the owner of the seat does not work here',
  gone: (app) => `the ${app} seat is gone`,
  'other-owner': (app) => `the ${app} seat belongs to somebody else`,
  used: (app) => `${app} was used since`,
  'in-doubt': (app) => `the question about ${app} was closed`,
  'not-asked': (app) => `people are not asked about ${app} any more`,
  restored: () => 'the database was restored to an older state since',
};

/** For an admin, who wrote down what they were told. */
export function writtenDownText(person: string, app: string, answer: SeatAnswer, clock: Clock): string {
  switch (answer.kind) {
    case 'keep':
      return `Written down: ${person} keeps the ${app} seat.`;
    case 'release':
      return `Written down: ${person} releases the ${app} seat.`;
    case 'until':
      return `Written down: ${person} needs the ${app} seat until ${dayText(answer.until, clock)}.`;
    case 'give':
      return `Written down: ${person} gives the ${app} seat away.`;
    default:
      return answer satisfies never;
  }
}

export function requestEndedText(person: string, app: string, to: 'done' | 'declined'): string {
  return to === 'done'
    ? `Noted: what ${person} said about the ${app} seat is done.`
    : `Noted: ${person} keeps the ${app} seat for now.`;
}

/** How a form calls what it is about. */
export function seatOfText(app: string): string {
  return `Your ${app} seat`;
}
