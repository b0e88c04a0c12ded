import { type SuggestedOwner, suggestionReason } from '../../chat/say/owners/suggestion.ts';
import type { Account } from '../../domain/account.ts';
import { type Suggestion, scoreSuggestion, suggestionKeys } from '../../domain/owners/suggest.ts';
import { isCurrent } from '../../domain/person.ts';
import { peopleLike, type StoredPerson } from '../../store/people/people.ts';
import { type Context, domainsOf } from '../context.ts';

/** The person to whom an account without an owner most likely belongs; `null` below a score of 0.5, which is not worth showing. */
export function suggestOwner(context: Context, account: Account): SuggestedOwner | null {
  const domains = domainsOf(context);
  let best: { found: Suggestion; person: StoredPerson } | null = null;
  for (const person of peopleLike(context.store, suggestionKeys(account))) {
    const found = scoreSuggestion(account, person, domains.owns);
    if (found === null || found.score < 0.5) continue;
    if (best === null || better({ found, person }, best)) best = { found, person };
  }
  if (best === null) return null;
  const { ref, id, name, email } = best.person;
  return { score: best.found.score, reason: suggestionReason(best.found), person: { ref, id, name, email } };
}

/** A suggestion as `--json` prints it: without the store's own numbers. */
export interface SuggestionData {
  readonly person: { readonly id: string; readonly name: string; readonly email: string | null };
  readonly score: number;
  readonly reason: string;
}

export function suggestionData(suggestion: SuggestedOwner | null): SuggestionData | null {
  if (suggestion === null) return null;
  const { id, name, email } = suggestion.person;
  return { person: { id, name, email }, score: suggestion.score, reason: suggestion.reason };
}

/** The higher score; among equals a current person; then the lower ref, so that the answer never flickers. */
function better(
  a: { found: Suggestion; person: StoredPerson },
  b: { found: Suggestion; person: StoredPerson },
): boolean {
  if (a.found.score !== b.found.score) return a.found.score > b.found.score;
  const here = [isCurrent(a.person.effectiveStatus), isCurrent(b.person.effectiveStatus)];
  return here[0] === here[1] ? a.person.ref < b.person.ref : here[0] === true;
}
