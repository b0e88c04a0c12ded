import { z } from 'zod';
import { Address } from '../base/address.ts';

const Text = z.string().trim().min(1);

/** A Server-to-Server OAuth app: https://developers.zoom.us/docs/internal-apps/s2s-oauth/ */
export const ZoomSettings = z.strictObject({
  accountId: Text,
  clientId: Text,
  clientSecret: Text,
  /** `https://api.zoomgov.com/v2` for Zoom for Government. */
  apiUrl: Address('https://api.zoom.us/v2'),
  loginUrl: Address('https://zoom.us'),
  /** Another Server-to-Server OAuth app of the same account. */
  removal: z
    .strictObject({ clientId: Text, clientSecret: Text })
    .optional()
    .describe('an app that may change users; without it removal is a task for an admin'),
});

export type ZoomSettings = z.infer<typeof ZoomSettings>;
