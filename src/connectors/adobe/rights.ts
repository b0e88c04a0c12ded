import type { PlanNeed, Right } from '../base/declaration.ts';

export const USER_MANAGEMENT = 'User Management API';

export const ADOBE_RIGHTS: readonly Right[] = [
  {
    name: USER_MANAGEMENT,
    for: 'accounts',
    why: 'reads users, product profiles and user groups; a System Administrator adds it to a project with an OAuth Server-to-Server credential',
    where: 'https://developer.adobe.com/console',
  },
];

export const ADOBE_PLANS: readonly PlanNeed[] = [
  {
    capability: 'accounts',
    plan: 'an organisation with access to the API (enterprise, or teams that have it)',
    without:
      'There are no credentials to make; export the users from the Admin Console and use the connector csv.',
  },
];
