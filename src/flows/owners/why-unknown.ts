import { joined } from '../../chat/say/words.ts';
import { accountHint } from '../../domain/findings/classify.ts';
import { addresses, matchAccount } from '../../domain/owners/match.ts';
import type { RosterIndex } from '../../domain/roster-index/roster-index.ts';
import type { StoredAccount } from '../../store/accounts/accounts.ts';
import { personByRef } from '../../store/people/people.ts';
import { type Context, domainsOf } from '../context.ts';
import { indexFor } from './recompute-verdicts.ts';

/** Why an account has no owner, as a word to filter by. */
export const WHY = [
  'nobody',
  'several',
  'no-address',
  'guest',
  'bot',
  'service',
  'shared',
  'room',
  'group-alias',
] as const;
export type Why = (typeof WHY)[number];

export interface WhyUnknown {
  readonly why: Why;
  readonly text: string;
  /** The people who share what would match, when there are several. */
  readonly candidates: readonly string[];
}

const HINTS: Readonly<Record<string, Why>> = {
  'a guest': 'guest',
  'a bot': 'bot',
  'a service account': 'service',
  'a shared mailbox or room': 'shared',
  'a meeting room': 'room',
  'a group alias': 'group-alias',
};

/** Why an account has no owner, in words. The index must hold everybody who could own it; see `indexFor`. */
export function whyUnknown(context: Context, stored: StoredAccount, index: RosterIndex): WhyUnknown {
  const { account } = stored;
  const { noMatch } = matchAccount({ account, link: null, earlier: null }, index, domainsOf(context));
  if (noMatch?.why === 'several') {
    const candidates = noMatch.candidates.flatMap((ref) => personByRef(context.store, ref)?.name ?? []);
    return { why: 'several', text: `${candidates.length} people fit: ${joined(candidates)}`, candidates };
  }
  const hint = accountHint(account);
  if (hint !== null) return { why: HINTS[hint] ?? 'nobody', text: `looks like ${hint}`, candidates: [] };
  if (addresses(account).length > 0)
    return { why: 'nobody', text: 'nobody has this address', candidates: [] };
  const text =
    account.username === null
      ? 'it has no address and no username'
      : 'it has no address, and nobody has this username';
  return { why: 'no-address', text, candidates: [] };
}

/** The same in words for those of a page of accounts that have no owner, by row. */
export function whyUnknownOf(
  context: Context,
  page: readonly StoredAccount[],
): ReadonlyMap<StoredAccount['row'], string> {
  const unknown = page.filter(({ status }) => status === 'unknown');
  if (unknown.length === 0) return new Map();
  const index = indexFor(context, unknown);
  return new Map(unknown.map((stored) => [stored.row, whyUnknown(context, stored, index).text]));
}
