import type { ConnectorIo } from '../base/connector.ts';
import { type Meter, openMeter } from '../base/usage.ts';
import type { VendorAnswers } from '../http/answers.ts';
import type { Credentials, HttpApi } from '../http/exchange.ts';
import { createApi } from '../http/http.ts';
import { openSecrets, type Secrets } from '../http/secrets.ts';
import { CLIENT_ASSERTION_TYPE, signAssertion } from '../oauth/assertion.ts';
import { thumbprintOf } from '../oauth/private-key.ts';
import { oauthToken } from '../oauth/token.ts';
import { ELSEWHERE, GRAPH_ANSWERS, TOKEN_RULES } from './answers.ts';
import { askTogether, openEarlyAnswers } from './asked-together.ts';
import { CLOUDS, type Cloud, type GraphServer } from './settings.ts';

/** Microsoft Graph as it is asked by one connection. */
export interface GraphClient {
  readonly app: string;
  /** As the settings name it. */
  readonly tenant: string;
  readonly api: HttpApi;
  /** See `askTogether`: these paths, as `api` will be asked for them. */
  together(paths: readonly string[]): Promise<void>;
  /** Another host, which gets no token: the usage report is fetched from one. */
  elsewhere(origin: string): HttpApi;
  readonly now: () => Date;
  /** Waits as long as a part of an answer asks, in milliseconds, and says so. */
  wait(ms: number): Promise<void>;
  readonly cloud: Cloud;
  readonly meter: Meter;
  /** The company's own domains. */
  readonly domains: readonly string[];
}

export function graphClient(
  server: GraphServer,
  io: ConnectorIo,
  vendor: VendorAnswers = GRAPH_ANSWERS,
): GraphClient {
  const { app } = io;
  const cloud = CLOUDS[server.cloud];
  const secrets = openSecrets([server.clientSecret ?? '', server.privateKey ?? '']);
  const meter = openMeter();
  const credentials = tokenOf(server, cloud, { io, secrets, meter });
  const shared = { app, secrets, io, meter, vendor };
  const early = openEarlyAnswers(io.fetch, meter);
  const baseUrl = `${server.apiUrl ?? cloud.graph}/v1.0/`;
  const api = createApi({
    ...shared,
    io: { ...io, fetch: early.fetch },
    meter: early.meter,
    baseUrl,
    headers: { accept: 'application/json' },
    credentials,
  });
  return {
    app,
    tenant: server.tenant,
    api,
    together: (paths) => askTogether(api, early, { base: new URL(baseUrl), paths }),
    elsewhere: (origin) => createApi({ ...shared, vendor: ELSEWHERE, baseUrl: origin, headers: {} }),
    now: io.now,
    async wait(ms) {
      io.waiting?.(new Date(io.now().getTime() + ms));
      await io.sleep(ms);
      io.waiting?.(null);
    },
    cloud,
    meter,
    domains: io.domains,
  };
}

/** https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow */
function tokenOf(
  { tenant, clientId, clientSecret, certificate, privateKey, loginUrl }: GraphServer,
  cloud: Cloud,
  { io, secrets, meter }: { io: ConnectorIo; secrets: Secrets; meter: Meter },
): Credentials {
  const path = `/${encodeURIComponent(tenant)}/oauth2/v2.0/token`;
  const url = `${loginUrl ?? cloud.login}${path}`;
  const form = { client_id: clientId, scope: `${cloud.graph}/.default`, grant_type: 'client_credentials' };
  return oauthToken({
    app: io.app,
    io,
    secrets,
    meter,
    url,
    rules: TOKEN_RULES,
    form: async () => {
      if (certificate === undefined || privateKey === undefined)
        return { ...form, client_secret: clientSecret ?? '' };
      const assertion = await signAssertion(io, {
        privateKey,
        thumbprint: thumbprintOf(certificate),
        claims: { iss: clientId, sub: clientId, aud: `${cloud.login}${path}` },
        seconds: 300,
      });
      return { ...form, client_assertion_type: CLIENT_ASSERTION_TYPE, client_assertion: assertion };
    },
  });
}
