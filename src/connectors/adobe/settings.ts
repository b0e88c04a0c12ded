import { z } from 'zod';
import { Address } from '../base/address.ts';

const Text = z.string().trim().min(1);

/** An OAuth Server-to-Server credential: https://developer.adobe.com/developer-console/docs/guides/authentication/ServerToServerAuthentication/ */
export const AdobeSettings = z.strictObject({
  /** Ends with `@AdobeOrg`. */
  organization: Text,
  clientId: Text,
  clientSecret: Text,
  apiUrl: Address('https://usermanagement.adobe.io/v2/usermanagement'),
  loginUrl: Address('https://ims-na1.adobelogin.com'),
});

export type AdobeSettings = z.infer<typeof AdobeSettings>;
