import { joined } from '../chat/say/words.ts';
import { looksLike } from '../domain/classify.ts';
import { addresses, matchAccount } from '../domain/match.ts';
import type { RosterIndex } from '../domain/roster-index.ts';
import type { StoredAccount } from '../store/accounts.ts';
import { personByRef } from '../store/people.ts';
import { type Context, domainsOf } from './context.ts';

export interface WhyUnknown {
  readonly text: string;
  /** The people who share what would match, when there are several. */
  readonly candidates: readonly string[];
}

/** Why an account has no owner, in words. The index must hold everybody who could own it; see `indexFor`. */
export function whyUnknown(context: Context, stored: StoredAccount, index: RosterIndex): WhyUnknown {
  const { account } = stored;
  const { noMatch } = matchAccount({ account, link: null, earlier: null }, index, domainsOf(context));
  if (noMatch?.why === 'several') {
    const candidates = noMatch.candidates.flatMap((ref) => personByRef(context.store, ref)?.name ?? []);
    return { text: `${candidates.length} people fit: ${joined(candidates)}`, candidates };
  }
  const hint = looksLike(account);
  if (hint !== null) return { text: `looks like ${hint}`, candidates: [] };
  if (addresses(account).length > 0) return { text: 'nobody has this address', candidates: [] };
  const text =
    account.username === null
      ? 'it has no address and no username'
      : 'it has no address, and nobody has this username';
  return { text, candidates: [] };
}
