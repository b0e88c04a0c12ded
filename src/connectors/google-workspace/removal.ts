import type { RemovalWay } from '../base/declaration.ts';

/**
 * Suspending resets sign-in cookies and OAuth tokens, so that signing the user out needs no request of its own: https://support.google.com/a/answer/2984349.
 * https://support.google.com/a/answer/33312, https://support.google.com/a/answer/9048232, https://support.google.com/a/answer/1397578
 */
export const GOOGLE_REMOVAL: readonly RemovalWay[] = [
  {
    key: 'suspend',
    settles: 60_000,
    way: 'disable',
    name: 'Suspend the user',
    disablesAccess: true,
    freesSeat: false,
    reversible: true,
    stays:
      'Everything: mail, files, licenses. A suspended user is billed like an active one. Google ends their sessions and the access of apps with it.',
    rights: ['https://www.googleapis.com/auth/admin.directory.user'],
    except: 'A super admin can only be suspended by another one, and a service account cannot be one.',
  },
  {
    key: 'archive',
    settles: 60_000,
    way: 'free-seat',
    name: 'Archive the user',
    disablesAccess: true,
    freesSeat: true,
    paysInstead: true,
    reversible: true,
    stays:
      'Mail and files. The license comes free, and an Archived User license, which is billed too, is taken in its place.',
    rights: ['https://www.googleapis.com/auth/admin.directory.user'],
    except: 'It is refused when no Archived User license is free; a new one may take 48 hours.',
  },
  {
    key: 'license',
    perLicense: true,
    settles: 10 * 60_000,
    way: 'free-seat',
    name: 'Take a license away',
    disablesAccess: false,
    freesSeat: true,
    reversible: true,
    stays: 'The user, who cannot use what the license was for.',
    rights: ['https://www.googleapis.com/auth/apps.licensing'],
    except:
      'Where licenses are assigned automatically, the license may come back. An annual plan is billed until its end.',
  },
  {
    key: 'delete',
    vanishes: true,
    settles: 60_000,
    way: 'delete',
    name: 'Delete the user',
    disablesAccess: true,
    freesSeat: true,
    reversible: false,
    stays:
      'Nothing: mail and files go, so hand them over before. Within 20 days the user can be restored, with a free license. An annual plan is billed until its end.',
    rights: ['https://www.googleapis.com/auth/admin.directory.user'],
  },
];
