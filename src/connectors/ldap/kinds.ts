import type { Kind } from './settings.ts';

/** What differs between the kinds of directory. */
export interface KindFacts {
  readonly name: string;
  /** No negations outside Active Directory: in OpenLDAP, a negated condition that the server cannot evaluate matches nobody. */
  readonly people: string;
  readonly groups: string;
  readonly attributes: readonly string[];
  /** The attribute that never changes while an entry lives. */
  readonly id: string;
  /** Attributes that every person has, so a missing one must be hidden; status, end and groups depend on them. */
  readonly needed: readonly string[];
  /** The attribute with the name of a group. */
  readonly groupName: string;
  /** Finds people whose account an admin has switched off; `null` if their absence would not be noticed otherwise. */
  readonly switchedOff: { readonly filter: string; readonly attribute: string } | null;
}

const COMMON = ['mail', 'displayName', 'cn', 'employeeNumber', 'manager'];
const ENTRIES = [...COMMON, 'uid', 'departmentNumber', 'ou', 'shadowExpire'];
const GROUPS = '(|(objectClass=groupOfNames)(objectClass=groupOfUniqueNames)(objectClass=posixGroup))';

export const KIND_FACTS: Readonly<Record<Kind, KindFacts>> = {
  ad: {
    name: 'Active Directory',
    // No machines, service accounts, contacts and trusts; no Guest, krbtgt and Administrator.
    people: '(&(sAMAccountType=805306368)(!(isCriticalSystemObject=TRUE)))',
    groups: '(objectClass=group)',
    attributes: [
      ...COMMON,
      'objectGUID',
      'proxyAddresses',
      'sAMAccountName',
      'userPrincipalName',
      'employeeID',
      'department',
      'userAccountControl',
      'accountExpires',
      'primaryGroupID',
    ],
    id: 'objectGUID',
    needed: ['userAccountControl', 'accountExpires', 'primaryGroupID'],
    groupName: 'sAMAccountName',
    switchedOff: null,
  },
  openldap: {
    name: 'OpenLDAP',
    people: '(objectClass=inetOrgPerson)',
    groups: GROUPS,
    attributes: [...ENTRIES, 'entryUUID', 'pwdAccountLockedTime'],
    id: 'entryUUID',
    needed: [],
    groupName: 'cn',
    switchedOff: { filter: '(pwdAccountLockedTime=*)', attribute: 'pwdAccountLockedTime' },
  },
  '389ds': {
    name: '389 Directory Server',
    people: '(objectClass=inetOrgPerson)',
    groups: GROUPS,
    // Entries that are older than its plugin have no entryUUID.
    attributes: [...ENTRIES, 'nsUniqueId', 'nsAccountLock'],
    id: 'nsUniqueId',
    needed: [],
    groupName: 'cn',
    switchedOff: { filter: '(nsAccountLock=true)', attribute: 'nsAccountLock' },
  },
};
