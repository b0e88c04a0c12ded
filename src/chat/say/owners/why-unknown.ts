import type { AccountHint } from '../../../domain/owners/account-hint.ts';
import type { WhyUnknown } from '../../../domain/owners/why-unknown.ts';
import { joined, numberText } from '../words.ts';

const HINTS: Readonly<Record<AccountHint, string>> = {
  guest: 'a guest',
  bot: 'a bot',
  service: 'a service account',
  shared: 'a shared mailbox or room',
  room: 'a meeting room',
  'group-alias': 'a group alias',
  printer: 'a printer',
  test: 'a test account',
};

/** What an account looks like: `a meeting room`; `null` for a person's. */
export function hintText(hint: AccountHint | null): string | null {
  return hint === null ? null : HINTS[hint];
}

const NO_ADDRESS = {
  username: 'it has no address, and nobody has this username',
  'employee-number': 'it has no address, and nobody has this employee number',
  nothing: 'it has no address and no username',
} as const;

const CALLED = { username: 'username', 'employee-number': 'employee number' } as const;

/** The owner may be in one of those rows, so "nobody" would be a guess. */
function unreadText(what: string, unread: number): string {
  return `no readable row of the roster has this ${what}; ${unreadRows(unread)}`;
}

/** `one row cannot be read` */
export function unreadRows(unread: number): string {
  return unread === 1 ? 'one row cannot be read' : `${numberText(unread)} rows cannot be read`;
}

/** Why an account has no owner: `looks like a meeting room`. */
export function whyUnknownText(unknown: WhyUnknown): string {
  switch (unknown.why) {
    case 'several':
      return `${unknown.candidates.length} people fit: ${joined(unknown.candidates)}`;
    case 'nobody':
      return unknown.unread === undefined ? 'nobody has this address' : unreadText('address', unknown.unread);
    case 'no-address':
      if (unknown.unread !== undefined && unknown.called !== null)
        return `it has no address, and ${unreadText(CALLED[unknown.called], unknown.unread)}`;
      return NO_ADDRESS[unknown.called ?? 'nothing'];
    default:
      return `looks like ${HINTS[unknown.why]}`;
  }
}
