import type { Closing } from '../../../domain/findings/finding.ts';
import type { Message } from '../../../domain/message.ts';
import { handledRows } from '../undo/handled.ts';
import { count, joined, moneyText, numberText } from '../words.ts';
import type { AlertView } from './alert-view.ts';
import { headlineText } from './headline.ts';

/** Nothing is left to decide on. `clean` only where nothing was put off and no leaver keeps a seat. */
export function cleanMessage(view: AlertView): Message {
  const { app, closed, handled, headlines, newFindings, snoozed, claimed } = view;
  const rest = [
    ...(closed.keptByLeavers > 0
      ? [
          `${count(closed.keptByLeavers, 'account')} of people who left stay${closed.keptByLeavers === 1 ? 's' : ''} as known`,
        ]
      : []),
    ...(snoozed > 0 ? [`${numberText(snoozed)} snoozed`] : []),
    ...(claimed > 0 ? [`${numberText(claimed)} said to be removed: the next read shows`] : []),
  ];
  const news = headlineText(app.name, headlines, newFindings, [], view, view.newsKinds);
  const state =
    rest.length === 0 ? `${app.name} is clean` : `${app.name}: nothing left to decide on, ${joined(rest)}`;
  // A single seat that is gone has already been mentioned.
  const done = news !== null && closed.byClosing.length === 1 ? '' : doneText(view);
  const summary = `${news === null ? '' : `${news} `}${state}${done === '' ? '' : rest.length === 0 ? `: ${done}` : `. ${done}`}.`;
  return { summary, title: summary, body: handledRows(handled, 1), buttons: [] };
}

const DECIDED: readonly (readonly [Closing, string])[] = [
  ['linked', 'linked'],
  ['known', 'known'],
  ['added', 'added'],
];

/** `5 findings closed (2 seats freed, 2 linked, 1 known), 90 USD a month saved`, or `6 decided (6 known)`. */
function doneText({ closed: { byClosing, licenses, saved } }: AlertView): string {
  const number = (...closings: Closing[]) => byClosing.filter((closing) => closings.includes(closing)).length;
  const decided = DECIDED.flatMap(([closing, word]) => {
    const n = number(closing);
    return n === 0 ? [] : [`${numberText(n)} ${word}`];
  });
  const freed = number('gone', 'no-seat');
  const owners = number('owner-active');
  const total = byClosing.length + licenses;
  if (total === 0) return '';
  const parts = [
    ...(freed > 0 ? [`${count(freed, 'seat')} freed`] : []),
    ...decided,
    ...(owners > 0 ? [`${numberText(owners)} of people who work here`] : []),
    ...(licenses > 0 ? [count(licenses, 'subscription')] : []),
  ];
  const money = moneyText(saved);
  const onlyDecided = freed + owners + licenses === 0;
  const what = onlyDecided ? `${numberText(total)} decided` : `${count(total, 'finding')} closed`;
  return `${what} (${parts.join(', ')})${money === null ? '' : `, ${money} a month saved`}`;
}
