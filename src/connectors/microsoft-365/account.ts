import type { Account, AccountKind, AccountState } from '../../domain/account.ts';
import type { Activity } from '../base/activity.ts';
import type { AppColumn } from '../base/connector.ts';
import { instantIn, textIn } from '../base/text.ts';
import { toldColumns } from '../base/told.ts';
import { addressesOf } from '../microsoft-graph/addresses.ts';
import { hasMailbox, isAgent, isExternal, isGuest } from '../microsoft-graph/user-marks.ts';
import type { GraphUser } from '../microsoft-graph/users.ts';
import type { UserLicenses } from './user-licenses.ts';

export const GRAPH_COLUMNS: readonly AppColumn[] = [
  { key: 'userType', label: 'User type', type: 'text' },
  { key: 'userPrincipalName', label: 'Guest user name', type: 'text' },
  { key: 'invitation', label: 'Invitation', type: 'text' },
  { key: 'licensesByGroup', label: 'Licenses by group', type: 'text' },
  { key: 'licensesTwice', label: 'Licenses held twice', type: 'text' },
  { key: 'licensesFailed', label: 'Licenses that failed', type: 'text' },
  { key: 'lastActiveFrom', label: 'Last activity from', type: 'text' },
  { key: 'onPremises', label: 'Synced from on-premises', type: 'flag' },
  { key: 'mailbox', label: 'Mailbox', type: 'flag' },
  { key: 'employeeNumber', label: 'Employee ID', type: 'text' },
  { key: 'department', label: 'Department', type: 'text' },
  { key: 'title', label: 'Title', type: 'text' },
  { key: 'company', label: 'Company', type: 'text' },
  { key: 'usageLocation', label: 'Usage location', type: 'text' },
];

export interface AccountParts {
  readonly licenses: UserLicenses;
  /** `null`: unknown, which does not mean "never". */
  readonly activity: Activity | null;
  readonly role: string | null;
  readonly domains: readonly string[];
}

export function accountOf(user: GraphUser, { licenses, activity, role, domains }: AccountParts): Account {
  const upn = textIn(user.userPrincipalName);
  const external = isExternal(user);
  return {
    id: user.id,
    emails: addressesOf(user, domains),
    // The name of a guest is made of an address that may have changed since, so it identifies nobody.
    username: external ? null : upn,
    name: textIn(user.displayName),
    state: stateOf(user),
    kind: kindOf(user),
    role,
    licenses: licenses.licenses,
    lastActive: activity?.at ?? null,
    created: instantIn(user.createdDateTime),
    columns: toldColumns({
      userType: user.userType,
      userPrincipalName: external ? upn : null,
      invitation: user.externalUserState,
      licensesByGroup: licenses.byGroup,
      licensesTwice: licenses.twice,
      licensesFailed: licenses.failed,
      lastActiveFrom: activity?.from,
      onPremises: user.onPremisesSyncEnabled,
      mailbox: hasMailbox(user) ? true : null,
      employeeNumber: user.employeeId,
      department: user.department,
      title: user.jobTitle,
      company: user.companyName,
      usageLocation: user.usageLocation,
    }),
  };
}

function stateOf({ accountEnabled, externalUserState }: GraphUser): AccountState {
  if (accountEnabled === false) return 'suspended';
  if (externalUserState?.toLowerCase() === 'pendingacceptance') return 'invited';
  return accountEnabled === true ? 'active' : 'unknown';
}

/** People, room mailboxes and programs are all members. Only the mailbox tells which, and it is asked for if nobody owns the account. */
function kindOf(user: GraphUser): AccountKind {
  if (isAgent(user)) return 'service';
  return isGuest(user) ? 'guest' : 'unknown';
}
