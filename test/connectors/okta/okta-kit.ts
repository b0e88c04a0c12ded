import { generateKeyPairSync } from 'node:crypto';
import type { VendorKit } from '../vendors/faults.ts';
import { FETCHED, oktaError, oktaThrottled, startOkta, TOKEN } from './okta-server.ts';

/** The key of a service app, for this process only. */
export const PEM = String(
  generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }),
);

/** How Okta answers and fails, whether accounts or people are read. */
export const OKTA_KIT: Omit<VendorKit<unknown>, 'connector' | 'settings' | 'token'> = {
  start: startOkta,
  secrets: [TOKEN, FETCHED, PEM],
  list: /^GET \/api\/v1\/users/,
  rows: (body) => body as Record<string, unknown>[],
  idKey: 'id',
  namesRow: /\/api\/v1\/users: \[1\]\.id: /,
  unauthorised: oktaError(401, 'E0000011', 'Invalid token provided'),
  forbidden: {
    reply: oktaError(403, 'E0000006', 'You do not have permission to perform the requested action'),
    right: null,
  },
  throttled: (seconds, { clock }) => oktaThrottled(seconds, clock),
  ended: (reply) => ({ ...reply, headers: {} }),
  half: 'guard',
  otherTenant: {
    change: (reply) => ({
      ...reply,
      body: JSON.parse(JSON.stringify(reply.body).replaceAll('your-subdomain.okta.com', 'other.okta.com')),
    }),
    outcome: 'unexpected-response',
  },
};
