import type { AccountCounts } from '../../../domain/account-part.ts';
import type { Message, Part } from '../../../domain/message.ts';
import { notPeopleParts } from '../account-parts.ts';
import { licenseCounts } from '../licenses/license-line.ts';
import { handledRows } from '../undo/handled.ts';
import { capital, count, joined, moneyText, numberText } from '../words.ts';
import { alertRow } from './alert-row.ts';
import { type AlertView, alertButtons } from './alert-view.ts';

/** The first word about an app: short, without rows where there are several apps, because all of them may be connected at once. */
export function baselineMessage(view: AlertView): Message {
  const { app, read, open, licenses, atStake } = view;
  const money = moneyText(atStake);
  const decide = open === 0 ? 'nothing to decide on' : `${numberText(open)} to decide on`;
  const cost = money === null ? '' : `, ${money} a month for people who are not active`;
  const summary = `${app.name} is connected: ${count(read?.total ?? view.accounts.accounts, 'account')} read, ${decide}${cost}.`;
  const subscriptions = licenses.length === 0 ? '' : ` ${capital(joined(licenseCounts(licenses)))}.`;
  const shown = view.alone ? rows(view) : [];
  return {
    summary,
    title: summary,
    body: [
      {
        type: 'text',
        spans: [
          `${partsSentence(view.accounts, view.unread)}${subscriptions} Nothing was changed. I will watch it from here.`,
        ],
      },
      ...shown,
      // Besides these, its sentence, the words below it and its buttons.
      ...handledRows(view.handled, shown.length + 3),
    ],
    buttons: open + licenses.length === 0 ? [] : alertButtons(view),
  };
}

/** The worst findings of the only app. */
function rows({ app, items, open, now, timezone }: AlertView): readonly Part[] {
  const rest = open - items.length;
  return [
    ...items.map((item) => alertRow(app.id, item, { now, timezone })),
    ...(rest > 0 ? [{ type: 'note', text: `and ${numberText(rest)} more` } as const] : []),
  ];
}

/** `11 belong to people who work here, 4 to people who left, 4 to nobody I know; besides, 1 bot and 1 account closed already.` */
function partsSentence({ parts, notPeople, accounts }: AccountCounts, unread: number): string {
  if (accounts === 0) return 'It has no accounts.';
  const owners = OWNERS.filter(([part]) => parts[part] > 0).map(([part, one, many], at) => {
    const single = parts[part] === 1;
    const verb = at > 0 ? '' : single ? 'belongs ' : 'belong ';
    const whom =
      part === 'unknown' && unread > 0 ? 'nobody in a readable row of the roster' : single ? one : many;
    return `${numberText(parts[part])} ${verb}to ${whom}`;
  });
  const others = [
    ...(parts.known > 0 ? [`${numberText(parts.known)} marked as known`] : []),
    ...notPeopleParts(notPeople),
    ...(parts.closed > 0 ? [`${count(parts.closed, 'account')} closed already`] : []),
  ];
  return `${[joined(owners), joined(others)].filter((text) => text !== '').join('; besides, ')}.`;
}

const OWNERS = [
  ['active', 'somebody who works here', 'people who work here'],
  ['left', 'somebody who left', 'people who left'],
  ['inactive', 'somebody inactive', 'inactive people'],
  ['unknown', 'nobody I know', 'nobody I know'],
] as const;
