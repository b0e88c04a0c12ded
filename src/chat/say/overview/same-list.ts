import { type Examined, unsure } from '../chats/examined.ts';

/** `configured`: they read the same file or address; otherwise their accounts have the same ids and addresses. */
export interface SameListView {
  readonly apps: readonly [string, string];
  readonly configured: boolean;
}

/** Two apps whose accounts are one list. */
export function sameListText({ apps: [one, other], configured }: SameListView): string {
  const why = configured ? 'read the same list' : 'list accounts with the same ids and addresses';
  return `${one} and ${other} ${why}, so everybody counts twice. If that is a mistake, change one of them under apps: in seatkeeper.yaml.`;
}

/** The same among the checks of `doctor`: only the admin can tell whether it is meant. */
export function sameListExamined(view: SameListView): Examined {
  const found = view.configured ? 'they read the same list' : 'they list the same accounts';
  return unsure(`apps ${view.apps.join(' and ')}`, found, sameListText(view));
}
