import { z } from 'zod';
import { oneCredential } from '../oauth/one-credential.ts';
import { PrivateKey } from '../oauth/private-key.ts';

const Secret = z.string().trim().min(1);

/** How Okta is asked: the settings that accounts and people have in common. */
export const OktaServer = z.strictObject({
  /** The address of the organisation, like `https://acme.okta.com`; or a custom domain. */
  url: z.url({ protocol: /^https?$/ }).transform((url) => new URL(url).origin),
  /** An API token. Leave it out when `clientId` and `privateKey` are set. */
  token: Secret.optional(),
  /** The client id of an API service app, together with its `privateKey`. */
  clientId: Secret.optional(),
  privateKey: PrivateKey.optional(),
});

export type OktaServer = z.infer<typeof OktaServer>;

/** Exactly one kind of credential. */
export const oneOktaCredential = oneCredential({
  alone: 'token',
  together: {
    clientId: 'write the client id of the service app that has this privateKey',
    privateKey: 'write the private key of the service app, from the environment',
  },
  none: 'write an API token, or clientId and privateKey of a service app',
});

/** Separate credentials for removal: an API token, or another service app. */
export const OktaWriting = OktaServer.omit({ url: true })
  .superRefine(oneOktaCredential)
  .optional()
  .describe('credentials that may change users; without them removal is a task for an admin');

/** The organisation as it is written to. */
export function writtenTo({ url }: OktaServer, writing: z.infer<typeof OktaWriting>): OktaServer | null {
  return writing === undefined ? null : { ...writing, url };
}
