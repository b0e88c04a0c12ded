import type { ConnectorIo } from '../base/connector.ts';
import { type Meter, openMeter } from '../base/usage.ts';
import type { HttpApi } from '../http/exchange.ts';
import { createApi } from '../http/http.ts';
import { openSecrets } from '../http/secrets.ts';
import { basic } from '../oauth/token.ts';
import { HIBOB_ANSWERS } from './answers.ts';
import type { HibobSettings } from './settings.ts';

/** HiBob as it is asked by one connection. */
export interface HibobClient {
  readonly app: string;
  readonly api: HttpApi;
  readonly meter: Meter;
}

/** One answer holds the whole company. */
const SEARCH_TIMEOUT_MS = 120_000;

export function hibobClient({ serviceUser, token, apiUrl }: HibobSettings, io: ConnectorIo): HibobClient {
  const { app } = io;
  const secrets = openSecrets([token]);
  const meter = openMeter();
  const api = createApi({
    app,
    baseUrl: apiUrl,
    headers: { accept: 'application/json', authorization: basic(serviceUser, token, secrets) },
    secrets,
    io,
    vendor: HIBOB_ANSWERS,
    meter,
    timeoutMs: io.timeoutMs ?? SEARCH_TIMEOUT_MS,
  });
  return { app, api, meter };
}
