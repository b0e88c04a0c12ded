import type { ConnectorIo } from '../base/connector.ts';
import { type Meter, openMeter } from '../base/usage.ts';
import type { HttpApi } from '../http/exchange.ts';
import { createApi } from '../http/http.ts';
import { openSecrets } from '../http/secrets.ts';
import { basic } from '../oauth/token.ts';
import { BAMBOO_ANSWERS } from './answers.ts';
import type { BambooSettings } from './settings.ts';

/** BambooHR as it is asked by one connection. */
export interface BambooClient {
  readonly app: string;
  readonly api: HttpApi;
  readonly meter: Meter;
}

/** The key is the name, and any text the password: https://documentation.bamboohr.com/docs/getting-started#authentication */
export function bambooClient({ company, apiKey, apiUrl }: BambooSettings, io: ConnectorIo): BambooClient {
  const secrets = openSecrets([apiKey]);
  const meter = openMeter();
  const api = createApi({
    app: io.app,
    baseUrl: apiUrl ?? `https://${company}.bamboohr.com/api`,
    headers: { accept: 'application/json', authorization: basic(apiKey, 'x', secrets) },
    secrets,
    io,
    vendor: BAMBOO_ANSWERS,
    meter,
    timeoutMs: io.timeoutMs ?? REPORT_TIMEOUT_MS,
  });
  return { app: io.app, api, meter };
}

/** One answer holds the whole company. */
const REPORT_TIMEOUT_MS = 120_000;
