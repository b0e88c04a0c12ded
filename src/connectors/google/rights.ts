import type { Right } from '../base/declaration.ts';
import { SCOPES } from './areas.ts';

/** Domain-wide delegation in the Admin console. */
const WHERE = 'https://admin.google.com/ac/owl/domainwidedelegation';

/**
 * Scopes of the service account's domain-wide delegation. The admin in whose name it asks needs an admin role with Users > Read for all
 * organisational units, License Management > Read, Reports and Groups > Read; without an admin, the service account itself does.
 */
export const GOOGLE_RIGHTS: readonly Right[] = [
  {
    name: SCOPES.users,
    for: 'accounts',
    why: 'reads the users; the admin needs Users > Read for all organisational units',
    where: WHERE,
  },
  {
    name: SCOPES.licensing,
    for: 'licenses',
    why: 'reads who holds which license (Google has no scope that only reads); the admin needs License Management > Read',
    where: WHERE,
    optional: true,
  },
  {
    name: SCOPES.reports,
    for: 'lastActive',
    why: 'reads when somebody last used Gmail or Drive, also without a sign-in; the admin needs Reports',
    where: WHERE,
    optional: true,
  },
];

export const GOOGLE_ROSTER_RIGHTS: readonly Right[] = [
  {
    name: SCOPES.users,
    for: 'people',
    why: 'reads the users, and those who were deleted in the last 20 days; the admin needs Users > Read for all organisational units',
    where: WHERE,
  },
  {
    name: SCOPES.groups,
    for: 'groups',
    why: 'reads the groups that seatkeeper.yaml names and those inside them; the admin needs Groups > Read',
    where: WHERE,
    optional: true,
  },
];

export const GOOGLE_LEAVERS =
  'Deleted users, on the day of their deletion; Google lists them for 20 days. Suspended and archived users are inactive: they may come back. Guests are left out.';
