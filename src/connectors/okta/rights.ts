import type { Right } from '../base/declaration.ts';

const WHERE = 'https://developer.okta.com/docs/guides/implement-oauth-for-okta-serviceapp/main/';

/** What a service app is granted; an API token has what its owner may do. */
const onlyWith = 'clientId';

const ROLE: Right = {
  name: 'Read-Only Administrator',
  for: 'accounts',
  why: 'the admin role, for the whole organisation, of the service app, or of the admin who creates the API token',
  where: 'https://help.okta.com/en-us/content/topics/security/administrators-admin-comparison.htm',
};

const GROUPS: Right = {
  name: 'okta.groups.read',
  for: 'groups',
  why: 'proves that everybody is seen, by the group Everyone, and reads the groups that seatkeeper.yaml names',
  where: WHERE,
  onlyWith,
};

export const OKTA_RIGHTS: readonly Right[] = [
  ROLE,
  { name: 'okta.users.read', for: 'accounts', why: 'reads the users', where: WHERE, onlyWith },
  GROUPS,
  {
    name: 'okta.roles.read',
    for: 'role',
    why: 'reads who is an admin; the admin role of the service app must be one that sees administrators',
    where: WHERE,
    optional: true,
    onlyWith,
  },
  {
    name: 'Super Administrator',
    for: 'role',
    why: 'in place of Read-Only Administrator: only its token is shown who is an admin',
    where: ROLE.where,
    optional: true,
    onlyWith: 'token',
  },
  {
    name: 'okta.apps.read',
    for: 'accounts',
    why: 'reads who is assigned the apps of the setting `apps`; not needed without it',
    where: WHERE,
    optional: true,
    onlyWith,
  },
  {
    name: 'okta.logs.read',
    for: 'lastActive',
    why: 'reads when somebody last signed in to the apps of the setting `apps`',
    where: WHERE,
    optional: true,
    onlyWith,
  },
];

export const OKTA_ROSTER_RIGHTS: readonly Right[] = [
  { ...ROLE, for: 'people' },
  {
    name: 'okta.users.read',
    for: 'people',
    why: 'reads the users, those who left included',
    where: WHERE,
    onlyWith,
  },
  GROUPS,
];

export const OKTA_LEAVERS =
  'Deactivated users, on the day of their deactivation; Okta keeps them. Suspended users are inactive: they may come back. Anyone who is locked out, or must set a new password, works here.';
