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
  /** Somebody else has `via` now, and nobody has said yet whose account it is. */
  readonly contested?: boolean;
}

/** What is stored about an account's owner. `lastPerson` is stored with `via` while somebody else has what the account was matched by. */
export interface StoredOwner {
  readonly person: PersonRef | null;
  readonly lastPerson: PersonRef | null;
  readonly rule: MatchRule | null;
  readonly via: string | null;
}

/** `email`: the primary address that is stored. */
export function earlierOf(
  { person, lastPerson, rule, via }: StoredOwner,
  email: string | null,
): Earlier | null {
  if (person !== null && rule !== null) return { person, rule, via, email };
  if (lastPerson === null || via === null) return null;
  return { person: lastPerson, rule: 'earlier-match', via, email, contested: true };
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
  if (earlier.contested === true && earlier.email !== (addresses(account)[0] ?? null)) return null;
  if (accountRenamed(earlier, addresses(account)))
    return { owner, via: earlier.rule === 'earlier-match' ? earlier.via : earlier.email };
  const via = earlier.via ?? earlier.email;
  return via !== null && ownerRenamed(account, earlier, via, index) ? { owner, via } : null;
}

/**
 * Whether the account kept its name and the owner's record is what changed. An alias may have been taken away on purpose, so an admin
 * is asked.
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
      // If the address is still in the roster, a rule about domains has changed.
      return !index.carriers(via).includes(person);
    default:
      return false;
  }
}

function accountRenamed(earlier: Earlier, emails: readonly string[]): boolean {
  if (earlier.rule === 'manual-link') return false;
  return earlier.rule === 'earlier-match' || (earlier.email !== null && earlier.email !== emails[0]);
}

/**
 * The owner that was found before, if somebody else now has what the account was matched by: HR renamed one record and gave the old
 * address or username to another. The account kept its name, so it may still belong to the first.
 */
export function ownerBefore(earlier: Earlier, now: KeptOwner, index: RosterIndex): Owner | null {
  const { rule, person, wasPrimary, email } = earlier;
  const via = earlier.via ?? email;
  if (via === null || via !== now.via || person === now.owner.ref) return null;
  if (rule === 'manual-link' || (rule === 'alias' && wasPrimary !== true)) return null;
  const owner = index.byRef(person);
  if (owner === null || owner.ref === now.owner.ref || index.carriers(via).includes(person)) return null;
  return index.sameName(owner.ref, now.owner.ref) ? null : owner;
}
