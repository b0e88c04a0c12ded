import { z } from 'zod';
import { Address } from '../base/address.ts';

const Text = z.string().trim().min(1);

/** https://support.atlassian.com/organization-administration/docs/manage-an-organization-with-the-admin-apis/ */
export const AtlassianSettings = z.strictObject({
  /** The id that is shown next to the key when it is created. */
  organization: Text,
  /** One without scopes: Atlassian refuses keys with scopes in some requests. */
  apiKey: Text,
  /** The day on which the key expires, which Atlassian does not tell: Seatkeeper warns ahead of it. */
  keyEnds: z.iso.date('is no day like 2027-03-31').optional(),
  /** Another key of the same organisation. */
  removal: z
    .strictObject({ apiKey: Text })
    .optional()
    .describe('a key that may suspend and remove users; without it removal is a task for an admin'),
  apiUrl: Address('https://api.atlassian.com/admin'),
});

export type AtlassianSettings = z.infer<typeof AtlassianSettings>;
