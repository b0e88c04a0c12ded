import type { Right } from '../base/declaration.ts';

const WHERE = 'https://developer.okta.com/docs/guides/implement-oauth-for-okta-serviceapp/main/';

const GROUPS: Right = {
  name: 'okta.groups.read',
  for: 'groups',
  why: 'proves that everybody is seen, by the group Everyone, and reads the groups that seatkeeper.yaml names',
  where: WHERE,
};

/** For a service app. An API token has what the admin role of its owner has: Read-Only Administrator for the whole organisation. */
export const OKTA_RIGHTS: readonly Right[] = [
  { name: 'okta.users.read', for: 'accounts', why: 'reads the users', where: WHERE },
  GROUPS,
  {
    name: 'okta.apps.read',
    for: 'accounts',
    why: 'reads who is assigned the apps of the setting `apps`; not needed without it',
    where: WHERE,
    optional: true,
  },
  {
    name: 'okta.logs.read',
    for: 'lastActive',
    why: 'reads when somebody last signed in to the apps of the setting `apps`',
    where: WHERE,
    optional: true,
  },
];

export const OKTA_ROSTER_RIGHTS: readonly Right[] = [
  { name: 'okta.users.read', for: 'people', why: 'reads the users, those who left included', where: WHERE },
  GROUPS,
];

export const OKTA_LEAVERS =
  'Deactivated users, on the day of their deactivation; Okta keeps them. Suspended users are inactive: they may come back. Whoever is locked out, or must set a new password, works here.';
