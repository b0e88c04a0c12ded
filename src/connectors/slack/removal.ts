import { z } from 'zod';
import type { RemovalWay } from '../base/declaration.ts';
import type { Limits } from '../base/limits.ts';
import type { SlackClient } from './client.ts';

/** https://docs.slack.dev/reference/scim-api and https://docs.slack.dev/reference/methods/admin.users.remove */
export const SLACK_REMOVAL: readonly RemovalWay[] = [
  {
    key: 'deactivate',
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
    key: 'workspace',
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

/** Whether the token for SCIM may be used. Nothing removes people yet, so the rest does not depend on it. */
export async function proveScim({ scimApi }: SlackClient, limits: Limits): Promise<void> {
  if (scimApi === null) return;
  await limits.unless('removal', () => scimApi.get('Users?count=1', z.object({ totalResults: z.number() })));
}
