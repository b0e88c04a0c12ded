import type { Account } from '../../domain/account.ts';
import type { RemovalWay } from '../base/declaration.ts';
import type { Cloud } from '../microsoft-graph/settings.ts';

const ADMINS = 'An admin can be changed only when the app has a directory role besides.';
const ON_PREMISES =
  'Microsoft refuses it for users who are synced from on-premises: disable them in Active Directory.';

/** Graph may answer from a copy that is slightly out of date. */
const SETTLES = 2 * 60_000;

/** https://learn.microsoft.com/graph/api/resources/user */
export const GRAPH_REMOVAL: readonly RemovalWay[] = [
  {
    key: 'block-sign-in',
    settles: SETTLES,
    way: 'disable',
    name: 'Block sign-in',
    disablesAccess: true,
    freesSeat: false,
    reversible: true,
    stays:
      'Everything, the licenses and their cost included. It may take up to 24 hours until every session has ended.',
    rights: ['User.EnableDisableAccount.All', 'User.RevokeSessions.All'],
    except: `${ON_PREMISES} ${ADMINS}`,
  },
  {
    key: 'license',
    perLicense: true,
    settles: SETTLES,
    way: 'free-seat',
    name: 'Take a license',
    disablesAccess: false,
    freesSeat: true,
    reversible: true,
    stays:
      'The user, who can still sign in. What the license gave, such as the mailbox, is kept for about 30 days.',
    rights: ['LicenseAssignment.ReadWrite.All'],
    except: 'A license that comes through a group is refused: take the user out of that group.',
  },
  {
    key: 'leave-group',
    perLicense: true,
    settles: 15 * 60_000,
    way: 'free-seat',
    name: 'Take the user out of the group that gives a license',
    disablesAccess: false,
    freesSeat: true,
    reversible: true,
    stays:
      'The user, without all that the group gives: other licenses, files and apps too. A license that is assigned directly as well is taken, too.',
    rights: ['GroupMember.ReadWrite.All', 'LicenseAssignment.ReadWrite.All'],
    except:
      'A dynamic group, and one from on-premises, decides on its members itself. Where two groups give the license, it is done by hand.',
  },
  {
    key: 'delete',
    vanishes: true,
    undoDays: 30,
    settles: SETTLES,
    way: 'delete',
    name: 'Delete the user',
    disablesAccess: true,
    freesSeat: true,
    reversible: true,
    stays: 'The user among the deleted ones, who can be restored for 30 days.',
    rights: ['User.DeleteRestore.All'],
    except: `${ON_PREMISES} ${ADMINS}`,
  },
];

/**
 * The Microsoft 365 admin center takes licenses away, blocks sign-in and deletes; the Entra admin center takes no licenses any more, and shows guests,
 * whom the other lists elsewhere.
 */
export function userPage(
  { usualConsoles }: Cloud,
  { id, kind }: Pick<Account, 'id' | 'kind'>,
): string | null {
  if (!usualConsoles) return null;
  const user = encodeURIComponent(id);
  return kind === 'guest'
    ? `https://entra.microsoft.com/#view/Microsoft_AAD_UsersAndTenants/UserProfileMenuBlade/~/overview/userId/${user}`
    : `https://admin.microsoft.com/Adminportal/Home#/users/:/UserDetails/${user}`;
}

/** Where an admin takes somebody out of a group. */
export function groupPage({ usualConsoles }: Cloud, id: string): string | null {
  if (!usualConsoles) return null;
  return `https://entra.microsoft.com/#view/Microsoft_AAD_IAM/GroupDetailsMenuBlade/~/Members/groupId/${encodeURIComponent(id)}`;
}
