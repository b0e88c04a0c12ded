import { z } from 'zod';
import { ServiceAccountKey } from './service-account.ts';

/** How Google Workspace is asked: the settings that accounts and people have in common. */
export const GoogleServer = z.strictObject({
  /** The complete JSON key of a service account, from the environment. */
  serviceAccount: ServiceAccountKey,
  /** The admin in whose name it asks, by domain-wide delegation. If left out, the service account has an admin role itself. */
  admin: z
    .email({ error: 'is not an address; write the address of an admin of this Google Workspace' })
    .optional(),
  /** The customer, as the Admin console shows it under Account settings; for resellers. If left out, the organisation of the admin. */
  customer: z
    .string()
    .trim()
    .regex(/^(my_customer|C[A-Za-z0-9]+)$/, {
      error:
        'is not a customer id like C0123abcd, which the Admin console shows under Account > Account settings > Profile; leave it out for your own organisation',
    })
    .default('my_customer')
    .describe('the customer id, which only resellers need'),
  /** Replaces `https://admin.googleapis.com`. */
  apiUrl: urlTo('/admin/directory/v1').default('https://admin.googleapis.com'),
  /** Replaces `https://licensing.googleapis.com`. */
  licensingUrl: urlTo('/apps/licensing/v1').default('https://licensing.googleapis.com'),
  /** Replaces the address that the key names for tokens. */
  tokenUrl: z
    .url({ protocol: /^https?$/ })
    .transform((url) => (new URL(url).pathname === '/' ? new URL('/token', url).href : url))
    .optional(),
});

/** Another service account, or another admin in whose name changes are made. */
export const GoogleWriting = GoogleServer.pick({ serviceAccount: true, admin: true })
  .optional()
  .describe('a service account that may change users; without it removal is a task for an admin');

export type GoogleServer = z.output<typeof GoogleServer>;

/** The beginning of an API's addresses, with or without the path that is the same everywhere. */
function urlTo(path: string) {
  return z.url({ protocol: /^https?$/ }).transform((text) => {
    const url = text.replace(/\/+$/, '');
    return url.endsWith(path) ? url.slice(0, -path.length) : url;
  });
}
