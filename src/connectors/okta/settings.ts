import { z } from 'zod';
import { PrivateKey } from '../oauth/private-key.ts';

const Secret = z.string().trim().min(1);

/** How Okta is asked: the settings that accounts and people have in common. */
export const OktaServer = z.strictObject({
  /** The address of the organisation, like `https://acme.okta.com`; also a domain of one's own. */
  url: z.url({ protocol: /^https?$/ }).transform((url) => new URL(url).origin),
  /** An API token. Leave it out when `clientId` and `privateKey` are set. */
  token: Secret.optional(),
  /** The client id of an API service app, together with its `privateKey`. */
  clientId: Secret.optional(),
  privateKey: PrivateKey.optional(),
});

export type OktaServer = z.infer<typeof OktaServer>;

/** Credentials of their own for removal: an API token, or another service app. */
export const OktaWriting = OktaServer.omit({ url: true })
  .superRefine(oneCredential)
  .optional()
  .describe('credentials that may change users; without them removal is a task for an admin');

/** The organisation as it is written to. */
export function writtenTo({ url }: OktaServer, writing: z.infer<typeof OktaWriting>): OktaServer | null {
  return writing === undefined ? null : { ...writing, url };
}

/** Exactly one way to prove who asks. */
export function oneCredential(
  { token, clientId, privateKey }: Omit<OktaServer, 'url'>,
  context: { addIssue(issue: { code: 'custom'; path: string[]; message: string }): void },
): void {
  const issue = (path: string, message: string) =>
    context.addIssue({ code: 'custom', path: [path], message });
  const app = clientId !== undefined || privateKey !== undefined;
  if (token !== undefined && app) issue('token', 'is set beside clientId and privateKey; keep one of them');
  if (clientId !== undefined && privateKey === undefined)
    issue('privateKey', 'is missing; write the private key of the service app, from the environment');
  if (privateKey !== undefined && clientId === undefined)
    issue('clientId', 'is missing; write the client id of the service app that has this privateKey');
  if (token === undefined && !app)
    issue('token', 'is missing; write an API token, or clientId and privateKey of a service app');
}
