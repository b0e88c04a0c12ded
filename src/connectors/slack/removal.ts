import type { RemovalWay } from '../base/declaration.ts';

/** https://docs.slack.dev/reference/scim-api and https://docs.slack.dev/reference/methods/admin.users.remove */
export const SLACK_REMOVAL: readonly RemovalWay[] = [
  {
    way: 'disable',
    name: 'Deactivate the person',
    disablesAccess: true,
    freesSeat: true,
    reversible: true,
    stays: 'Messages and files. Slack bills nobody who is deactivated.',
    rights: ['admin'],
    except:
      'It needs SCIM, so Business+ or Enterprise; an identity provider that writes to Slack may bring the person back.',
  },
  {
    way: 'free-seat',
    name: 'Take the person out of one workspace',
    disablesAccess: false,
    freesSeat: 'unknown',
    reversible: true,
    stays: 'The account in the organization, and access to its other workspaces.',
    rights: ['admin.users:write'],
    except: 'On Enterprise only.',
  },
];
