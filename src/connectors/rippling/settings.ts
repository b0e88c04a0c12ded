import { z } from 'zod';
import { Address } from '../base/address.ts';
import { PrivateEmails } from '../hr/addresses.ts';
import { HR_SETTINGS } from '../hr/settings.ts';

/** https://developer.rippling.com/documentation/rest-api/essentials/api-tokens */
export const RipplingSettings = z.strictObject({
  token: z.string().trim().min(1),
  apiUrl: Address('https://rest.ripplingapis.com'),
  privateEmails: PrivateEmails,
  ...HR_SETTINGS,
});

export type RipplingSettings = z.infer<typeof RipplingSettings>;
