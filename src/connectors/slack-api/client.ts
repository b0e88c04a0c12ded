import { z } from 'zod';
import type { ConnectorIo } from '../base/connector.ts';
import { type Meter, openMeter } from '../base/usage.ts';
import type { HttpApi } from '../http/exchange.ts';
import { createApi } from '../http/http.ts';
import { openSecrets } from '../http/secrets.ts';
import { SCIM_ANSWERS, SLACK_ANSWERS } from './answers.ts';
import { type SlackScim, scimAt } from './scim.ts';
import type { SlackSettings } from './settings.ts';

/** Slack as it is asked by one connection. */
export interface SlackClient {
  readonly app: string;
  readonly api: HttpApi;
  /** Asks with the admin's token; `null` without one. */
  readonly adminApi: HttpApi | null;
  /** SCIM, by which people are deactivated; `null` without a token for it. */
  readonly scim: SlackScim | null;
  /** The Web API in the name of the same token: tells whose it is. */
  readonly scimOwner: HttpApi | null;
  readonly meter: Meter;
  readonly now: () => Date;
}

/** What every answer that is no error has. */
export const Ok = z.object({ ok: z.literal(true) });

export function slackClient(settings: SlackSettings, io: ConnectorIo): SlackClient {
  const { app } = io;
  const { token, adminToken, apiUrl } = settings;
  const scimToken = settings.removal?.token ?? settings.scimToken;
  const secrets = openSecrets([token, adminToken ?? '', scimToken ?? '']);
  const meter = openMeter();
  const apiOf = (bearer: string, baseUrl = apiUrl, vendor = SLACK_ANSWERS) => {
    const headers = { accept: 'application/json', authorization: `Bearer ${bearer}` };
    return createApi({ app, baseUrl, headers, secrets, io, vendor, meter });
  };
  const { url, version } = scimAt(apiUrl);
  return {
    app,
    api: apiOf(token),
    adminApi: adminToken === undefined ? null : apiOf(adminToken),
    scimOwner: scimToken === undefined ? null : apiOf(scimToken),
    scim: scimToken === undefined ? null : { api: apiOf(scimToken, url, SCIM_ANSWERS), version },
    meter,
    now: io.now,
  };
}
