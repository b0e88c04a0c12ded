import type { Right } from '../base/declaration.ts';

/** Each right is described there, and granted in Entra under App registrations > API permissions. */
const where = (name: string) =>
  `https://learn.microsoft.com/graph/permissions-reference#${name.toLowerCase().replaceAll('.', '')}`;

function right(name: string, capability: Right['for'], why: string, optional = true): Right {
  return { name, for: capability, why, where: where(name), ...(optional ? { optional: true } : {}) };
}

/** Application permissions of Microsoft Graph, with admin consent. */
export const GRAPH_RIGHTS: readonly Right[] = [
  right('User.Read.All', 'accounts', 'reads the users, their addresses and licenses', false),
  right(
    'Organization.Read.All',
    'subscriptions',
    'reads what licenses were bought and when they renew, and the domains of the tenant',
  ),
  right('AuditLog.Read.All', 'lastActive', 'reads when somebody last signed in; needs Entra ID P1 or P2'),
  right('Reports.Read.All', 'lastActive', 'reads the usage report, where sign-ins cannot be read'),
  right('ReportSettings.Read.All', 'lastActive', 'reads whether the usage report conceals names'),
  right('GroupMember.Read.All', 'groups', 'reads the names of the groups that licenses come through'),
  right('RoleManagement.Read.Directory', 'role', 'reads who is an admin: which directory roles users hold'),
  right(
    'MailboxSettings.Read',
    'kind',
    'reads whether a mailbox is shared, a room or equipment, for accounts without an owner',
  ),
];

export const ENTRA_RIGHTS: readonly Right[] = [
  right('User.Read.All', 'people', 'reads the users, and those deleted within 30 days', false),
  right('Organization.Read.All', 'people', 'proves that it is your tenant that answers'),
  right('GroupMember.Read.All', 'groups', 'reads the members of the groups that seatkeeper.yaml names'),
  right(
    'Member.Read.Hidden',
    'groups',
    'reads the members of groups that hide them; without it such a group looks empty',
  ),
  right(
    'MailboxSettings.Read',
    'kind',
    'reads whether users without a license are shared mailboxes, which are no people',
  ),
  right(
    'User-LifeCycleInfo.Read.All',
    'lastDay',
    'reads the last day that is set for somebody; without it only deleted users have left',
  ),
];

export const ENTRA_LEAVERS =
  'Deleted users, on the day of their deletion, and anyone who has a last day that is over. Microsoft lists deleted users for 30 days. Users whose sign-in is blocked are inactive: they may come back. Guests and agents are left out.';
