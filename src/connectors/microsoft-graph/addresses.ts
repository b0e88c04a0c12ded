import { addressesIn, ourAddressesIn } from '../base/text.ts';
import { isExternal, isGuest } from './user-marks.ts';
import type { GraphUser } from './users.ts';

/**
 * Every address of a user, the main one first. `SMTP:` marks the main address and `smtp:` an alias; other prefixes are not mail. A user
 * name is an address unless it is a guest's. Further addresses are often private ones for recovery: for a member they count only at a
 * domain of the company; for a guest they may be all there is.
 */
export function addressesOf(
  user: Pick<GraphUser, 'mail' | 'proxyAddresses' | 'otherMails' | 'userPrincipalName' | 'userType'>,
  domains: readonly string[],
): string[] {
  const proxies = user.proxyAddresses ?? [];
  const external = isExternal(user);
  const guest = isGuest(user);
  const others = user.otherMails ?? [];
  return addressesIn([
    user.mail,
    ...proxies.filter((address) => address.startsWith('SMTP:')).map(withoutPrefix),
    ...proxies
      .filter((address) => /^smtp:/i.test(address) && !address.startsWith('SMTP:'))
      .map(withoutPrefix),
    external ? null : user.userPrincipalName,
    ...(guest ? others : ourAddressesIn(others, domains)),
  ]);
}

function withoutPrefix(address: string): string {
  return address.slice('smtp:'.length);
}
