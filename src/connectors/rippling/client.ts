import type { ConnectorIo } from '../base/connector.ts';
import { type Meter, openMeter } from '../base/usage.ts';
import type { HttpApi } from '../http/exchange.ts';
import { createApi } from '../http/http.ts';
import { openSecrets } from '../http/secrets.ts';
import { RIPPLING_ANSWERS } from './answers.ts';
import type { RipplingSettings } from './settings.ts';

/** Rippling as it is asked by one connection. */
export interface RipplingClient {
  readonly app: string;
  readonly api: HttpApi;
  readonly meter: Meter;
}

export function ripplingClient({ token, apiUrl }: RipplingSettings, io: ConnectorIo): RipplingClient {
  const { app } = io;
  const secrets = openSecrets([token]);
  const meter = openMeter();
  const api = createApi({
    app,
    baseUrl: apiUrl,
    headers: { accept: 'application/json', authorization: `Bearer ${token}` },
    secrets,
    io,
    vendor: RIPPLING_ANSWERS,
    meter,
  });
  return { app, api, meter };
}
