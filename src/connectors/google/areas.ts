export const SCOPES = {
  users: 'https://www.googleapis.com/auth/admin.directory.user.readonly',
  /** Covers the members too. */
  groups: 'https://www.googleapis.com/auth/admin.directory.group.readonly',
  licensing: 'https://www.googleapis.com/auth/apps.licensing',
  reports: 'https://www.googleapis.com/auth/admin.reports.usage.readonly',
} as const;

/** A part of Google's APIs that is granted separately. */
export interface Area {
  readonly path: RegExp;
  /** As the Google Cloud console calls it, where it is turned on. */
  readonly api: string;
  /** As the Admin console calls it, under Admin roles. */
  readonly privilege: string;
  readonly scope: string;
}

/** The first whose path matches. */
export const AREAS: readonly Area[] = [
  {
    path: /\/product\//,
    api: 'Enterprise License Manager API',
    privilege: 'License Management > Read',
    scope: SCOPES.licensing,
  },
  { path: /\/usage\/users\//, api: 'Admin SDK API', privilege: 'Reports', scope: SCOPES.reports },
  { path: /\/groups\b/, api: 'Admin SDK API', privilege: 'Groups > Read', scope: SCOPES.groups },
  { path: /\/users\b/, api: 'Admin SDK API', privilege: 'Users > Read', scope: SCOPES.users },
];

/** To change users. The scope for licenses is the same as for reading them. */
export const WRITE_USERS = 'https://www.googleapis.com/auth/admin.directory.user';

/** What credentials that change something are granted. */
export const WRITE_AREAS: readonly Area[] = [
  {
    path: /\/product\//,
    api: 'Enterprise License Manager API',
    privilege: 'License Management > Manage',
    scope: SCOPES.licensing,
  },
  {
    path: /\/users\b/,
    api: 'Admin SDK API',
    privilege: 'Users > Suspend Users, and Delete to delete',
    scope: WRITE_USERS,
  },
];
