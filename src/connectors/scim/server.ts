import { z } from 'zod';
import type { ConnectorIo } from '../base/connector.ts';
import { createApi, type HttpApi } from '../http/http.ts';

/** Where a SCIM 2.0 server is and how to ask it: the settings that accounts and people have in common. */
export const ScimServer = z.strictObject({
  baseUrl: z.url({ protocol: /^https?$/ }),
  token: z.string().min(1),
  pageSize: z.number().int().min(1).max(1000).default(100),
  /** Additional headers this server needs. */
  headers: z.record(z.string(), z.string()).default({}),
});

export type ScimServer = z.infer<typeof ScimServer>;

export function scimApi(app: string, { baseUrl, token, headers }: ScimServer, io: ConnectorIo): HttpApi {
  return createApi({
    app,
    baseUrl,
    headers: {
      accept: 'application/scim+json, application/json',
      'content-type': 'application/scim+json',
      ...headers,
      authorization: `Bearer ${token}`,
    },
    // A short header value is not a secret, and hiding it would garble every error.
    secrets: [token, ...Object.values(headers).filter((value) => value.length >= 8)],
    io,
  });
}
