import type { Kind } from './settings.ts';

/** What differs between the kinds of directory. */
export interface KindFacts {
  readonly name: string;
  /** No negation outside Active Directory: what a server cannot evaluate, negated, matches nobody in OpenLDAP. */
  readonly people: string;
  readonly groups: string;
  readonly attributes: readonly string[];
  /** The attribute that never changes while an entry lives. */
  readonly id: string;
  /** What every person has, so that a missing one is hidden: of it hang status, end and groups. */
  readonly needed: readonly string[];
  /** How the groups themselves are called. */
  readonly groupName: string;
  /** Finds people whose account is switched off by an admin; `null` where their lack would not be noticed otherwise. */
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
    // entryUUID is missing on entries that are older than its plugin.
    attributes: [...ENTRIES, 'nsUniqueId', 'nsAccountLock'],
    id: 'nsUniqueId',
    needed: [],
    groupName: 'cn',
    switchedOff: { filter: '(nsAccountLock=true)', attribute: 'nsAccountLock' },
  },
};
