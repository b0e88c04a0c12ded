import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Door, openDoor } from '../../../../src/chat/teams/inbound/bot.ts';
import { createTeams } from '../../../../src/chat/teams/teams.ts';
import { createPromptFetch } from '../../../../src/connectors/network/dial.ts';
import { createLog } from '../../../../src/log.ts';
import { serveWeb } from '../../../../src/web/server.ts';
import { accounts, company, people } from '../../../support/company.ts';
import { startServer } from '../../../support/http-server.ts';
import { CHANNEL, fixture, TENANT } from '../../../support/teams/teams-client.ts';
import { teamsOffice } from '../../../support/teams/teams-office.ts';
import { botThat } from '../../bot.ts';
import { teamsMemory } from '../memory.ts';

const APP = '6f1c1f0e-3a1e-4b7a-9f5d-2f0f6a0c1d11';
const never = () => new Promise<never>(() => {});

it('a search for people is answered in time, even when the roster of the channel is slow', async () => {
  const office = await teamsOffice(
    company({
      roster: people('1,ada@acme.example,,,Ada Keller,active'),
      apps: { figma: accounts('f1,ada@acme.example,,,Ada Keller') },
      yaml: 'schedule: { sync: "0 0 1 1 *", digest: "0 0 1 1 *" }',
    }),
    { teams: { answerMs: 200, timeoutMs: 3_000 } },
  );
  const lee = office.client('Lee Chang', 'lee');
  const search = () =>
    lee.send(
      lee.activity('search-people', {
        value: { queryText: 'ada', queryOptions: { skip: 0, top: 15 }, dataset: 'people' },
      }),
    );
  expect((await search()).body).toMatchObject({ value: { results: [{ value: '1' }] } });

  const other = office.client('Somebody Else', 'else');
  lee.from.id = other.from.id;
  office.connector.roster = wait(1_500).then(() => {});
  const began = Date.now();
  expect((await search()).body).toMatchObject({ value: { results: [] } });
  expect(Date.now() - began).toBeLessThan(1_000);
});

describe('while Microsoft answers nothing', () => {
  async function platform(given: Partial<Door>) {
    const silent = await startServer(() => {});
    onTestFinished(() => silent.close());
    const memory = teamsMemory();
    const ref = { serviceUrl: 'https://smba.trafficmanager.net/emea/', teamId: null, botId: APP };
    await memory.installed({ ...ref, conversation: CHANNEL, kind: 'channel', botName: 'S', byAdmin: true });
    const warned: string[] = [];
    const teams = createTeams({
      fetch: createPromptFetch(),
      access: { mode: 'cloud', appId: APP, appSecret: 'not-a-real-one', tenantId: TENANT },
      users: [],
      organisation: 'Acme',
      apps: 1,
      memory,
      log: {
        ...createLog({ level: 'silent', secrets: [] }),
        warn: (about: object) => void warned.push(JSON.stringify(about)),
      },
      now: Date.now,
      elapsed: () => performance.now(),
      sleep: (ms) => wait(ms),
      random: () => 0,
      timeoutMs: 300,
      open: async (access) => ({
        ...(await openDoor(access, { openIdUrl: `${silent.origin}/openid` })),
        ...given,
      }),
    });
    await teams.start(botThat(async () => null));
    const web = await serveWeb({ port: 0, host: '127.0.0.1', routes: teams.routes ?? [], onError: () => {} });
    onTestFinished(() => web.close());
    return { teams, warned, url: `http://127.0.0.1:${web.port}/api/messages` };
  }

  it('a request is rejected in time while its sender cannot be verified', async () => {
    const { warned, url } = await platform({});
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = {
      iss: 'https://api.botframework.com',
      aud: APP,
      exp: Math.floor(Date.now() / 1000) + 600,
    };
    const token = `${part({ typ: 'JWT', alg: 'RS256', kid: 'ours' })}.${part(claims)}.${part({})}`;
    const began = Date.now();
    const { status } = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(fixture('channel-mention')),
      signal: AbortSignal.timeout(4_000),
    });
    expect(status).toBe(401);
    expect(Date.now() - began).toBeLessThan(2_000);
    expect(warned.join()).toContain('did not say in time');
  });

  it('an alert without a token is tried again later, and delays nothing else', async () => {
    const { teams } = await platform({ token: never });
    const message = { summary: 'Figma is clean.', title: 'Figma is clean.', body: [], buttons: [] };
    const sent = await Promise.race([teams.post(message, 'alert'), wait(4_000)]);
    expect(sent).toMatchObject({ outcome: 'refused' });
    expect(sent).not.toHaveProperty('final');
    await teams.stop();
  });
});
