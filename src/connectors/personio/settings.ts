import { z } from 'zod';
import { Address } from '../base/address.ts';
import { HR_SETTINGS } from '../hr/settings.ts';

const Text = z.string().trim().min(1);

/** https://developer.personio.de/docs/getting-started-with-the-personio-api */
export const PersonioSettings = z.strictObject({
  clientId: Text,
  clientSecret: Text,
  apiUrl: Address('https://api.personio.de').describe(
    'another address of the API; Personio moves its hosts to `https://api.personio.com`',
  ),
  ...HR_SETTINGS,
});

export type PersonioSettings = z.infer<typeof PersonioSettings>;
