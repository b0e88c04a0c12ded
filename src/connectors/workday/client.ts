import type { ConnectorIo } from '../base/connector.ts';
import { type Meter, openMeter } from '../base/usage.ts';
import type { HttpApi } from '../http/exchange.ts';
import { createApi } from '../http/http.ts';
import { openSecrets } from '../http/secrets.ts';
import { basic, oauthToken } from '../oauth/token.ts';
import { WORKDAY_ANSWERS, WORKDAY_TOKEN_RULES } from './answers.ts';
import { REPORT_PATH, type WorkdayServer } from './settings.ts';

/** One report of Workday, as it is asked for by one connection. */
export interface WorkdayClient {
  readonly app: string;
  readonly api: HttpApi;
  readonly meter: Meter;
  /** Its path and query, as JSON. */
  readonly path: string;
  /** As Workday names it. */
  readonly reportName: string;
}

/** A report is computed on request, and comes in one piece. */
const REPORT_TIMEOUT_MS = 300_000;

export function workdayClient(server: WorkdayServer, io: ConnectorIo): WorkdayClient {
  const { app } = io;
  const address = new URL(server.report);
  address.searchParams.set('format', 'json');
  const { origin, pathname, search } = address;
  const [, tenant = '', name = ''] = REPORT_PATH.exec(pathname) ?? [];
  const { username, password = '', clientId = '', clientSecret = '', refreshToken = '' } = server;
  const secrets = openSecrets([password, clientSecret, refreshToken]);
  const meter = openMeter();
  const token = () =>
    oauthToken({
      app,
      io,
      secrets,
      meter,
      url: server.tokenUrl ?? `${origin}/ccx/oauth2/${tenant}/token`,
      form: () => ({ grant_type: 'refresh_token', refresh_token: refreshToken }),
      headers: { authorization: basic(clientId, clientSecret, secrets) },
      rules: WORKDAY_TOKEN_RULES,
    });
  const api = createApi({
    app,
    baseUrl: origin,
    headers: {
      accept: 'application/json',
      ...(username === undefined ? {} : { authorization: basic(username, password, secrets) }),
    },
    secrets,
    io,
    vendor: WORKDAY_ANSWERS,
    meter,
    timeoutMs: io.timeoutMs ?? REPORT_TIMEOUT_MS,
    ...(username === undefined ? { credentials: token() } : {}),
  });
  return { app, api, meter, path: `${pathname}${search}`, reportName: decodeURIComponent(name) };
}
