import { type SuggestedOwner, suggestionReason } from '../../chat/say/owners/suggestion.ts';
import type { Account } from '../../domain/account.ts';
import { addresses, usernames } from '../../domain/owners/identifiers.ts';
import {
  type Likeness,
  type Suggestion,
  scoreSuggestion,
  suggestionKeys,
} from '../../domain/owners/suggest.ts';
import { isCurrent } from '../../domain/person.ts';
import { whoHadOnce } from '../../store/people/former-identifiers.ts';
import { peopleLike, personByRef, replacementOf, type StoredPerson } from '../../store/people/people.ts';
import { type Context, domainsOf } from '../context.ts';

/**
 * The person to whom an account without an owner most likely belongs; `null` below a score of 0.5, which is not worth showing.
 * Its last owner, or somebody who once had its address or username, comes before people who are only similar. `lastPerson`: its last owner.
 */
export function suggestOwner(
  context: Context,
  account: Account,
  lastPerson: number | null = null,
): SuggestedOwner | null {
  const past = ownerInThePast(context, account, lastPerson);
  if (past !== null) return past;
  const domains = domainsOf(context);
  let best: { found: Suggestion; person: StoredPerson } | null = null;
  for (const person of peopleLike(context.store, suggestionKeys(account))) {
    const found = scoreSuggestion(account, person, domains.owns);
    if (found === null || found.score < 0.5) continue;
    if (best === null || better({ found, person }, best)) best = { found, person };
  }
  return best === null ? null : suggested(best.found, best.person);
}

function suggested(found: Suggestion, { ref, id, name, email }: StoredPerson): SuggestedOwner {
  return { score: found.score, reason: suggestionReason(found), person: { ref, id, name, email } };
}

function ownerInThePast(
  { store }: Context,
  account: Account,
  lastPerson: number | null,
): SuggestedOwner | null {
  const suggest = (ref: number, score: number, alike: Likeness) => {
    const person = personByRef(store, replacementOf(store, ref));
    return person === null ? null : suggested({ score, alike: [alike], place: null }, person);
  };
  const last = lastPerson === null ? null : suggest(lastPerson, 0.95, 'last-owner');
  if (last !== null) return last;
  for (const name of [...addresses(account), ...usernames(account)]) {
    const [had] = whoHadOnce(store, name);
    const found = had === undefined ? null : suggest(had.person, 0.9, 'earlier-address');
    if (found !== null) return found;
  }
  return null;
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
