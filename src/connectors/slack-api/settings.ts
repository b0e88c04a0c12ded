import { z } from 'zod';
import { Address } from '../base/address.ts';

/** A token, unless it is of a kind that Slack does not accept here; every kind has its own prefix. */
function Token(wrong: readonly (readonly [prefix: string, problem: string])[]) {
  return z
    .string()
    .trim()
    .min(1)
    .superRefine((token, context) => {
      const problem = [...wrong, ...NEVER].find(([prefix]) => token.startsWith(prefix))?.[1];
      if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
    });
}

const NEVER = [
  [
    'xapp-',
    'is an app-level token (xapp-), which may read nobody; write the token under OAuth & Permissions',
  ],
  ['xoxe-', 'is a refresh token (xoxe-); write the token under OAuth & Permissions'],
  ['xoxc-', 'is the token of a browser (xoxc-); write the token of an app, under OAuth & Permissions'],
  ['xoxd-', 'is the cookie of a browser (xoxd-); write the token of an app, under OAuth & Permissions'],
] as const;

const NEEDS_USER = [
  [
    'xoxb-',
    'is a bot token (xoxb-), which Slack refuses here; write the user token (xoxp-) of an admin, under OAuth & Permissions',
  ],
] as const;

/** How Slack is asked. */
export const SlackSettings = z.strictObject({
  /** The bot token (`xoxb-`) of an app that is installed in the workspace, or in the whole Enterprise organization. */
  token: Token([]),
  /** The user token (`xoxp-`) of an admin with the scope `admin`: says who is billed and who was active, on a paid plan. */
  adminToken: Token(NEEDS_USER)
    .optional()
    .describe('the user token (`xoxp-`) of an admin: tells who is billed and who was active, on a paid plan'),
  /** A user token with `admin` for SCIM, by which people are deactivated on Business+ and Enterprise. Reading does not need it. */
  scimToken: Token(NEEDS_USER)
    .optional()
    .describe('a user token for SCIM, on Business+ and Enterprise; reading does not need it'),
  /** The same under the name that other apps use; it wins. */
  removal: z
    .strictObject({ token: Token(NEEDS_USER) })
    .optional()
    .describe(
      'a user token for SCIM, by which people are deactivated; without it removal is a task for an admin',
    ),
  apiUrl: Address('https://slack.com/api').describe(
    'another address of the API: `https://slack-gov.com/api` for GovSlack, or a proxy; SCIM follows it',
  ),
});

export type SlackSettings = z.infer<typeof SlackSettings>;
