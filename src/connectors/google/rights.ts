import type { Right } from '../base/declaration.ts';
import { SCOPES } from './areas.ts';

/** Domain-wide delegation in the Admin console. */
const WHERE = 'https://admin.google.com/ac/owl/domainwidedelegation';

/** Where admin roles are given. */
const ROLES = 'https://admin.google.com/ac/roles';

/** A scope of the service account's domain-wide delegation. Without an admin to act for, there is nothing to delegate. */
function scope(name: string, capability: Right['for'], why: string, optional = true): Right {
  return {
    name,
    for: capability,
    why,
    where: WHERE,
    onlyWith: 'admin',
    ...(optional ? { optional: true } : {}),
  };
}

/** A privilege of the admin role of the admin, or of the service account if no admin is set. */
function privilege(name: string, capability: Right['for'], why: string, optional = true): Right {
  return { name, for: capability, why, where: ROLES, ...(optional ? { optional: true } : {}) };
}

const ADMIN = 'in an admin role of the admin, or of the service account where none is set';

export const GOOGLE_RIGHTS: readonly Right[] = [
  privilege('Users > Read', 'accounts', `${ADMIN}, for all organisational units: reads the users`, false),
  privilege('License Management > Read', 'licenses', `${ADMIN}: reads who holds which license`),
  privilege('Reports', 'lastActive', `${ADMIN}: reads when somebody last used Gmail or Drive`),
  scope(SCOPES.users, 'accounts', 'reads the users', false),
  scope(SCOPES.licensing, 'licenses', 'reads who holds which license (Google has no scope that only reads)'),
  scope(SCOPES.reports, 'lastActive', 'reads when somebody last used Gmail or Drive, also without a sign-in'),
];

export const GOOGLE_ROSTER_RIGHTS: readonly Right[] = [
  privilege(
    'Users > Read',
    'people',
    `${ADMIN}, for all organisational units: reads the users, and those who were deleted in the last 20 days`,
    false,
  ),
  privilege('Groups > Read', 'groups', `${ADMIN}: reads the groups that seatkeeper.yaml names`),
  scope(SCOPES.users, 'people', 'reads the users, and those who were deleted', false),
  scope(SCOPES.groups, 'groups', 'reads the groups that seatkeeper.yaml names and those inside them'),
];

export const GOOGLE_LEAVERS =
  'Deleted users, on the day of their deletion; Google lists them for 20 days. Suspended and archived users are inactive: they may come back. Guests are left out.';
