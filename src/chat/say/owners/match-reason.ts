import type { Day } from '../../../domain/day.ts';
import type { MatchRule } from '../../../domain/owners/match-rule.ts';
import { type Clock, dayText } from '../words.ts';

/** Why an account belongs to a person. */
export interface MatchView {
  readonly rule: MatchRule;
  /** What matched, see `Match`. */
  readonly via: string | null;
  /** For an earlier match where the account kept its name and the person's record changed. */
  readonly formerly?: Formerly | undefined;
}

interface Formerly {
  readonly is: 'address' | 'username';
  /** `null` when it is not known. */
  readonly until: Day | null;
  readonly clock: Clock;
}

const MATCH_WORDS: Readonly<Record<string, string>> = {
  email: 'same address',
  'manual-link': 'linked',
  'earlier-match': 'earlier address',
  alias: 'alias',
  'domain-alias': 'other domain',
  'plus-address': 'plus address',
  username: 'username',
} satisfies Record<MatchRule, string>;

/** How an account was matched, in a word, if there is no room for the full reason. `addressed`: the account has an address. */
export function matchWord(rule: string, addressed = true): string {
  return rule === 'earlier-match' && !addressed ? 'earlier username' : (MATCH_WORDS[rule] ?? rule);
}

/** Why an account belongs to a person: `same address as Ana Smith`. */
export function matchReason(match: MatchView, person: { name: string; email: string | null }): string {
  const whom = person.email ?? person.name;
  switch (match.rule) {
    case 'manual-link':
      return `linked to ${whom} by an admin`;
    case 'earlier-match':
      if (match.formerly !== undefined) return formerText(match.formerly, match.via, person.name);
      return match.via === null
        ? `matched ${whom} before it was renamed`
        : `was ${match.via} of ${whom} before it was renamed`;
    case 'email':
      return `same address as ${person.name}`;
    case 'alias':
      return match.via === person.email
        ? `another address of the account is that of ${whom}`
        : `alias ${match.via} of ${whom}`;
    case 'domain-alias':
      return `same as ${match.via}${match.via === person.email ? '' : ` of ${whom}`} under another domain`;
    case 'plus-address':
      return `${match.via} without the plus tag${match.via === person.email ? '' : ` of ${whom}`}`;
    case 'username':
      return `username ${match.via} of ${whom}`;
    default:
      return match.rule satisfies never;
  }
}

/** `earlier address of Mara Lindt, until 28 Nov`. */
function formerText({ is, until, clock }: Formerly, via: string | null, name: string): string {
  const what = is === 'username' && via !== null ? `earlier username ${via}` : `earlier ${is}`;
  return `${what} of ${name}${until === null ? '' : `, until ${dayText(until, clock)}`}`;
}
