import { z } from 'zod';
import { PrivateEmails } from '../hr/addresses.ts';
import { HR_SETTINGS } from '../hr/settings.ts';

/** `acme` of `https://acme.bamboohr.com`, whatever part of it was copied. */
const Company = z
  .string()
  .trim()
  .transform((written) => written.replace(/^https?:\/\//, '').replace(/\.bamboohr\.com.*$|\/.*$/, ''))
  .refine((name) => /^[a-z0-9][a-z0-9-]*$/i.test(name), {
    message: 'is not the name of a company at BambooHR; write the acme of https://acme.bamboohr.com',
  });

/** https://documentation.bamboohr.com/docs/getting-started#authentication */
export const BambooSettings = z.strictObject({
  company: Company,
  apiKey: z.string().trim().min(1),
  /** Replaces `https://acme.bamboohr.com/api`. */
  apiUrl: z
    .url({ protocol: /^https?$/ })
    .transform((url) => url.replace(/\/+$/, ''))
    .optional()
    .describe('another address of the API, like `https://api.bamboohr.com/api/gateway.php/acme`'),
  privateEmails: PrivateEmails,
  ...HR_SETTINGS,
});

export type BambooSettings = z.infer<typeof BambooSettings>;
