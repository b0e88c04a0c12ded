import { DAY_MS, type Day, dayIn, type Instant } from '../day.ts';
import { normaliseEmail } from '../email.ts';
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
  /** The last day that it covers, in the organisation's time zone; the day after it has lapsed. */
  readonly until: Day | null;
  readonly facts: KnownFacts;
}

/** Why such a decision stopped covering the account by itself. */
export type Lapse =
  | { readonly kind: 'expired'; readonly until: Day }
  | { readonly kind: 'address-changed'; readonly from: string | null; readonly to: string | null }
  | { readonly kind: 'became-admin'; readonly role: string }
  | { readonly kind: 'owner-offboarded' }
  /** The account was gone for long, or came back as something else. */
  | { readonly kind: 'away'; readonly from: Day; readonly to: Day; readonly link?: true }
  /** A link: the vendor gave the account to somebody else; `from`: who had it. */
  | { readonly kind: 'handed-on'; readonly from: string };

/** Whether it is a link that ended, and not "known". */
export function endsLink(lapse: Lapse): boolean {
  return lapse.kind === 'handed-on' || (lapse.kind === 'away' && lapse.link === true);
}

/** How long an account may be missing before a decision on it ends: one short list ends nothing. */
const AWAY_MS = 30 * DAY_MS;

/** An account that was gone, as it was then and as it is listed again. */
export interface Return {
  readonly goneAt: Instant;
  readonly email: string | null;
  readonly role: string | null;
  readonly now: { readonly email: string | null; readonly role: string | null };
}

/** Why a decision on an account that is back no longer holds, or `null` while it does: the same id may be somebody else's now. */
export function awayTooLong(
  { goneAt, email, role, now }: Return,
  at: Instant,
  timezone: string,
): Extract<Lapse, { kind: 'away' }> | null {
  const same = now.email === stored(email) && now.role === role;
  if (same && Date.parse(at) - Date.parse(goneAt) <= AWAY_MS) return null;
  return { kind: 'away', from: dayIn(timezone, goneAt), to: dayIn(timezone, at) };
}

/** Why the decision no longer holds, or `null` while it does. */
export function knownLapsed(known: Known, now: KnownFacts, today: Day): Lapse | null {
  if (known.until !== null && today > known.until) return { kind: 'expired', until: known.until };
  if (stored(known.facts.email) !== now.email)
    return { kind: 'address-changed', from: known.facts.email, to: now.email };
  if (now.role !== null && isAdmin(now.role) && !isAdmin(known.facts.role))
    return { kind: 'became-admin', role: now.role };
  if (now.owner === 'offboarded' && known.facts.owner !== 'offboarded') return { kind: 'owner-offboarded' };
  return null;
}

/** Earlier versions kept domains as they were spelled. */
function stored(email: string | null): string | null {
  return email === null ? null : (normaliseEmail(email) ?? email);
}

/** Whether the role, as the app names it, gives power over the app. */
export function isAdmin(role: string | null): boolean {
  const words = (role ?? '').split(/[^\p{L}]+|(?<=\p{Ll})(?=\p{Lu})/u);
  return words.some((word) => POWER.has(word.toLowerCase()));
}

const POWER = new Set('admin admins administrator owner superadmin superuser sysadmin root'.split(' '));
