import type { Right } from '../base/declaration.ts';

export const SCIM_RIGHTS: readonly Right[] = [
  { name: 'A SCIM token that may read users', for: 'accounts', why: 'reads the list of users', where: null },
];

export const SCIM_ROSTER_RIGHTS: readonly Right[] = [
  { name: 'A SCIM token that may read users', for: 'people', why: 'reads the list of users', where: null },
  {
    name: 'A SCIM token that may read groups',
    for: 'groups',
    why: 'reads who is in which group; without it, set `groups: false`',
    where: null,
    optional: true,
  },
];

export const SCIM_LEAVERS =
  'Nobody: SCIM has no word for it and no days. Anyone who is not active is inactive.';
