import type { ConnectorIo } from '../base/connector.ts';
import { type Meter, openMeter } from '../base/usage.ts';
import type { VendorAnswers } from '../http/answers.ts';
import type { HttpApi } from '../http/exchange.ts';
import { createApi } from '../http/http.ts';
import { openSecrets } from '../http/secrets.ts';
import { oauthToken } from '../oauth/token.ts';
import { ADOBE_ANSWERS, ADOBE_TOKEN_RULES } from './answers.ts';
import type { AdobeSettings } from './settings.ts';

/** Adobe as it is asked by one connection. */
export interface AdobeClient {
  readonly app: string;
  readonly api: HttpApi;
  readonly meter: Meter;
  /** Encoded for a path. */
  readonly organization: string;
}

export function adobeClient(
  settings: AdobeSettings,
  io: ConnectorIo,
  vendor: VendorAnswers = ADOBE_ANSWERS,
): AdobeClient {
  const { app } = io;
  const { organization, clientId, clientSecret, apiUrl, loginUrl } = settings;
  const secrets = openSecrets([clientSecret]);
  const meter = openMeter();
  const credentials = oauthToken({
    app,
    io,
    secrets,
    meter,
    url: `${loginUrl}/ims/token/v3`,
    form: () => ({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
      scope: 'openid,AdobeID,user_management_sdk',
    }),
    rules: ADOBE_TOKEN_RULES,
  });
  const api = createApi({
    app,
    baseUrl: apiUrl,
    headers: { accept: 'application/json', 'x-api-key': clientId },
    secrets,
    io,
    vendor,
    meter,
    credentials,
  });
  // Adobe leaves the @ unencoded.
  return { app, api, meter, organization: encodeURIComponent(organization).replaceAll('%40', '@') };
}
