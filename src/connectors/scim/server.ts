import { z } from 'zod';
import type { ConnectorIo } from '../base/connector.ts';
import type { Meter } from '../base/usage.ts';
import type { VendorAnswers } from '../http/answers.ts';
import type { Credentials, HttpApi } from '../http/exchange.ts';
import { createApi } from '../http/http.ts';
import { openSecrets, type Secrets } from '../http/secrets.ts';
import { oneCredential } from '../oauth/one-credential.ts';

const HeaderName = z.string().regex(/^[\w!#$%&'*+.^`|~-]+$/, 'is not the name of a header');
const Secret = z.string().trim().min(1);

/** Where a SCIM 2.0 server is and how to ask it: the settings that accounts and people have in common. */
export const ScimServer = z.strictObject({
  baseUrl: z.url({ protocol: /^https?$/ }),
  /** A bearer token. Leave it out when `username` and `password`, or a header of your own, prove who asks. */
  token: Secret.optional(),
  /** Basic authentication, together with `password`. */
  username: Secret.optional(),
  password: z.string().min(1).optional(),
  /** How many to ask for at once. By default as many as the server allows, at most 500; 100 if it does not say. */
  pageSize: z
    .number()
    .int()
    .min(1)
    .max(1000)
    .optional()
    .describe('how many users to ask for at once; if left out, as many as the server allows, at most 500'),
  /** How the server pages, where it does not say so itself. */
  paging: z
    .enum(['index', 'cursor'])
    .optional()
    .describe('how the server gives its pages, where it does not say so itself'),
  /** Believe the server's own total, and leave the request past the end out; see docs/safety.md. */
  trustTotal: z
    .boolean()
    .default(false)
    .describe('`true` believes the total of the server, where asking past the end of its list fails'),
  /** Additional headers this server needs. `Authorization` replaces the token. */
  headers: z.record(HeaderName, z.string()).default({}).describe('further headers that the server needs'),
});

export type ScimServer = z.infer<typeof ScimServer>;

/** Exactly one kind of credential: two would be sent together, and servers refuse that or pick one. */
export function oneScimCredential(
  { token, username, password, headers }: ScimServer,
  context: { addIssue(issue: { code: 'custom'; path: string[]; message: string }): void },
): void {
  const names = Object.keys(headers);
  const issue = (message: string) => context.addIssue({ code: 'custom', path: ['headers'], message });
  const repeated = names.find(
    (name, index) => names.findIndex((each) => each.toLowerCase() === name.toLowerCase()) < index,
  );
  if (repeated !== undefined) issue(`names ${repeated} twice; keep one of them`);
  const basic = username !== undefined || password !== undefined;
  if (basic && authorizationIn(headers) !== undefined)
    issue('holds Authorization beside username and password; keep one of them');
  oneCredential({
    alone: 'token',
    together: {
      username: 'write the name that belongs to password',
      password: 'write the password that belongs to username, from the environment',
    },
    none:
      names.length > 0
        ? null
        : 'write a token, or username and password, or a header of your own, from the environment',
  })({ token, username, password }, context);
}

/** Credentials that are not a setting of the server: a token that is fetched. */
export interface ScimProof {
  readonly meter?: Meter;
  readonly credentials?: Credentials;
  /** What its errors mean, where the status does not say so. */
  readonly vendor?: VendorAnswers;
  /** Texts that no error may show, besides those of the settings. */
  readonly secrets?: Secrets;
}

export function scimApi(app: string, server: ScimServer, io: ConnectorIo, proof: ScimProof = {}): HttpApi {
  const { baseUrl, token, username, password, headers } = server;
  const { meter, credentials, vendor, secrets = openSecrets([]) } = proof;
  const authorization = authorizationIn(headers) ?? credentialOf(token, username, password);
  const own = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const),
  );
  const hidden = [
    token,
    password,
    authorization,
    authorization?.replace(/^\S+\s+/, ''),
    ...Object.values(headers),
  ];
  // A short value is not a secret, and hiding it would garble every error.
  for (const value of hidden)
    if (value !== undefined && (value === token || value.length >= 8)) secrets.add(value);
  return createApi({
    app,
    baseUrl,
    headers: {
      accept: 'application/scim+json, application/json',
      'content-type': 'application/scim+json',
      ...own,
      ...(authorization === undefined ? {} : { authorization }),
    },
    secrets,
    io,
    ...(meter === undefined ? {} : { meter }),
    ...(credentials === undefined ? {} : { credentials }),
    ...(vendor === undefined ? {} : { vendor }),
  });
}

function authorizationIn(headers: Readonly<Record<string, string>>): string | undefined {
  return Object.entries(headers).find(([name]) => name.toLowerCase() === 'authorization')?.[1];
}

function credentialOf(
  token: string | undefined,
  username: string | undefined,
  password: string | undefined,
): string | undefined {
  if (username !== undefined && password !== undefined)
    return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  return token === undefined ? undefined : `Bearer ${token}`;
}
