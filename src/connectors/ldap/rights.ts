import type { Right } from '../base/declaration.ts';

/** Names of Active Directory, in the list that its own tools show: https://learn.microsoft.com/windows/win32/adschema/r-user-account-restrictions */
export const ACCOUNT_RESTRICTIONS = 'Read Account Restrictions';
/** https://learn.microsoft.com/windows/win32/adschema/r-general-information */
export const GENERAL_INFORMATION = 'Read General Information';
/** https://learn.microsoft.com/windows/win32/adschema/r-public-information */
export const PUBLIC_INFORMATION = 'Read Public Information';

export const LDAP_RIGHTS: readonly Right[] = [
  {
    name: 'Active Directory: an ordinary account',
    for: 'people',
    why: 'reads people and groups; nothing is written, and it needs no admin rights. Give it a password that does not expire',
    where: null,
  },
  {
    name: `Active Directory: ${ACCOUNT_RESTRICTIONS}`,
    for: 'people',
    why: 'on user objects of the domain, where ordinary accounts do not see userAccountControl and accountExpires: who is disabled, and whose account ends. Without it nothing is read',
    where: 'https://learn.microsoft.com/windows/win32/adschema/r-user-account-restrictions',
    optional: true,
  },
  {
    name: 'OpenLDAP: read, and size.prtotal=unlimited',
    for: 'people',
    why: 'by an access rule, on the people with entryUUID and pwdAccountLockedTime, and on the groups; and by olcLimits, because 500 entries are all it gets otherwise',
    where: 'https://www.openldap.org/doc/admin26/limits.html',
  },
  {
    name: '389 Directory Server: read and search',
    for: 'people',
    why: 'by an ACI, on the people with nsUniqueId and nsAccountLock, and on the groups; an account without one sees an empty directory and no error',
    where: null,
  },
];

export const LDAP_LEAVERS =
  'Anyone who is below one of leavers:, has a word of status: { offboarded }, or whose account ended by its own date (accountExpires, shadowExpire), on the day before that. An account that is switched off is inactive: it may come back. Anyone who is deleted is missing from the list, and inactive too. Somebody who is locked out after wrong passwords, or must change theirs, works on.';
