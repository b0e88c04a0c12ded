import { z } from 'zod';
import type { ConnectorIo } from '../base/connector.ts';
import { type Meter, openMeter } from '../base/usage.ts';
import type { HttpApi } from '../http/exchange.ts';
import { createApi } from '../http/http.ts';
import { openSecrets } from '../http/secrets.ts';
import { SLACK_ANSWERS } from './answers.ts';
import type { SlackSettings } from './settings.ts';

/** Slack as it is asked by one connection. */
export interface SlackClient {
  readonly app: string;
  readonly api: HttpApi;
  /** Asks with the admin's token; `null` without one. */
  readonly adminApi: HttpApi | null;
  readonly meter: Meter;
  readonly now: () => Date;
}

/** What every answer that is no error has. */
export const Ok = z.object({ ok: z.literal(true) });

export function slackClient(settings: SlackSettings, io: ConnectorIo): SlackClient {
  const { app } = io;
  const { token, adminToken, scimToken, apiUrl } = settings;
  const secrets = openSecrets([token, adminToken ?? '', scimToken ?? '']);
  const meter = openMeter();
  const apiOf = (bearer: string) =>
    createApi({
      app,
      baseUrl: apiUrl,
      headers: { accept: 'application/json', authorization: `Bearer ${bearer}` },
      secrets,
      io,
      vendor: SLACK_ANSWERS,
      meter,
    });
  return {
    app,
    api: apiOf(token),
    adminApi: adminToken === undefined ? null : apiOf(adminToken),
    meter,
    now: io.now,
  };
}
