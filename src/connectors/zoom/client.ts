import type { ConnectorIo } from '../base/connector.ts';
import { type Meter, openMeter } from '../base/usage.ts';
import type { HttpApi } from '../http/exchange.ts';
import { createApi } from '../http/http.ts';
import { openSecrets } from '../http/secrets.ts';
import { basic, oauthToken } from '../oauth/token.ts';
import { ZOOM_ANSWERS, ZOOM_TOKEN_RULES } from './answers.ts';
import type { ZoomSettings } from './settings.ts';

/** Zoom as it is asked by one connection. */
export interface ZoomClient {
  readonly app: string;
  readonly api: HttpApi;
  readonly meter: Meter;
}

export function zoomClient(settings: ZoomSettings, io: ConnectorIo): ZoomClient {
  const { app } = io;
  const { accountId, clientId, clientSecret, apiUrl, loginUrl } = settings;
  const secrets = openSecrets([clientSecret]);
  const meter = openMeter();
  const account = new URLSearchParams({ grant_type: 'account_credentials', account_id: accountId });
  const credentials = oauthToken({
    app,
    io,
    secrets,
    meter,
    url: `${loginUrl}/oauth/token?${account}`,
    form: () => ({}),
    headers: { authorization: basic(clientId, clientSecret, secrets) },
    rules: ZOOM_TOKEN_RULES,
  });
  const api = createApi({
    app,
    baseUrl: apiUrl,
    headers: { accept: 'application/json' },
    secrets,
    io,
    vendor: ZOOM_ANSWERS,
    meter,
    credentials,
    // All apps of the Zoom account share one limit.
    spare: 0.5,
  });
  return { app, api, meter };
}
