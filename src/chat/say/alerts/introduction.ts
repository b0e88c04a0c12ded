import type { AccountCounts } from '../../../domain/account-part.ts';
import type { Message } from '../../../domain/message.ts';
import { addMoney } from '../../../domain/money/money.ts';
import { count, joined, moneyText, numberText } from '../words.ts';
import type { AlertView } from './alert-view.ts';

export interface IntroductionView {
  readonly organisation: string;
  /** Whether other apps were introduced before. */
  readonly later: boolean;
  /** In the roster. */
  readonly people: number;
  /** The accounts of all of these apps. */
  readonly counts: AccountCounts;
  /** The apps, the most urgent last. */
  readonly views: readonly AlertView[];
  /** Where to start; `null` when nothing is to decide. */
  readonly worst: AlertView['app'] | null;
  /** Names of apps that could not be read. */
  readonly unread: readonly string[];
}

/** Several apps are connected at once: all of it in one message, before each app says a short word of its own. */
export function introductionMessage(view: IntroductionView): Message {
  const { organisation, later, people, counts, views, worst, unread } = view;
  const money = moneyText(addMoney(views.map(({ atStake }) => atStake)));
  const { left, inactive, unknown } = counts.parts;
  const subscriptions = views.reduce((sum, { licenses }) => sum + licenses.length, 0);
  const found = [
    ...(left > 0 ? [`${count(left, 'account')} of ${left === 1 ? 'somebody' : 'people'} who left`] : []),
    ...(inactive > 0
      ? [`${numberText(inactive)} of ${inactive === 1 ? 'somebody inactive' : 'inactive people'}`]
      : []),
    ...(unknown > 0 ? [`${numberText(unknown)} unknown`] : []),
    ...(subscriptions > 0 ? [count(subscriptions, 'subscription')] : []),
  ];
  const cost = money === null ? '' : ` (${money} a month for people who are not active)`;
  const decide = found.length === 0 ? 'Nothing to decide on.' : `To decide on: ${joined(found)}${cost}.`;
  const start = worst === null ? '' : ` Start with ${worst.name}.`;
  const all = views.length + unread.length;
  const apps = later
    ? `${count(views.length, 'more app')}`
    : unread.length === 0
      ? count(views.length, 'app')
      : `${numberText(views.length)} of ${count(all, 'app')}`;
  const summary = `${organisation} is connected: ${apps} read, ${count(counts.accounts, 'account')}, ${count(people, 'person', 'people')}. ${decide}${start}`;
  return {
    summary,
    title: summary,
    body: [
      ...(unread.length === 0
        ? []
        : [{ type: 'note', text: `Not read yet: ${joined(unread)}. Health says why.` } as const]),
    ],
    buttons: [
      ...(worst === null ? [] : [{ label: `Review ${worst.name}`, command: `app ${worst.id}` }]),
      { label: 'Status', command: 'status' },
    ],
  };
}
