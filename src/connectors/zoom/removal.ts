import type { RemovalWay } from '../base/declaration.ts';

const PENDING = 'Invitations cannot be deactivated, unlinked or deleted.';

/** https://developers.zoom.us/docs/api/users/ */
export const ZOOM_REMOVAL: readonly RemovalWay[] = [
  {
    key: 'basic',
    way: 'free-seat',
    name: 'Make the user Basic',
    disablesAccess: false,
    freesSeat: true,
    reversible: true,
    stays: 'The user, with meetings and recordings, as a free one that can sign in.',
    rights: ['user:update:user:admin'],
    except:
      'A user of a bundle keeps its seat. The owner and admins need a license, and rooms refuse the change.',
  },
  {
    key: 'deactivate',
    way: 'disable',
    name: 'Deactivate the user',
    disablesAccess: true,
    freesSeat: true,
    reversible: true,
    stays:
      'The user and its data. Undo activates it and makes it Licensed again; bundles and add-ons such as Zoom Phone have to be given again in Zoom.',
    rights: ['user:update:status:admin'],
    except: PENDING,
  },
  {
    key: 'unlink',
    vanishes: true,
    way: 'delete',
    name: 'Unlink the user',
    disablesAccess: false,
    freesSeat: true,
    reversible: false,
    stays:
      'A free Zoom account with the same address, outside the company, with its meetings and recordings.',
    rights: ['user:delete:user:admin'],
    except: `People on a managed domain cannot be unlinked. ${PENDING}`,
  },
  {
    key: 'delete',
    vanishes: true,
    way: 'delete',
    name: 'Delete the user',
    disablesAccess: true,
    freesSeat: true,
    reversible: false,
    stays: 'Only what was transferred to somebody else.',
    rights: ['user:delete:user:admin'],
    except: PENDING,
  },
];
