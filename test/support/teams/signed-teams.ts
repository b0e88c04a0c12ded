import { onTestFinished } from 'vitest';
import { openDoor } from '../../../src/chat/teams/inbound/bot.ts';
import type { TeamsOptions } from '../../../src/chat/teams/teams.ts';
import { createPromptFetch } from '../../../src/connectors/network/dial.ts';
import { BOT_APP, CLAIMS, newKeys, publishKeys, SERVICE, tokenSaying } from './connector-keys.ts';
import { TENANT, type TeamsConnector } from './teams-connector.ts';

/**
 * Teams as it is in the cloud: the SDK proves every request by the signature of the Bot Connector, and what is sent to the connector's
 * address arrives at the one on this machine.
 */
export async function signedTeams(connector: TeamsConnector) {
  const keys = newKeys();
  const published = await publishKeys([{ key: keys.publicKey, kid: 'ours', endorsements: ['msteams'] }]);
  onTestFinished(() => published.close());
  connector.publicUrl = SERVICE;
  const send = createPromptFetch();
  const teams = {
    access: { mode: 'cloud', appId: BOT_APP, appSecret: 'not-a-real-one', tenantId: TENANT },
    fetch: (asked, init) => send(String(asked).replace(SERVICE, connector.ownUrl), init),
    open: async (access) => ({
      ...(await openDoor(access, { openIdUrl: published.openIdUrl })),
      // Entra, which gives it, is not on this machine.
      token: async () => 'ours',
    }),
  } satisfies Partial<TeamsOptions>;
  return { teams, authorization: () => `Bearer ${tokenSaying(CLAIMS(), { key: keys.privateKey })}` };
}
