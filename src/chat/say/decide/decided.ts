import type { Day, Instant } from '../../../domain/day.ts';
import { type Named, namedText } from '../named.ts';
import { type Clock, dayText } from '../words.ts';

/** What an admin decides about one account. The kind is also the action that the audit keeps. */
export type Decided =
  | { readonly kind: 'known'; readonly reason: string; readonly until: Day | null }
  /** `before`: the exception that holds again, because this one had replaced it. */
  | { readonly kind: 'unknown-again'; readonly before?: { readonly reason: string } | null }
  | { readonly kind: 'link'; readonly person: Named }
  /** `before`: the owner by the link that holds again. */
  | { readonly kind: 'unlink'; readonly before?: Named | null }
  | { readonly kind: 'snooze'; readonly until: Day }
  | { readonly kind: 'unsnooze' }
  /** The seat was removed in the app, says the admin. */
  | { readonly kind: 'removal-said' }
  | { readonly kind: 'removal-unsaid' };

/** The account that it is about, the admin, and when. */
export interface DecidedOn {
  /** The app's name. */
  readonly app: string;
  readonly label: string;
  readonly by: string;
  readonly at: Instant;
  readonly timezone: string;
}

/** What the alert shows of it until the next sync; `null` when the account is simply a finding again. */
export function handledText(decided: Decided, { label, by, at, timezone }: DecidedOn): string | null {
  const clock = { now: at, timezone };
  switch (decided.kind) {
    case 'known':
      return `${label} marked as known by ${by}${untilText(decided.until, clock)}: ${decided.reason}`;
    case 'link':
      return `${label} linked to ${namedText(decided.person)} by ${by}`;
    case 'snooze':
      return `${label} snoozed${untilText(decided.until, clock)} by ${by}`;
    case 'removal-said':
      return `${label} removed, says ${by}: the next complete read shows`;
    case 'unknown-again':
    case 'unlink':
    case 'unsnooze':
    case 'removal-unsaid':
      return null;
    default:
      return decided satisfies never;
  }
}

/** The answer to the admin once it is done. */
export function decidedText(decided: Decided, { app, label, at, timezone }: DecidedOn): string {
  const clock = { now: at, timezone };
  const account = `${label} in ${app}`;
  switch (decided.kind) {
    case 'known':
      return `${account} is marked as known${untilText(decided.until, clock)}: ${decided.reason}.`;
    case 'unknown-again':
      return decided.before
        ? `${account} is known as before: ${decided.before.reason}.`
        : `${account} is no longer marked as known.`;
    case 'link':
      return `${account} is linked to ${namedText(decided.person)}.`;
    case 'unlink':
      return decided.before
        ? `${account} is linked to ${namedText(decided.before)} as before.`
        : `${account} is no longer linked by hand.`;
    case 'snooze':
      return `${account} is snoozed${untilText(decided.until, clock)}. It comes back on that day.`;
    case 'unsnooze':
      return `${account} is no longer snoozed.`;
    case 'removal-said':
      return `Noted: ${account} was removed. The next complete read shows whether it is gone; until then it stays quiet.`;
    case 'removal-unsaid':
      return `${account} is to be removed again.`;
    default:
      return decided satisfies never;
  }
}

/** What the account will be, in a preview: `linked to Ana Smith (ana@acme.example)`. */
export function willBeText(decided: Decided, clock: Clock): string {
  switch (decided.kind) {
    case 'known':
      return `known${untilText(decided.until, clock)}: ${decided.reason}`;
    case 'unknown-again':
      return 'no longer known';
    case 'link':
      return `linked to ${namedText(decided.person)}`;
    case 'unlink':
      return 'no longer linked';
    case 'snooze':
      return `snoozed${untilText(decided.until, clock)}`;
    case 'unsnooze':
      return 'no longer snoozed';
    case 'removal-said':
      return 'said to be removed';
    case 'removal-unsaid':
      return 'to be removed again';
    default:
      return decided satisfies never;
  }
}

function untilText(until: Day | null, clock: Clock): string {
  return until === null ? '' : ` until ${dayText(until, clock)}`;
}
