import type { Account } from '../account.ts';
import type { Owner, PersonRef, RosterIndex } from '../roster-index/roster-index.ts';
import { addresses, usernames } from './identifiers.ts';
import type { MatchRule } from './match-rule.ts';

/** How the account was matched before. */
export interface Earlier {
  readonly person: PersonRef;
  readonly rule: MatchRule;
  readonly via: string | null;
  /** The primary address it had. */
  readonly email: string | null;
  /** Whether `via` was the person's primary address; left out when that is not known. */
  readonly wasPrimary?: boolean;
}

/** An owner, and what the account or the owner was called when they were matched. */
export interface KeptOwner {
  readonly owner: Owner;
  readonly via: string | null;
}

/** The owner that was found before, after the account or its owner's record was renamed. */
export function keptOwner(
  account: Pick<Account, 'emails' | 'username' | 'columns'>,
  earlier: Earlier,
  index: RosterIndex,
): KeptOwner | null {
  const owner = index.byRef(earlier.person);
  if (owner === null) return null;
  if (accountRenamed(earlier, addresses(account)))
    return { owner, via: earlier.rule === 'earlier-match' ? earlier.via : earlier.email };
  const via = earlier.via ?? earlier.email;
  return via !== null && ownerRenamed(account, earlier, via, index) ? { owner, via } : null;
}

/**
 * Whether the account is called what it was, and the owner's record is what changed. An alias may have been taken away on
 * purpose, so that an admin is asked.
 */
function ownerRenamed(
  account: Pick<Account, 'username' | 'columns'>,
  { rule, person, wasPrimary }: Earlier,
  via: string,
  index: RosterIndex,
): boolean {
  switch (rule) {
    case 'username':
      return usernames(account).includes(via) && !index.carriers(via).includes(person);
    case 'alias':
      return wasPrimary === true && !index.carriers(via).includes(person);
    case 'email':
    case 'domain-alias':
    case 'plus-address':
      // With the address still in the roster, it is a rule about domains that was changed.
      return !index.carriers(via).includes(person);
    default:
      return false;
  }
}

function accountRenamed(earlier: Earlier, emails: readonly string[]): boolean {
  if (earlier.rule === 'manual-link') return false;
  return earlier.rule === 'earlier-match' || (earlier.email !== null && earlier.email !== emails[0]);
}
