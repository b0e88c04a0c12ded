import { ACCOUNT_PARTS, type AccountCounts, NO_PERSON, type NoPerson } from '../../domain/account-part.ts';
import { count, joined, numberText } from './words.ts';

/** `3 bots, 1 service account and 6 rooms and shared accounts` */
export function notPeopleText(notPeople: AccountCounts['notPeople']): string {
  return joined(notPeopleParts(notPeople));
}

/** The accounts that are in no column of a table of people. */
export function uncountedText({ parts, notPeople }: AccountCounts): string | null {
  const texts = [
    ...notPeopleParts(notPeople),
    ...(parts.closed > 0 ? [count(parts.closed, 'closed account')] : []),
  ];
  const one = parts['not-people'] + parts.closed === 1;
  return texts.length === 0 ? null : `${joined(texts)} ${one ? 'is' : 'are'} not counted above.`;
}

/** The same, one by one, for a longer list. */
export function notPeopleParts(notPeople: AccountCounts['notPeople']): string[] {
  return NO_PERSON.flatMap((kind) => (notPeople[kind] > 0 ? [KINDS[kind](notPeople[kind])] : []));
}

const KINDS: Readonly<Record<NoPerson, (n: number) => string>> = {
  bot: (n) => count(n, 'bot'),
  service: (n) => count(n, 'service account'),
  shared: (n) => count(n, 'room or shared mailbox', 'rooms or shared mailboxes'),
};

/** `22: 11 active, 4 left, 1 inactive, 4 unknown, 1 bot and 1 closed`: the parts, without those that are empty, add up to the whole. */
export function partsText({ accounts, parts, notPeople }: AccountCounts): string {
  const texts = ACCOUNT_PARTS.flatMap((part) => {
    if (parts[part] === 0) return [];
    return part === 'not-people' ? notPeopleParts(notPeople) : [`${numberText(parts[part])} ${part}`];
  });
  return texts.length === 0 ? numberText(accounts) : `${numberText(accounts)}: ${joined(texts)}`;
}
