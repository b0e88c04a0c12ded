import type { ConnectorIo } from '../base/connector.ts';
import { type Meter, openMeter } from '../base/usage.ts';
import type { HttpApi } from '../http/exchange.ts';
import { createApi } from '../http/http.ts';
import { openSecrets } from '../http/secrets.ts';
import { JWT_BEARER, signAssertion } from '../oauth/assertion.ts';
import { oauthToken } from '../oauth/token.ts';
import { GOOGLE_ANSWERS, GOOGLE_WRITE_ANSWERS } from './answers.ts';
import { SCOPES, WRITE_USERS } from './areas.ts';
import type { GoogleServer } from './settings.ts';
import { tokenRules } from './token-rules.ts';

/**
 * Google Workspace as it is asked by one connection. Google gives no token at all if one of its scopes is not delegated, so each API asks
 * for its own token: then only what is not granted is missing.
 */
export interface GoogleClient {
  readonly app: string;
  readonly users: HttpApi;
  readonly groups: HttpApi;
  readonly licensing: HttpApi;
  readonly reports: HttpApi;
  readonly meter: Meter;
  /** `my_customer`, or the customer that the settings name. */
  readonly customer: string;
}

/** The address for tokens, which assertions name, too; a proxy has another address and passes the same name on. */
const TOKEN_URL = 'https://oauth2.googleapis.com/token';

/** https://developers.google.com/identity/protocols/oauth2/service-account#httprest */
export function googleClient(
  server: GoogleServer,
  io: ConnectorIo,
  mode: 'reads' | 'writes' = 'reads',
): GoogleClient {
  const { app } = io;
  const { serviceAccount, admin, customer, apiUrl, licensingUrl } = server;
  const { privateKey, text, keyId, email } = serviceAccount;
  const secrets = openSecrets([privateKey, text]);
  const meter = openMeter();
  const audience = serviceAccount.tokenUrl ?? TOKEN_URL;

  function api(baseUrl: string, scope: string): HttpApi {
    const credentials = oauthToken({
      app,
      io,
      secrets,
      meter,
      url: server.tokenUrl ?? audience,
      form: async () => ({
        grant_type: JWT_BEARER,
        assertion: await signAssertion(io, {
          privateKey,
          ...(keyId === null ? {} : { keyId }),
          claims: {
            iss: email,
            scope,
            aud: audience,
            ...(admin === undefined ? {} : { sub: admin }),
          },
          seconds: 3600,
        }),
      }),
      rules: tokenRules(server, scope),
    });
    const headers = { accept: 'application/json' };
    const vendor = mode === 'reads' ? GOOGLE_ANSWERS : GOOGLE_WRITE_ANSWERS;
    return createApi({ app, baseUrl, headers, secrets, io, vendor, meter, credentials });
  }

  return {
    app,
    users: api(`${apiUrl}/admin/directory/v1`, mode === 'reads' ? SCOPES.users : WRITE_USERS),
    groups: api(`${apiUrl}/admin/directory/v1`, SCOPES.groups),
    licensing: api(`${licensingUrl}/apps/licensing/v1`, SCOPES.licensing),
    reports: api(`${apiUrl}/admin/reports/v1`, SCOPES.reports),
    meter,
    customer,
  };
}
