import type { RemovalWay } from '../base/declaration.ts';

/** https://developer.okta.com/docs/reference/api/users/#lifecycle-operations */
export const OKTA_REMOVAL: readonly RemovalWay[] = [
  {
    key: 'suspend',
    way: 'disable',
    name: 'Suspend the user',
    disablesAccess: true,
    freesSeat: false,
    reversible: true,
    stays: 'Everything: assignments of apps, groups and the licenses in those apps.',
    rights: ['okta.users.manage'],
    except: 'Only users who are active can be suspended.',
  },
  {
    key: 'app-assignment',
    vanishes: true,
    way: 'disable',
    name: 'Take the user out of an app',
    disablesAccess: true,
    freesSeat: false,
    reversible: false,
    stays: 'Without provisioning, the license in the app itself: only sign-in through Okta ends.',
    rights: ['okta.apps.manage'],
    except:
      'An assignment that comes through a group is refused; the plan names the group. With several `apps` it is done by hand.',
  },
  {
    key: 'leave-group',
    vanishes: true,
    way: 'disable',
    name: 'Take the user out of the group that assigns an app',
    disablesAccess: true,
    freesSeat: false,
    reversible: true,
    stays:
      'Without provisioning, the license in the app itself: only sign-in through Okta ends. Everything else that the group gives ends too.',
    rights: ['okta.groups.manage'],
    except:
      "Only a group of Okta's own can be left, and only where no other group assigns the app. With several `apps` it is done by hand.",
  },
  {
    key: 'deactivate',
    way: 'delete',
    name: 'Deactivate the user',
    disablesAccess: true,
    freesSeat: true,
    reversible: false,
    stays: 'The user as DEPROVISIONED, without apps and group assignments; it can be deleted afterwards.',
    rights: ['okta.users.manage'],
  },
];
