import { z } from 'zod';
import { Address } from '../base/address.ts';
import { PrivateEmails } from '../hr/addresses.ts';
import { HR_SETTINGS } from '../hr/settings.ts';

const Text = z.string().trim().min(1);

/** A service user: https://apidocs.hibob.com/docs/api-service-users. API access tokens have not worked since 6 May 2025. */
export const HibobSettings = z.strictObject({
  serviceUser: Text,
  token: Text,
  apiUrl: Address('https://api.hibob.com/v1'),
  privateEmails: PrivateEmails,
  ...HR_SETTINGS,
});

export type HibobSettings = z.infer<typeof HibobSettings>;
