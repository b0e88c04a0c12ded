import type { RemovalWay } from '../base/declaration.ts';
import { USER_MANAGEMENT } from './rights.ts';

/** https://adobe-apiplatform.github.io/umapi-documentation/en/api/ActionsCmds.html */
export const ADOBE_REMOVAL: readonly RemovalWay[] = [
  {
    key: 'profile',
    settles: 10 * 60_000,
    perLicense: true,
    way: 'free-seat',
    name: 'Take the user out of the product profile',
    disablesAccess: false,
    freesSeat: true,
    reversible: true,
    stays: 'The user, its other products and its files.',
    rights: [USER_MANAGEMENT],
    except:
      'A profile that comes through a user group stays, although Adobe says success; take the user out of that group.',
  },
  {
    key: 'organization',
    vanishes: true,
    settles: 10 * 60_000,
    way: 'disable',
    name: 'Remove from the organization',
    disablesAccess: true,
    freesSeat: true,
    reversible: true,
    stays: 'The account itself with its files; profiles and groups have to be given again.',
    rights: [USER_MANAGEMENT],
    except:
      'Adobe says success for people who do not exist too, and in a test run, so only reading again shows that it happened; the list lags behind.',
  },
  {
    key: 'delete',
    vanishes: true,
    settles: 10 * 60_000,
    way: 'delete',
    name: 'Remove and delete the account',
    disablesAccess: true,
    freesSeat: true,
    reversible: false,
    stays: 'Nothing: the files are destroyed.',
    rights: [USER_MANAGEMENT],
    except: 'Only accounts of a domain that the organisation owns can be deleted.',
  },
];
