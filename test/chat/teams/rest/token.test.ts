import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import type { Door } from '../../../../src/chat/teams/inbound/bot.ts';
import { readActivity } from '../../../../src/chat/teams/inbound/incoming.ts';
import type { ConversationRef } from '../../../../src/chat/teams/places/conversation-of-activity.ts';
import type { AlertChannel } from '../../../../src/chat/teams/places/conversation-store.ts';
import { createInstallations } from '../../../../src/chat/teams/places/installations.ts';
import { openBotApi } from '../../../../src/chat/teams/rest/bot-api.ts';
import { createTeams } from '../../../../src/chat/teams/teams.ts';
import { createPromptFetch } from '../../../../src/connectors/network/dial.ts';
import { createLog } from '../../../../src/log.ts';
import { teamsMemoryOf } from '../../../../src/service/chat-memory.ts';
import { company, people } from '../../../support/company.ts';
import { CHANNEL, fixture, KIM, TENANT } from '../../../support/teams/teams-client.ts';
import { TeamsConnector } from '../../../support/teams/teams-connector.ts';
import { botThat } from '../../bot.ts';

const APP = '6f1c1f0e-3a1e-4b7a-9f5d-2f0f6a0c1d11';
const open = async (): Promise<Door> => ({ rejects: async () => null, token: async () => 'ours' });

const about = {
  organisation: 'Acme',
  apps: 1,
  log: createLog({ level: 'silent', secrets: [] }),
  sleep: (ms: number) => wait(ms),
  look: {},
};

const SERVICE = 'https://smba.trafficmanager.net/emea/';
const cloud = (token = async () => 'ours') =>
  openBotApi({ token, fetch: createPromptFetch(), local: false, random: () => 0 });

function channelAt(serviceUrl: string): AlertChannel {
  const bot = { botId: `28:${APP}`, botName: 'Seatkeeper' };
  return { conversation: CHANNEL, kind: 'channel', serviceUrl, teamId: CHANNEL, ...bot, byAdmin: true };
}

function spokenIn(channel: string): ConversationRef {
  const arrived = readActivity(fixture('channel-mention'));
  if (arrived.type !== 'command' || arrived.place.channelId !== channel) throw new Error(arrived.type);
  return arrived.place;
}

async function listener() {
  const connector = await TeamsConnector.open();
  onTestFinished(() => connector.close());
  return connector;
}

test('a channel stored in local mode gets neither our token nor an alert until a mention there corrects its address', async () => {
  const connector = await listener();
  const home = company({ roster: people('1,ada@acme.example'), apps: {} });
  const memory = teamsMemoryOf(home.open().context);
  await memory.installed(channelAt(connector.serviceUrl));
  const platform = createTeams({
    fetch: createPromptFetch(),
    access: { mode: 'cloud', appId: APP, appSecret: 'not-a-real-one', tenantId: TENANT },
    users: [KIM],
    ...about,
    memory,
    now: Date.now,
    elapsed: () => performance.now(),
    random: () => 0,
    gapMs: 0,
    open,
  });
  await platform.start(botThat(async () => null));
  onTestFinished(async () => platform.stop());
  const alert = { summary: 'Figma: 1 person who left', title: 'Figma', body: [], buttons: [] };
  expect(await platform.post(alert, 'k1')).toMatchObject({ outcome: 'refused' });
  const ref = { conversation: CHANNEL, activity: 'a1' };
  expect(await platform.update(ref, alert, { key: 'k2', quiet: false })).toMatchObject({
    outcome: 'refused',
  });
  expect(connector.calls).toEqual([]);
  expect(platform.problems?.().join()).toContain('Alerts have no channel in Teams yet');

  await createInstallations({ ...about, memory, connector: cloud(), local: false }).learn(spokenIn(CHANNEL));
  expect(platform.problems?.().join()).not.toContain('no channel');
});

test('a mention corrects its address even while alerts go to another chat', async () => {
  const memory = teamsMemoryOf(company({ roster: people('1,ada@acme.example'), apps: {} }).open().context);
  await memory.installed(channelAt('http://127.0.0.1:1/'));
  const own = { conversation: 'a:kim', kind: 'personal', teamId: null } as const;
  await memory.installed({ ...channelAt(SERVICE), ...own });
  const installations = createInstallations({ ...about, memory, connector: cloud(), local: false });
  expect(installations.alertChannel()?.conversation).toBe('a:kim');
  await installations.learn(spokenIn(CHANNEL));
  expect(installations.alertChannel()).toMatchObject({ conversation: CHANNEL, serviceUrl: SERVICE });
});

test.each([
  ['this machine', 'http://127.0.0.1'],
  ['another host', 'https://smba.trafficmanager.net.evil.example/'],
  ['Teams without encryption', 'http://smba.trafficmanager.net/emea/'],
])('our token is not even fetched for %s', async (_what, address) => {
  const connector = await listener();
  const serviceUrl = address === 'http://127.0.0.1' ? connector.serviceUrl : address;
  let fetched = 0;
  const ours = cloud(async () => `ours-${++fetched}`);
  const to = { serviceUrl, conversation: CHANNEL };
  const refused = { kind: 'refused', code: 'service_address' };
  await expect(ours.post(to, {})).rejects.toMatchObject(refused);
  await expect(ours.update(to, 'a1', {})).rejects.toMatchObject(refused);
  await expect(ours.member(to, '29:kim')).rejects.toMatchObject(refused);
  expect({ fetched, calls: connector.calls }).toEqual({ fetched: 0, calls: [] });
});
