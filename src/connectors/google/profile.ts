import { addressesIn, nameFrom, textIn } from '../base/text.ts';
import type { GoogleUser } from './users.ts';

/** Google gives each account an additional address here, to which nobody writes. */
const TEST_DOMAIN = '.test-google-a.com';

/**
 * The primary address first. Of the addresses in the profile only those for work count: the others are private. A guest is known
 * elsewhere by their own address.
 */
export function addressesOf(user: GoogleUser): string[] {
  const work = (user.emails ?? []).flatMap(({ address, type }) => (type === 'work' ? [address] : []));
  return addressesIn([
    user.primaryEmail,
    ...(user.aliases ?? []),
    ...(user.nonEditableAliases ?? []).filter((alias) => !alias.toLowerCase().endsWith(TEST_DOMAIN)),
    ...work,
    user.guestAccountInfo?.primaryGuestEmail,
  ]);
}

export function nameOf({ name }: GoogleUser): string | null {
  const { fullName, givenName, familyName } = name ?? {};
  return textIn(fullName) ?? nameFrom(givenName, familyName);
}

/** What the company wrote about somebody's work. */
export interface Work {
  readonly employeeNumber: string | null;
  readonly title: string | null;
  readonly department: string | null;
  readonly costCentre: string | null;
  /** As it was written: an address. */
  readonly manager: string | null;
}

export function workOf({ externalIds, organizations, relations }: GoogleUser): Work {
  const ours = organizations?.find(({ primary }) => primary === true) ?? organizations?.[0];
  return {
    employeeNumber: textIn(externalIds?.find(({ type }) => type === 'organization')?.value),
    title: textIn(ours?.title),
    department: textIn(ours?.department),
    costCentre: textIn(ours?.costCenter),
    manager: textIn(relations?.find(({ type }) => type === 'manager')?.value),
  };
}
