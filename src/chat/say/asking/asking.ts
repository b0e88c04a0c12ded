import type { Message, Row } from '../../../domain/message.ts';
import { count, joined } from '../words.ts';
import {
  answerButtons,
  asksText,
  endedText,
  holdsText,
  lastUsedText,
  questionMessage,
  silenceText,
} from './question.ts';
import type { QuestionView } from './question-view.ts';

/** What one person is asked at once: one seat as a sentence with buttons, several as a list in which each has its own. */
export function askingMessage(views: readonly QuestionView[]): Message {
  const [only] = views;
  if (only !== undefined && views.length === 1) return questionMessage(only);
  const open = views.filter(({ endedAt }) => endedAt === null);
  const summary = open.length === 0 ? endText(views) : askText(open);
  return {
    summary,
    title: summary,
    body: [...views.map(seatRow), ...smallPrint(open)],
    buttons: [],
  };
}

/** Replaces what they were asked when it is asked again further down. */
export function askedAgainMessage(views: readonly QuestionView[]): Message {
  const open = views.filter(({ endedAt }) => endedAt === null);
  const text = `I asked again about your ${seatsText(open.length === 0 ? views : open)}, further down.`;
  return { summary: text, title: text, body: [], buttons: [] };
}

function askText(open: readonly QuestionView[]): string {
  const again = open.some(({ reminders }) => reminders > 0);
  return `${again ? 'A reminder: d' : 'D'}o you still need your ${seatsText(open)}?`;
}

/** `Figma seat`, `3 seats in Figma and Zoom` */
function seatsText(views: readonly QuestionView[]): string {
  const apps = [...new Set(views.map(({ app }) => app))];
  return views.length === 1 ? `${joined(apps)} seat` : `${views.length} seats in ${joined(apps)}`;
}

function endText(views: readonly QuestionView[]): string {
  return `There is nothing more to answer about your ${count(views.length, 'seat')}.`;
}

function seatRow(view: QuestionView): Row {
  if (view.endedAt !== null)
    return {
      type: 'row',
      mark: view.state === 'no-answer' ? 'held' : 'done',
      spans: [endedText(view)],
      detail: null,
      buttons: [],
    };
  const { app, asked } = view;
  return {
    type: 'row',
    mark: 'waiting',
    spans: [{ bold: app }, `: the account ${asked.label}.${holdsText(view)} ${lastUsedText(view)}`.trimEnd()],
    detail: null,
    asks: true,
    buttons: answerButtons(view),
  };
}

/** Who asks, and what silence leads to, in which apps may differ. */
function smallPrint(open: readonly QuestionView[]): Message['body'] {
  const [first] = open;
  if (first === undefined) return [];
  const said = open.map((view) => ({ app: view.app, text: silenceText(view) }));
  const texts = [...new Set(said.map(({ text }) => text))];
  const silence = texts.map((text) => {
    const apps = new Set(said.filter((one) => one.text === text).map(({ app }) => app));
    return texts.length === 1 ? text : `In ${joined([...apps])}: ${text.replace(/^I/, 'i')}`;
  });
  return [{ type: 'note', text: [asksText(first, open.length), ...silence].join(' ').trim() }];
}
