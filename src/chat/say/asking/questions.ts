import type { QuestionState } from '../../../domain/asking/question.ts';
import type { Message, Row } from '../../../domain/message.ts';
import { count, dayAtText, dayText, momentText } from '../words.ts';
import type { QuestionView } from './question-view.ts';
import { doubtText, unreachableText } from './summary.ts';

/** The command `asked`: whom we asked about which seat, and what they said. */
export function questionsMessage(
  questions: readonly QuestionView[],
  { isOn, filtered }: { readonly isOn: boolean; readonly filtered: boolean },
): Message {
  const open = questions.filter(({ endedAt }) => endedAt === null).length;
  const summary =
    questions.length === 0
      ? filtered
        ? 'No question is in that state.'
        : isOn
          ? 'Nobody was asked about a seat yet.'
          : 'Nobody is asked about seats: ask: in seatkeeper.yaml names no app.'
      : `${count(questions.length, 'question')}, ${open} of them not answered.`;
  return { summary, title: summary, body: questions.map(questionRow), buttons: [] };
}

const MARKS: Readonly<Record<QuestionState, Row['mark']>> = {
  waiting: 'waiting',
  unreachable: 'failed',
  open: 'waiting',
  kept: 'done',
  released: 'done',
  snoozed: 'done',
  given: 'done',
  'no-answer': 'held',
  closed: 'done',
};

export function questionRow(view: QuestionView): Row {
  const { id, asked, app, state } = view;
  const task = view.request === 'open' ? ' Waits for an admin.' : '';
  return {
    type: 'row',
    mark: view.request === 'open' ? 'held' : MARKS[state],
    spans: [{ bold: `${id} ${asked.person}` }, ` in ${app}: ${stateText(view)}.${task}`],
    detail: asked.lastActive === null ? null : `last used ${dayAtText(asked.lastActive, view.clock)}`,
    buttons: [],
  };
}

function stateText(view: QuestionView): string {
  const { state, clock, askedAt, dueAt, until, givenTo, why, notBefore, reminders, waits, answerBy } = view;
  const again = notBefore === null ? '' : `, not asked again before ${dayText(notBefore, clock)}`;
  switch (state) {
    case 'waiting':
      return `is asked from ${momentText(dueAt, clock.timezone, clock.now)} on`;
    case 'unreachable':
      return why !== null && 'unreachable' in why
        ? unreachableText(why.unreachable, view.email)
        : 'could not be asked';
    case 'open': {
      if (view.inDoubt) return doubtText(view.platform);
      if (waits !== null) return `the question has not gone out: ${waits}`;
      const asked = askedAt === null ? 'asked' : `asked ${dayAtText(askedAt, clock)}`;
      const reminded = reminders === 0 ? '' : `, ${count(reminders, 'reminder')}`;
      return `${asked}${reminded}${answerBy === null ? '' : `, answers by ${dayText(answerBy, clock)}`}`;
    }
    case 'kept':
      return `keeps it${again}`;
    case 'released':
      return 'releases it';
    case 'snoozed':
      return `needs it until ${until === null ? 'later' : dayText(until, clock)}`;
    case 'given':
      return `gives it to ${givenTo ?? 'somebody else'}`;
    case 'no-answer':
      return `did not answer${again}`;
    case 'closed':
      if (why === null || !('closed' in why)) return 'nothing to ask any more';
      if (why.closed === 'in-doubt') return `no answer; whether the question arrived is not known${again}`;
      return why.closed === 'restored'
        ? `closed when the database was restored${again}`
        : 'nothing to ask any more';
    default:
      return state satisfies never;
  }
}
