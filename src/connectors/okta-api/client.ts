import type { ConnectorIo } from '../base/connector.ts';
import { type Meter, openMeter } from '../base/usage.ts';
import type { Credentials, HttpApi } from '../http/exchange.ts';
import { createApi } from '../http/http.ts';
import { openSecrets, type Secrets } from '../http/secrets.ts';
import { CLIENT_ASSERTION_TYPE, signAssertion } from '../oauth/assertion.ts';
import { oauthToken } from '../oauth/token.ts';
import { OKTA_ANSWERS } from './answers.ts';
import type { OktaServer } from './settings.ts';

/** Okta as it is asked by one connection. */
export interface OktaClient {
  readonly app: string;
  readonly api: HttpApi;
  readonly meter: Meter;
  /** The host that the settings name. */
  readonly host: string;
}

/**
 * `scopes` are what a service app asks for: it needs all of them, or it gets no token at all. An API token has the rights of its owner's
 * admin role. `meter` is left out for the first client of a connection.
 */
export function oktaClient(
  server: OktaServer,
  io: ConnectorIo,
  scopes: readonly string[],
  meter = openMeter(),
): OktaClient {
  const { app } = io;
  const { url, token, clientId, privateKey } = server;
  const secrets = openSecrets([token ?? '', privateKey ?? '']);
  const serviceApp = clientId === undefined || privateKey === undefined ? null : { clientId, privateKey };
  const api = createApi({
    app,
    baseUrl: `${url}/api/v1`,
    headers: {
      accept: 'application/json',
      ...(token === undefined ? {} : { authorization: `SSWS ${token}` }),
    },
    secrets,
    io,
    vendor: OKTA_ANSWERS,
    meter,
    ...(serviceApp === null
      ? {}
      : { credentials: serviceToken(url, serviceApp, { io, secrets, meter, scopes }) }),
  });
  return { app, api, meter, host: new URL(url).host };
}

/** https://developer.okta.com/docs/guides/implement-oauth-for-okta-serviceapp/main/ */
function serviceToken(
  url: string,
  { clientId, privateKey }: { clientId: string; privateKey: string },
  {
    io,
    secrets,
    meter,
    scopes,
  }: { io: ConnectorIo; secrets: Secrets; meter: Meter; scopes: readonly string[] },
): Credentials {
  const tokenUrl = `${url}/oauth2/v1/token`;
  return oauthToken({
    app: io.app,
    io,
    secrets,
    meter,
    url: tokenUrl,
    form: async () => ({
      grant_type: 'client_credentials',
      scope: scopes.join(' '),
      client_assertion_type: CLIENT_ASSERTION_TYPE,
      client_assertion: await signAssertion(io, {
        privateKey,
        claims: { iss: clientId, sub: clientId, aud: tokenUrl },
        seconds: 300,
      }),
    }),
    rules: [
      {
        code: 'invalid_scope',
        means: 'right-missing',
        right: scopes.join(', '),
        advice: `grant the service app these scopes under Okta API Scopes: ${scopes.join(', ')}`,
      },
    ],
  });
}
