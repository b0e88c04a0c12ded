import { z } from 'zod';
import type { ConnectorIo } from '../base/connector.ts';
import { type Meter, openMeter } from '../base/usage.ts';
import type { HttpApi } from '../http/exchange.ts';
import { createApi } from '../http/http.ts';
import { openSecrets } from '../http/secrets.ts';
import { fetchedToken } from '../oauth/token.ts';
import { PERSONIO_ANSWERS, PERSONIO_TOKEN_ANSWERS } from './answers.ts';
import type { PersonioSettings } from './settings.ts';

/** Personio as it is asked by one connection. */
export interface PersonioClient {
  readonly app: string;
  readonly api: HttpApi;
  readonly meter: Meter;
}

/** The lifetime of a token: a day, unless the answer says otherwise. */
const Answer = z.object({
  data: z.object({ token: z.string().min(1), expires_in: z.coerce.number().positive().default(86_400) }),
});

/** 300 requests a minute. */
const PACING_MS = 200;

export function personioClient(settings: PersonioSettings, io: ConnectorIo): PersonioClient {
  const { app } = io;
  const { clientId, clientSecret, apiUrl } = settings;
  const secrets = openSecrets([clientSecret]);
  const meter = openMeter();
  const shared = { app, baseUrl: apiUrl, headers: { accept: 'application/json' }, secrets, io, meter };
  const tokens = createApi({ ...shared, vendor: PERSONIO_TOKEN_ANSWERS });
  const credentials = fetchedToken({ io, secrets }, async () => {
    const answer = await tokens.send('v1/auth', {
      method: 'POST',
      body: { client_id: clientId, client_secret: clientSecret },
      idempotent: true,
    });
    const { token, expires_in } = answer.json(Answer).data;
    return { token, expiresIn: expires_in };
  });
  const api = createApi({ ...shared, vendor: PERSONIO_ANSWERS, credentials, pacing: PACING_MS });
  return { app, api, meter };
}
