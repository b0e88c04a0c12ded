import type { Day } from '../day.ts';
import type { PersonStatus } from '../person.ts';

/** The facts an admin saw when deciding that an account is fine. */
export interface KnownFacts {
  readonly email: string | null;
  readonly role: string | null;
  /** The owner's status, `null` for an account without one. */
  readonly owner: PersonStatus | null;
}

/** An admin's decision that an Unknown or Inactive account is fine. */
export interface Known {
  readonly reason: string;
  readonly by: string;
  /** The day on which it lapses by itself. */
  readonly until: Day | null;
  readonly facts: KnownFacts;
}

/** Why the decision no longer holds, in words, or `null` while it does. */
export function knownLapsed(known: Known, now: KnownFacts, today: Day): string | null {
  if (known.until !== null && today >= known.until)
    return `known until ${known.until}, and that day has come`;
  if (known.facts.email !== now.email)
    return `its address changed from ${known.facts.email ?? 'none'} to ${now.email ?? 'none'}`;
  if (isAdmin(now.role) && !isAdmin(known.facts.role)) return `it became ${now.role}`;
  if (now.owner === 'offboarded' && known.facts.owner !== 'offboarded') return 'its owner was offboarded';
  return null;
}

/** Whether the app's own word for the role means power over the app. */
export function isAdmin(role: string | null): boolean {
  const words = (role ?? '').split(/[^\p{L}]+|(?<=\p{Ll})(?=\p{Lu})/u);
  return words.some((word) => POWER.has(word.toLowerCase()));
}

const POWER = new Set('admin admins administrator owner superadmin superuser sysadmin root'.split(' '));
