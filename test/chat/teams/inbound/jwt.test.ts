import { createHmac } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openDoor } from '../../../../src/chat/teams/inbound/bot.ts';
import { createTeams } from '../../../../src/chat/teams/teams.ts';
import { createPromptFetch } from '../../../../src/connectors/network/dial.ts';
import { createLog } from '../../../../src/log.ts';
import { serveWeb, type WebServer } from '../../../../src/web/server.ts';
import {
  BOT_APP as APP,
  CLAIMS,
  newKeys,
  part,
  publishKeys,
  type Signature,
  soon,
  tokenSaying,
} from '../../../support/teams/connector-keys.ts';
import { fixture, KIM, TENANT } from '../../../support/teams/teams-client.ts';
import { botThat } from '../../bot.ts';
import { teamsMemory } from '../memory.ts';

const keys = newKeys();
const others = newKeys();
/** Signed for something else than Teams. */
const unendorsed = newKeys();

let keyServer: Awaited<ReturnType<typeof publishKeys>>;
let web: WebServer;
let heard: string[] = [];
/** The rejected requests that were recorded. */
let refused: string[] = [];
const { console: output } = globalThis;
/** Everything that went to the console, to standard output and error, and to the log. */
let printed = '';

beforeAll(async () => {
  for (const level of ['error', 'warn', 'info', 'log', 'debug'] as const)
    vi.spyOn(output, level).mockImplementation((...said) => {
      printed += `${inspect(said, { depth: 10 })}\n`;
    });
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write.bind(stream);
    vi.spyOn(stream, 'write').mockImplementation((chunk, ...more) => {
      printed += String(chunk);
      return write(chunk, ...(more as []));
    });
  }
  keyServer = await publishKeys([
    { key: keys.publicKey, kid: 'ours', endorsements: ['msteams'] },
    { key: unendorsed.publicKey, kid: 'webchat', endorsements: ['webchat'] },
  ]);
  const platform = createTeams({
    fetch: createPromptFetch(),
    access: { mode: 'cloud', appId: APP, appSecret: 'not-a-real-one', tenantId: TENANT },
    users: [KIM],
    organisation: 'Acme',
    apps: 1,
    memory: {
      ...teamsMemory(),
      refused: async (counts, accepted) => {
        refused.push(...counts.map(({ reason }) => reason), ...(accepted ? ['accepted'] : []));
      },
    },
    log: createLog({
      level: 'trace',
      secrets: [],
      destination: {
        write: (line) => {
          printed += line;
        },
      },
    }),
    now: Date.now,
    elapsed: () => performance.now(),
    sleep: (ms) => wait(ms),
    random: () => 0,
    // The test has no roster of Teams to ask.
    timeoutMs: 300,
    open: async (access) => ({
      ...(await openDoor(access, { openIdUrl: keyServer.openIdUrl })),
      token: async () => 'none',
    }),
  });
  await platform.start(
    botThat(async (incoming) => {
      heard.push(`${incoming.type} by ${incoming.by.id}`);
      return null;
    }),
  );
  web = await serveWeb({ port: 0, host: '127.0.0.1', routes: platform.routes ?? [], onError: () => {} });
});
afterAll(async () => {
  await web.close();
  await keyServer.close();
  vi.restoreAllMocks();
});

const token = (claims: object = CLAIMS(), signature: Partial<Signature> = {}) =>
  tokenSaying(claims, { key: keys.privateKey, ...signature });

let count = 0;
async function knock(authorization: string | null, change: object = {}): Promise<number> {
  const response = await fetch(`http://127.0.0.1:${web.port}/api/messages`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(authorization === null ? {} : { authorization }),
    },
    body: JSON.stringify({ ...fixture('execute-action'), id: `jwt-${++count}`, ...change }),
  });
  await response.text();
  return response.status;
}

describe('a token of the Bot Connector', () => {
  it('opens the door when it is signed for us, our service address and our tenant', async () => {
    heard = [];
    expect(await knock(`Bearer ${token()}`)).toBe(200);
    expect(heard).toEqual([`action by teams:${KIM}`]);
  });

  const bad: readonly (readonly [string, () => string | null])[] = [
    ['is missing', () => null],
    ['is empty', () => ''],
    ['is of another scheme', () => `Basic ${token()}`],
    ['is no token', () => 'Bearer hello'],
    ['is cut', () => `Bearer ${token().slice(0, -10)}`],
    ['is for another bot', () => `Bearer ${token({ ...CLAIMS(), aud: 'somebody-else' })}`],
    ['names no audience', () => `Bearer ${token({ ...CLAIMS(), aud: undefined })}`],
    ['is of another issuer', () => `Bearer ${token({ ...CLAIMS(), iss: 'https://evil.example' })}`],
    [
      'is of an emulator',
      () =>
        `Bearer ${token({ ...CLAIMS(), ver: '1.0', appid: APP, iss: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/' })}`,
    ],
    [
      'is for another service address',
      () => `Bearer ${token({ ...CLAIMS(), serviceurl: 'https://evil.example/' })}`,
    ],
    ['names no service address', () => `Bearer ${token({ ...CLAIMS(), serviceurl: undefined })}`],
    ['has expired', () => `Bearer ${token({ ...CLAIMS(), nbf: soon() - 7200, exp: soon() - 3600 })}`],
    ['is not valid yet', () => `Bearer ${token({ ...CLAIMS(), nbf: soon() + 3600, exp: soon() + 7200 })}`],
    ['is signed with a key of another issuer', () => `Bearer ${token(CLAIMS(), { key: others.privateKey })}`],
    ['is signed with a key that was not published', () => `Bearer ${token(CLAIMS(), { kid: 'theirs' })}`],
    [
      'is endorsed for another channel',
      () => `Bearer ${token(CLAIMS(), { key: unendorsed.privateKey, kid: 'webchat' })}`,
    ],
    ['has alg none', () => `Bearer ${part({ alg: 'none', kid: 'ours' })}.${part(CLAIMS())}.`],
    [
      'has alg none and a signature',
      () => `Bearer ${part({ alg: 'none', kid: 'ours' })}.${part(CLAIMS())}.AAAA`,
    ],
    [
      'is signed with the public key as a password',
      () => {
        const head = `${part({ alg: 'HS256', kid: 'ours' })}.${part(CLAIMS())}`;
        const pem = keys.publicKey.export({ type: 'spki', format: 'pem' });
        return `Bearer ${head}.${createHmac('sha256', pem).update(head).digest('base64url')}`;
      },
    ],
  ];
  it.each(bad)('that %s opens nothing', async (_what, authorization) => {
    heard = [];
    expect(await knock(authorization())).toBe(401);
    expect(heard).toEqual([]);
  });

  it.each(bad)('that %s shows nowhere: not on the console, not in the log', async (_what, authorization) => {
    const sent = authorization();
    printed = '';
    await knock(sent);
    expect(printed).toContain('a request claiming to be from Teams was rejected');
    for (const piece of (sent ?? '').split(/[ .]/).filter((text) => text.length > 20))
      expect(printed).not.toContain(piece);
    // The claims of a token and our keys are not printed either.
    for (const word of ['serviceurl', 'BEGIN RSA', 'BEGIN PUBLIC', 'JsonWebTokenError', 'node_modules'])
      expect(printed).not.toContain(word);
    // There is one record of ours per request, and nothing else.
    expect(printed.trim().split('\n')).toHaveLength(1);
  });

  it('silences only the SDK', async () => {
    printed = '';
    const knocking = knock(`Bearer ${token({ ...CLAIMS(), aud: 'somebody-else' })}`);
    output.error('another part has something to say');
    await knocking;
    output.warn('and later too');
    expect(printed).toContain('another part has something to say');
    expect(printed).toContain('and later too');
  });

  const elsewhere = fixture('execute-action');
  it.each([
    ['another tenant', 403, { conversation: { ...(elsewhere.conversation as object), tenantId: 'x' } }],
    ['two tenants', 403, { channelData: { ...(elsewhere.channelData as object), tenant: { id: 'x' } } }],
    ['no tenant', 403, { conversation: { id: '19:a' }, channelData: {} }],
    ['another service address', 403, { serviceUrl: 'https://evil.example/' }],
    [
      'an address that only looks like it',
      403,
      { serviceUrl: 'https://smba.trafficmanager.net.evil.example/' },
    ],
    ['this machine', 403, { serviceUrl: 'http://127.0.0.1:1/' }],
    ['an emulator', 403, { channelId: 'emulator' }],
    [
      'another region than the one in the token',
      401,
      { serviceUrl: 'https://smba.trafficmanager.net/amer/' },
    ],
  ])('that is right opens nothing for %s', async (_what, status, change) => {
    heard = [];
    expect(await knock(`Bearer ${token()}`, change)).toBe(status);
    expect(heard).toEqual([]);
  });

  it('that is rejected is recorded, and so is a valid one after it', async () => {
    await knock(`Bearer ${token()}`);
    refused = [];
    await knock(null);
    await knock('Bearer x');
    await knock(`Bearer ${token()}`);
    expect(refused.at(-1)).toBe('accepted');
    expect(refused).toEqual(expect.arrayContaining(['no-token', 'token']));
  });
});

describe('without authentication', () => {
  it.each([
    ['id', { appId: '', appSecret: 's', tenantId: 't' }],
    ['secret', { appId: 'a', appSecret: ' ', tenantId: 't' }],
    ['tenant', { appId: 'a', appSecret: 's', tenantId: '' }],
  ])('Teams is not opened: no %s', async (_what, given) => {
    await expect(openDoor({ mode: 'cloud', ...given })).rejects.toThrow('cannot be opened without');
  });
});
