import type { Account } from '../../domain/account.ts';
import { textIn } from '../base/text.ts';

/** What identifies exactly one user at Adobe: one address may belong to both an Adobe ID and a federated ID. */
export interface AdobeName {
  /** The address; for a federated user whose username is not an address, the username. */
  readonly user: string;
  readonly domain: string;
  readonly isUsername: boolean;
  readonly isAdobeId: boolean;
}

/**
 * `null` if what we know about the account does not identify it beyond doubt: then nobody can say that it is gone. A username that is an
 * address identifies nobody. https://adobe-apiplatform.github.io/umapi-documentation/en/api/getUser.html
 */
export function nameOf({ emails: [email], username, columns }: Account): AdobeName | null {
  const domain = typeof columns.domain === 'string' ? textIn(columns.domain) : null;
  if (columns.identity === 'adobeID')
    return email === undefined
      ? null
      : { user: email, domain: 'AdobeID', isUsername: false, isAdobeId: true };
  if (username !== null && !username.includes('@'))
    return domain === null ? null : { user: username, domain, isUsername: true, isAdobeId: false };
  const own = domain ?? email?.slice(email.lastIndexOf('@') + 1);
  return email === undefined || own === undefined
    ? null
    : { user: email, domain: own, isUsername: false, isAdobeId: false };
}
