import type { Account, AccountState, ColumnValue } from '../../domain/account.ts';
import type { AppColumn } from '../base/connector.ts';
import { addressesIn, instantIn, nameFrom, ourAddressesIn, textIn } from '../base/text.ts';
import { toldColumns } from '../base/told.ts';
import type { OktaUser } from '../okta-api/users.ts';

/** Somebody who is locked out or must set a new password still works there; a staged user has not started. */
const STATES: Readonly<Record<OktaUser['status'], AccountState>> = {
  STAGED: 'invited',
  PROVISIONED: 'invited',
  ACTIVE: 'active',
  RECOVERY: 'active',
  PASSWORD_EXPIRED: 'active',
  LOCKED_OUT: 'active',
  SUSPENDED: 'suspended',
  DEPROVISIONED: 'deactivated',
};

/** The last three belong to the assignments of an app. */
export const OKTA_COLUMNS: readonly AppColumn[] = [
  { key: 'status', label: 'Okta status', type: 'text' },
  { key: 'department', label: 'Department', type: 'text' },
  { key: 'title', label: 'Title', type: 'text' },
  { key: 'employeeNumber', label: 'Employee number', type: 'text' },
  { key: 'userType', label: 'User type', type: 'text' },
  { key: 'apps', label: 'Apps', type: 'text' },
  { key: 'appStatus', label: 'Assignment', type: 'text' },
  { key: 'assigned', label: 'Assigned', type: 'text' },
];

export function accountOf(
  user: OktaUser,
  { role, domains }: { readonly role: string | null; readonly domains: readonly string[] },
): Account {
  const { profile } = user;
  return {
    id: user.id,
    emails: addressesOf(profile, domains),
    username: textIn(profile.login),
    name: nameOf(profile),
    state: STATES[user.status],
    // Okta has no mark for service accounts: they are ordinary users.
    kind: 'unknown',
    role,
    licenses: [],
    lastActive: instantIn(user.lastLogin),
    created: instantIn(user.created),
    columns: columnsOf(user),
  };
}

/** The second address is often a private one for recovery: it counts only at a domain of the company. */
export function addressesOf(
  { email, secondEmail }: OktaUser['profile'],
  domains: readonly string[],
): string[] {
  return addressesIn([email, ...ourAddressesIn([secondEmail], domains)]);
}

export function nameOf({ displayName, firstName, lastName }: OktaUser['profile']): string | null {
  return textIn(displayName) ?? nameFrom(firstName, lastName);
}

function columnsOf({ status, profile }: OktaUser): Record<string, ColumnValue> {
  const { department, title, employeeNumber, userType } = profile;
  return toldColumns({ status, department, title, employeeNumber, userType });
}
