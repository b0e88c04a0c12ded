import type { PlanNeed, Right } from '../base/declaration.ts';

export const UNSCOPED_KEY = 'an organisation API key without scopes';

export const ATLASSIAN_RIGHTS: readonly Right[] = [
  {
    name: UNSCOPED_KEY,
    for: 'accounts',
    why: 'reads the users of all directories and the apps; an organisation admin makes it, and chooses the day on which it ends (`keyEnds`)',
    where:
      'https://support.atlassian.com/organization-administration/docs/manage-an-organization-with-the-admin-apis/',
  },
];

export const ATLASSIAN_PLANS: readonly PlanNeed[] = [
  {
    capability: 'accounts',
    plan: 'an organisation with the new user management',
    without: 'The users cannot be listed; export them and use the connector csv.',
  },
];
