import type { PlanNeed, Right } from '../base/declaration.ts';

const WHERE = 'https://developers.zoom.us/docs/internal-apps/create/';

/** Scopes of the Server-to-Server OAuth app. */
export const ZOOM_RIGHTS: readonly Right[] = [
  {
    name: 'user:read:list_users:admin',
    for: 'accounts',
    why: 'reads the users: active, deactivated and invited ones',
    where: WHERE,
  },
  {
    name: 'account:read:admin',
    for: 'subscriptions',
    why: 'reads how many seats were bought',
    where: WHERE,
    optional: true,
  },
];

export const ZOOM_PLANS: readonly PlanNeed[] = [
  {
    capability: 'accounts',
    plan: 'Pro or higher',
    without: 'A free account may ask twice a second and 2,000 times a day, all apps together.',
  },
  {
    capability: 'subscriptions',
    plan: 'a primary or partner account',
    without: 'The number of seats bought is not read; write it into seatkeeper.yaml.',
  },
];
