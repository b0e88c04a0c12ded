import type { CapabilityStatus } from './subscription.ts';

/** What a capability status means for the people who hold the license. */
export const CAPABILITY_MEANINGS: Readonly<Record<CapabilityStatus, string>> = {
  enabled: 'in use',
  warning: '30-day grace for users: they can still use it',
  suspended: '90-day grace for admins: users are locked out, admins reach the data',
  deleted: 'over: the data is gone or going',
  'locked-out': 'the vendor has locked it',
  other: 'a state the vendor names otherwise',
};
