import type { AccountStatus } from '../../domain/findings/classify.ts';
import { type Clock, dayText } from './words.ts';

/** What an account's status is made of. */
export interface AccountStanding {
  readonly status: AccountStatus;
  /** Its owner has left. */
  readonly offboarded: boolean;
  readonly known: { readonly reason: string } | null;
  /** An `AccountState` and an `AccountKind`, as rows of the access table hold them. */
  readonly state: string;
  readonly kind: string;
  /** The owner's. */
  readonly lastDay: string | null;
}

/**
 * The one wording of it, in tables and about a person: `⚠️ left 14 May`, `left 14 May, account closed`,
 * `left 14 May (known: contractor)`. Only a seat that somebody still has warns.
 */
export function standingText(account: AccountStanding, clock: Clock): string {
  const { status, offboarded, known, state, kind, lastDay } = account;
  const closed = state === 'deactivated' || state === 'deleted';
  const left = `left${lastDay === null ? '' : ` ${dayText(lastDay, clock)}`}`;
  const standing = offboarded
    ? `${closed || known !== null ? '' : '⚠️ '}${left}`
    : status === 'unknown'
      ? (NO_PERSON_WORDS[kind] ?? status)
      : status;
  const more = state === 'active' || state === 'unknown' ? '' : `, ${ACCOUNT_WORDS[state]}`;
  return `${standing}${more}${known === null ? '' : ` (known: ${known.reason})`}`;
}

const NO_PERSON_WORDS: Readonly<Record<string, string>> = {
  bot: 'bot',
  service: 'service account',
  shared: 'shared account',
};

const ACCOUNT_WORDS: Readonly<Record<string, string>> = {
  invited: 'invited',
  suspended: 'suspended',
  deactivated: 'account closed',
  deleted: 'account deleted',
};
