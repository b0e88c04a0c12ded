import type { Account } from '../../domain/account.ts';
import { textIn } from '../base/text.ts';

/** By what Adobe finds one user and no other: one address may belong to an Adobe ID and to a federated ID. */
export interface AdobeName {
  /** The address; of a federated user whose username is no address, the username. */
  readonly user: string;
  readonly domain: string;
  readonly isUsername: boolean;
  readonly isAdobeId: boolean;
}

/**
 * `null` where what is known of the account does not name it without doubt: then nobody can say that it is gone. A username that is an
 * address names nobody. https://adobe-apiplatform.github.io/umapi-documentation/en/api/getUser.html
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
