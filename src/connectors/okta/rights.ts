import type { Right } from '../base/declaration.ts';

const WHERE = 'https://developer.okta.com/docs/guides/implement-oauth-for-okta-serviceapp/main/';

/** For a service app; an API token has what its owner's admin role has, Read-Only Administrator at least. */
export const OKTA_RIGHTS: readonly Right[] = [
  { name: 'okta.users.read', for: 'accounts', why: 'reads the users', where: WHERE },
  {
    name: 'okta.groups.read',
    for: 'groups',
    why: 'proves that the token sees everybody, and reads the groups of the roster',
    where: WHERE,
  },
];

export const OKTA_SCOPES = ['okta.users.read', 'okta.groups.read'];
