import { type ConcernGroup, countByGroup, GROUP_OF } from '../../../domain/findings/concern-group.ts';
import type { Message } from '../../../domain/message.ts';
import { asOfText } from '../data-origin.ts';
import { licenseCounts, licenseLines } from '../licenses/license-line.ts';
import { handledRows } from '../undo/handled.ts';
import { capital, count, joined, moneyText, numberText } from '../words.ts';
import { alertRow } from './alert-row.ts';
import { type AlertView, alertButtons, readNote } from './alert-view.ts';
import { baselineMessage } from './baseline.ts';
import { cleanMessage } from './clean.ts';
import { FRESH, headlineText } from './headline.ts';

/** The first sentence says so if it relies on old data. */
export function alertMessage(view: AlertView): Message {
  const message = messageOf(view);
  const { read } = view;
  if (read === null || read.old !== true) return message;
  const asOf = ` ${capital(asOfText(read, view))}.`;
  return { ...message, summary: `${message.summary}${asOf}`, title: `${message.title}${asOf}` };
}

function messageOf(view: AlertView): Message {
  if (view.phase === 'clean') return cleanMessage(view);
  if (view.phase === 'baseline' || view.phase === 'due') return baselineMessage(view);
  const summary = openSummary(view);
  const rest = view.open - view.items.length;
  const open = [
    ...view.items.map((item) => alertRow(view.app.id, item, view)),
    ...(rest > 0 ? [{ type: 'note', text: `and ${restText(view, rest)}` } as const] : []),
    ...licenseLines(view.app.id, view.licenses, view),
  ];
  return {
    summary,
    title: summary,
    // Besides these, its sentence, its small print and its buttons.
    body: [...open, ...handledRows(view.handled, open.length + 3), { type: 'note', text: readNote(view) }],
    buttons: view.open + view.licenses.length === 0 ? [] : alertButtons(view),
  };
}

/** What is left of an alert that was posted again further down. */
export function movedMessage(app: string): Message {
  const summary = `${app}: continued in a newer message below.`;
  return { summary, title: summary, body: [], buttons: [] };
}

/** The news by name, then how much there is in all. */
function openSummary(view: AlertView): string {
  const { app, headlines, newFindings, newLicenses, licenses } = view;
  const money = moneySentence(view);
  const news = headlineText(app.name, headlines, newFindings, newLicenses, view, view.newsKinds);
  if (news === null)
    return `${app.name}: ${joined([...groupTexts(view), ...licenseCounts(licenses)])}.${money}`;
  const open = view.open + licenses.length;
  const shown = headlines.filter(({ reason }) => reason.kind !== 'gone').length;
  // One finding that the news tells already needs no count.
  if (open === shown + newLicenses.length && open === 1) return `${news}${money}`;
  return `${news} In all ${joined([...shortCounts(view), ...licenseCounts(licenses)])}.${money}`;
}

/** ` 40 USD a month (21 more snoozed).` */
function moneySentence({ atStake, snoozedStake }: AlertView): string {
  const money = moneyText(atStake);
  const put = moneyText(snoozedStake);
  if (money === null) return put === null ? '' : ` ${put} a month snoozed.`;
  return ` ${money} a month${put === null ? '' : ` (${put} more snoozed)`}.`;
}

/** Each group that has findings: `2 people who left still hold seats`. */
function groupTexts(view: AlertView): readonly string[] {
  const { left, inactive, unknown } = countByGroup(view.counts);
  return [
    ...(left === 0 ? [] : [leaversText(view.leavers)]),
    ...(inactive === 0
      ? []
      : [`${count(inactive, 'account')} of ${inactive === 1 ? 'somebody inactive' : 'inactive people'}`]),
    ...unknownTexts(view, unknown),
  ];
}

/** Accounts that several people fit are known better than those nobody knows; told apart where all of them are shown. */
function unknownTexts({ items, unread }: AlertView, unknown: number): readonly string[] {
  const shown = items.filter(({ concern }) => GROUP_OF[concern] === 'unknown');
  const fitting = shown.length < unknown ? 0 : shown.filter(({ fits = [] }) => fits.length > 1).length;
  return [
    ...(unknown > fitting
      ? [
          `${count(unknown - fitting, 'account')} ${unread === 0 ? 'nobody knows' : 'that no readable row of the roster has'}`,
        ]
      : []),
    ...(fitting > 0 ? [`${count(fitting, 'account')} that several people fit`] : []),
  ];
}

/** `6 people who left still have 7 accounts (6 seats)`; `2 people who left still hold seats` where the numbers are one. */
function leaversText({ people, accounts, seats }: AlertView['leavers']): string {
  const who = count(people, 'person', 'people');
  if (accounts === people && seats === people)
    return `${who} who left still ${people === 1 ? 'holds a seat' : 'hold seats'}`;
  const held = seats === accounts ? '' : seats === 0 ? ' without a seat' : ` (${count(seats, 'seat')})`;
  return `${who} who left still ${people === 1 ? 'has' : 'have'} ${count(accounts, 'account')}${held}`;
}

/** The same behind a sentence that tells the news: `5 leavers, 1 inactive and 2 unknown`. */
function shortCounts(view: AlertView): readonly string[] {
  const sums = countByGroup(view.counts);
  const { people, accounts } = view.leavers;
  const leavers = `${count(people, 'leaver')}${accounts === people ? '' : ` with ${count(accounts, 'account')}`}`;
  const texts: Readonly<Record<ConcernGroup, string>> = {
    left: leavers,
    inactive: `${numberText(sums.inactive)} inactive`,
    unknown: `${numberText(sums.unknown)} unknown`,
  };
  return (['left', 'inactive', 'unknown'] as const).flatMap((group) =>
    sums[group] === 0 ? [] : [texts[group]],
  );
}

/** `3 more`, or `12 more, 7 of them new`. */
function restText({ newFindings, newsKinds, items }: AlertView, rest: number): string {
  const other = newsKinds.filter((kind) => !FRESH.has(kind)).length;
  const fresh =
    newFindings - other - items.filter(({ news }) => news !== null && FRESH.has(news.kind)).length;
  return `${numberText(rest)} more${fresh > 0 ? `, ${numberText(Math.min(fresh, rest))} of them new` : ''}`;
}
