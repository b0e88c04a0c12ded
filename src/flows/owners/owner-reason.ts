import { matchReason } from '../../chat/say/owners/match-reason.ts';
import { normaliseText } from '../../domain/email.ts';
import { addresses, lookupKeys, usernames } from '../../domain/owners/identifiers.ts';
import type { StoredAccount } from '../../store/accounts/accounts.ts';
import { whoHadOnce } from '../../store/people/former-identifiers.ts';
import { type Context, clockOf, domainsOf } from '../context.ts';

/** Why the account belongs to its owner, in words; `null` for a match that an older version made. */
export function ownerReason(
  context: Context,
  stored: StoredAccount,
  owner: { readonly name: string; readonly email: string | null },
): string | null {
  const { rule, account } = stored;
  if (rule === null) return null;
  const via = stored.via ?? addresses(account)[0] ?? null;
  const formerly =
    rule === 'earlier-match' && via !== null ? formerlyCalled(context, stored, via) : undefined;
  return matchReason({ rule, via, formerly }, owner);
}

/** The owner's old address or username, which the account still has; nothing where the account is what was renamed. */
function formerlyCalled(context: Context, { account, person }: StoredAccount, via: string) {
  const key = normaliseText(via);
  const isUsername = usernames(account).includes(key);
  const isAddress = addresses(account).includes(key) || !isUsername;
  const isCalled = isUsername || addresses(account).includes(key);
  if (!isCalled && !lookupKeys(account, domainsOf(context)).includes(key)) return undefined;
  const once = whoHadOnce(context.store, key).find((had) => had.person === person);
  const is: 'address' | 'username' = isAddress ? 'address' : 'username';
  return { is, until: once?.until ?? null, clock: clockOf(context) };
}
