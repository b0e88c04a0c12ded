import type { AccountHint } from '../../../domain/owners/account-hint.ts';
import type { WhyUnknown } from '../../../domain/owners/why-unknown.ts';
import { joined } from '../words.ts';

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

/** Why an account has no owner: `looks like a meeting room`. */
export function whyUnknownText(unknown: WhyUnknown): string {
  switch (unknown.why) {
    case 'several':
      return `${unknown.candidates.length} people fit: ${joined(unknown.candidates)}`;
    case 'nobody':
      return 'nobody has this address';
    case 'no-address':
      return NO_ADDRESS[unknown.called ?? 'nothing'];
    default:
      return `looks like ${HINTS[unknown.why]}`;
  }
}
