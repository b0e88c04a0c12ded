import type { LinkablePerson } from '../../chat/say/owners/suggestion.ts';
import { whyUnknownText } from '../../chat/say/owners/why-unknown.ts';
import { accountHint } from '../../domain/owners/account-hint.ts';
import { addresses, numbers } from '../../domain/owners/identifiers.ts';
import { earlierOf } from '../../domain/owners/kept-owner.ts';
import { matchAccount } from '../../domain/owners/match.ts';
import type { WhyUnknown } from '../../domain/owners/why-unknown.ts';
import type { RosterIndex } from '../../domain/roster-index/roster-index.ts';
import type { StoredAccount } from '../../store/accounts/accounts.ts';
import { personByRef } from '../../store/people/people.ts';
import { findSource } from '../../store/sources/sources.ts';
import { type Context, domainsOf } from '../context.ts';
import { indexFor } from './recompute-verdicts.ts';

/** Why an account has no owner. The index must hold everybody who could own it; see `indexFor`. */
export function whyUnknown(context: Context, stored: StoredAccount, index: RosterIndex): WhyUnknown {
  const { account } = stored;
  const earlier = earlierOf(stored, addresses(account)[0] ?? null);
  const { noMatch } = matchAccount({ account, link: null, earlier }, index, domainsOf(context));
  if (noMatch?.why === 'several') {
    const people = noMatch.candidates.flatMap((ref) => {
      const person = personByRef(context.store, ref);
      return person === null ? [] : [{ ref, name: person.name, email: person.email }];
    });
    return { why: 'several', candidates: people.map(({ name }) => name), people };
  }
  const hint = accountHint(account);
  if (hint !== null) return { why: hint };
  const unread = unreadBeside(context, index);
  if (addresses(account).length > 0) return { why: 'nobody', ...unread };
  const called =
    account.username !== null ? 'username' : numbers(account).length > 0 ? 'employee-number' : null;
  return { why: 'no-address', called, ...(called === null ? {} : unread) };
}

/** Cached per index, which is made once for a page or a list of any length. */
const unreadBy = new WeakMap<RosterIndex, { readonly unread?: number }>();

function unreadBeside(context: Context, index: RosterIndex): { readonly unread?: number } {
  const counted = unreadBy.get(index);
  if (counted !== undefined) return counted;
  const unread = unreadPeople(context);
  const found = unread === 0 ? {} : { unread };
  unreadBy.set(index, found);
  return found;
}

/** How many unreadable rows of the roster are about people who were never read, so that anybody may be one of them. */
export function unreadPeople(context: Context): number {
  const rows = context.config.roster.map(({ id }) => {
    const aside = findSource(context.store, 'roster', id)?.numbers.setAside ?? null;
    return aside === null ? 0 : aside.unread + aside.unidentified;
  });
  return rows.reduce((sum, count) => sum + count, 0);
}

/** The people who all fit, by name; empty where the reason is another one. */
export function candidatesOf(unknown: WhyUnknown): readonly string[] {
  return unknown.why === 'several' ? unknown.candidates : [];
}

/** The same people, as they can be linked to. */
export function fittingPeople(unknown: WhyUnknown): readonly LinkablePerson[] {
  return unknown.why === 'several' ? (unknown.people ?? []) : [];
}

/** For each account of a page without an owner: why it has none, in words, by row. */
export function whyUnknownOf(
  context: Context,
  page: readonly StoredAccount[],
): ReadonlyMap<StoredAccount['row'], string> {
  const unknown = page.filter(({ status }) => status === 'unknown');
  if (unknown.length === 0) return new Map();
  const index = indexFor(context, unknown);
  return new Map(unknown.map((stored) => [stored.row, whyUnknownText(whyUnknown(context, stored, index))]));
}
