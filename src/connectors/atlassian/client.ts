import type { ConnectorIo } from '../base/connector.ts';
import { type Meter, openMeter } from '../base/usage.ts';
import type { HttpApi } from '../http/exchange.ts';
import { createApi } from '../http/http.ts';
import { ATLASSIAN_ANSWERS } from './answers.ts';
import type { AtlassianSettings } from './settings.ts';

/** Atlassian as it is asked by one connection. */
export interface AtlassianClient {
  readonly app: string;
  readonly api: HttpApi;
  /** The API for single accounts, next to the API of the organisation. */
  readonly rootApi: HttpApi;
  readonly meter: Meter;
  /** Encoded for a path. */
  readonly organization: string;
}

export function atlassianClient(settings: AtlassianSettings, io: ConnectorIo): AtlassianClient {
  const { app } = io;
  const { organization, apiKey, apiUrl } = settings;
  const meter = openMeter();
  const apiAt = (baseUrl: string) =>
    createApi({
      app,
      baseUrl,
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        authorization: `Bearer ${apiKey}`,
      },
      secrets: [apiKey],
      io,
      vendor: ATLASSIAN_ANSWERS,
      meter,
    });
  const api = apiAt(apiUrl);
  const rootApi = apiAt(apiUrl.replace(/\/admin$/, ''));
  return { app, api, rootApi, meter, organization: encodeURIComponent(organization) };
}
