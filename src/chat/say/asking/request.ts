import type { Message } from '../../../domain/message.ts';
import { quote, quoteId } from '../../grammar.ts';
import { joined } from '../words.ts';
import type { QuestionView } from './question-view.ts';

/** What an answer asks of the admins: one living message in the admin channel. */
export function requestMessage(view: QuestionView): Message {
  const { id, app, asked, account, request } = view;
  const summary = requestText(view);
  if (request !== 'open') {
    const ended = `${summary} ${request === 'done' ? '✓ Done.' : 'An admin left the seat where it is.'}`;
    return { summary: ended, title: ended, body: [], buttons: [] };
  }
  const holds = asked.licenses.length === 0 ? '' : `, which holds ${joined(asked.licenses)}`;
  return {
    summary,
    title: summary,
    body: [
      { type: 'text', spans: [`The account is `, { bold: asked.label }, `${holds}. ${nextText(view)}`] },
    ],
    buttons: [
      ...(view.state === 'given'
        ? [{ label: 'It is done', action: { type: 'seat-request', question: id, to: 'done' } } as const]
        : []),
      { label: 'Leave the seat', action: { type: 'seat-request', question: id, to: 'declined' } },
      { label: 'Plan the removal…', command: removeCommand(asked.app, account) },
    ],
  };

  function nextText({ state, givenTo }: QuestionView): string {
    if (state !== 'given') return 'Nothing is removed before an admin has confirmed the plan.';
    return `Remove it, and give ${givenTo ?? 'them'} a seat in ${app}. Nothing is done by itself.`;
  }
}

/** `remove figma fig-1004` */
function removeCommand(app: string, account: string): string {
  return `remove ${quote(app)} ${quoteId(account)}`;
}

function requestText({ state, app, asked: { person }, givenTo, writtenDownBy }: QuestionView): string {
  const told = writtenDownBy === null ? '' : `, as ${writtenDownBy} wrote down`;
  switch (state) {
    case 'given':
      return `${person} wants ${givenTo ?? 'somebody else'} to have the ${app} seat${told}.`;
    case 'no-answer':
      return `${person} did not answer whether the ${app} seat is still needed.`;
    default:
      return `${person} releases the ${app} seat${told}.`;
  }
}
