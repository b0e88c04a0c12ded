import { z } from 'zod';
import { Address } from '../base/address.ts';

const Text = z.string().trim().min(1);

/** An OAuth Server-to-Server credential: https://developer.adobe.com/developer-console/docs/guides/authentication/ServerToServerAuthentication/ */
export const AdobeSettings = z.strictObject({
  /** Ends with `@AdobeOrg`. */
  organization: Text,
  clientId: Text,
  clientSecret: Text,
  /** Another credential of the same organisation. */
  removal: z
    .strictObject({ clientId: Text, clientSecret: Text })
    .optional()
    .describe('a credential that may change users; without it removal is a task for an admin'),
  apiUrl: Address('https://usermanagement.adobe.io/v2/usermanagement'),
  loginUrl: Address('https://ims-na1.adobelogin.com'),
});

export type AdobeSettings = z.infer<typeof AdobeSettings>;
