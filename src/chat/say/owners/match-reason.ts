import type { MatchRule } from '../../../domain/owners/match-rule.ts';

/** Why an account belongs to a person: `same address as Ana Smith`. `via` is what matched, see `Match`. */
export function matchReason(
  match: { rule: MatchRule; via: string | null },
  person: { name: string; email: string | null },
): string {
  const whom = person.email ?? person.name;
  switch (match.rule) {
    case 'manual-link':
      return `linked to ${whom} by an admin`;
    case 'earlier-match':
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
