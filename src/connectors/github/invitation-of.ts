import type { Account } from '../../domain/account.ts';
import { normaliseEmail } from '../../domain/email.ts';
import type { Invitation } from '../github-api/lists.ts';

/** The number of the invitation behind this account; `null` if it no longer exists. */
export function invitationOf(
  { username, emails }: Pick<Account, 'username' | 'emails'>,
  invitations: readonly Invitation[],
): string | null {
  const found = invitations.find(({ login, email }) => {
    if (login != null && login !== '') return login.toLowerCase() === username?.toLowerCase();
    const address = normaliseEmail(email ?? '');
    return address !== null && emails.includes(address);
  });
  return found?.id ?? null;
}
