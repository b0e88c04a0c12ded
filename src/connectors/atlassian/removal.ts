import type { RemovalWay } from '../base/declaration.ts';
import { UNSCOPED_KEY } from './rights.ts';

const SYNCED = 'People added by an identity provider come back, so remove them there.';

/** https://developer.atlassian.com/cloud/admin/organization/rest/api-group-users/ */
export const ATLASSIAN_REMOVAL: readonly RemovalWay[] = [
  {
    key: 'group',
    way: 'free-seat',
    name: 'Take the user out of the group of one app',
    disablesAccess: false,
    freesSeat: true,
    reversible: true,
    stays: 'Access to all other apps.',
    rights: [UNSCOPED_KEY],
    except: `Another group may give the same app. ${SYNCED}`,
    byHand: true,
  },
  {
    key: 'suspend',
    settles: 60_000,
    way: 'disable',
    name: 'Suspend access',
    disablesAccess: true,
    freesSeat: true,
    reversible: true,
    stays:
      'The account with its roles and groups, for when it is restored. It loses all apps of the organisation at once.',
    rights: [UNSCOPED_KEY],
    except: SYNCED,
  },
  {
    key: 'organization',
    vanishes: true,
    settles: 15 * 60_000,
    way: 'delete',
    name: 'Remove from the organization',
    disablesAccess: true,
    freesSeat: true,
    reversible: false,
    stays:
      'The Atlassian account itself, which may be used elsewhere. Atlassian removes the account some time after it has answered.',
    rights: [UNSCOPED_KEY],
    except: SYNCED,
  },
  {
    key: 'managed-account',
    way: 'disable',
    name: 'Deactivate the managed account',
    disablesAccess: true,
    freesSeat: true,
    reversible: true,
    stays: 'The account, which cannot be used anywhere any more.',
    rights: [UNSCOPED_KEY],
    except: 'Only accounts of a domain that the organisation has claimed.',
  },
];
