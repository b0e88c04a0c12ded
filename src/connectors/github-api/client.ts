import type { ConnectorIo } from '../base/connector.ts';
import { type Meter, openMeter } from '../base/usage.ts';
import type { VendorAnswers } from '../http/answers.ts';
import type { HttpApi } from '../http/exchange.ts';
import { createApi } from '../http/http.ts';
import { openSecrets } from '../http/secrets.ts';
import { fetchedToken } from '../oauth/token.ts';
import { GITHUB_ANSWERS } from './answers.ts';
import { type AppApi, appApi } from './app-api.ts';
import type { GithubSettings } from './settings.ts';

/** GitHub as it is asked by one connection. */
export interface GithubClient {
  readonly app: string;
  readonly org: string;
  readonly enterprise: string | null;
  readonly api: HttpApi;
  /** `null` with a personal token. */
  readonly appApi: AppApi | null;
  /** The address of GraphQL. */
  readonly graphql: string;
  /** GitHub Enterprise Server does some things differently. */
  readonly isServer: boolean;
  readonly meter: Meter;
  readonly now: () => Date;
  /** The company's own domains. */
  readonly domains: readonly string[];
}

/** https://docs.github.com/rest/about-the-rest-api/api-versions; the default version, which stays until 2028 at least. */
const HEADERS = {
  // GitHub recommends the first; its own description of the API uses the second.
  accept: 'application/vnd.github+json, application/json',
  'x-github-api-version': '2022-11-28',
  'user-agent': 'Seatkeeper',
};

export function githubClient(
  settings: GithubSettings,
  io: ConnectorIo,
  vendor: VendorAnswers = GITHUB_ANSWERS,
): GithubClient {
  const { app } = io;
  const { org, enterprise = null, token, apiUrl } = settings;
  const secrets = openSecrets([token ?? '', settings.app?.privateKey ?? '']);
  const meter = openMeter();
  const asked = { app, baseUrl: apiUrl, secrets, io, meter };
  const ownApi = settings.app === undefined ? null : appApi(settings.app, { ...asked, headers: HEADERS });
  const api = createApi({
    ...asked,
    headers: { ...HEADERS, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
    vendor,
    ...(ownApi === null ? {} : { credentials: fetchedToken({ io, secrets }, ownApi.token) }),
  });
  const isServer = apiUrl.endsWith('/api/v3');
  const graphql = isServer ? apiUrl.replace(/\/v3$/, '/graphql') : `${apiUrl}/graphql`;
  return {
    app,
    org,
    enterprise,
    api,
    appApi: ownApi,
    graphql,
    isServer,
    meter,
    now: io.now,
    domains: io.domains,
  };
}
