import https from 'node:https';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { openApi, openLine } from '../../src/chat/slack/bolt.ts';
import { openDoor } from '../../src/chat/teams/inbound/bot.ts';
import { tryLogin } from '../../src/chat/teams/rest/entra.ts';
import { createPromptFetch, openSocketDispatcher } from '../../src/connectors/network/dial.ts';
import { routeNodeRequests } from '../../src/connectors/network/node-agent.ts';
import { createLog } from '../../src/log.ts';
import { eventually } from '../support/eventually.ts';
import { sendJson, startServer } from '../support/http-server.ts';
import { startProxy } from '../support/proxy-server.ts';
import { startTlsServer, TEST_CA } from '../support/tls-server.ts';

const log = createLog({ level: 'silent', secrets: [] });
const agent = https.globalAgent;
afterEach(() => {
  https.globalAgent = agent;
});

/** A company whose chats are behind its proxy, at a name that only the proxy can look up, with a certificate of its own CA. */
async function company(no = '') {
  const proxy = await startProxy();
  let origin = '';
  const chat = await startTlsServer((request, response) => {
    if (request.url?.endsWith('/apps.connections.open'))
      return sendJson(response, { ok: true, url: `${origin.replace('https', 'wss')}/link` });
    if (request.url === '/openid') return sendJson(response, { jwks_uri: `${origin}/keys` });
    if (request.url === '/keys') return sendJson(response, { keys: [] });
    return sendJson(response, { ok: true, ts: '1.1', access_token: 'a-token' });
  });
  origin = no === '' ? `https://scim.acme.example:${chat.port}` : chat.origin;
  onTestFinished(() => Promise.all([proxy.close(), chat.close()]).then(() => {}));
  const network = { ca: TEST_CA, proxies: { http: null, https: proxy.origin, no } };
  return { proxy, chat, origin, network, tunnel: `CONNECT scim.acme.example:${chat.port}` };
}

describe('Behind the proxy of a company, with its own CA', () => {
  it('messages reach Slack', async () => {
    const { proxy, chat, origin, network, tunnel } = await company();
    const access = { botToken: 'xoxb-test', apiUrl: `${origin}/api/` };
    const api = openApi(access, log, Date.now, createPromptFetch(network));
    expect(await api.call('chat.postMessage', { channel: 'C1', text: 'hello' })).toMatchObject({ ts: '1.1' });
    expect([proxy.requests, chat.requests]).toEqual([[tunnel], ['POST /api/chat.postMessage']]);
  });

  it('the socket to Slack is asked for and opened', async () => {
    const { proxy, chat, origin, network, tunnel } = await company();
    const line = openLine({
      access: { mode: 'socket', botToken: 'xoxb-test', appToken: 'xapp-test', apiUrl: `${origin}/api/` },
      log,
      now: Date.now,
      send: createPromptFetch(network),
      dispatcher: await openSocketDispatcher(network),
      take: async () => {},
      onRejected: () => {},
      onSocket: () => {},
    });
    onTestFinished(() => line.stop());
    void line.start();
    await eventually(() => chat.requests.includes('GET /link'), 'the socket');
    expect(chat.requests.slice(0, 2)).toEqual(['POST /api/apps.connections.open', 'GET /link']);
    expect(new Set(proxy.requests)).toEqual(new Set([tunnel]));
  });

  it('the token of Teams is asked for, and the keys by which it signs', async () => {
    const { proxy, chat, origin, network, tunnel } = await company();
    const access = { appId: 'an-app', appSecret: 'a-secret', tenantId: 'a-tenant' };
    const login = await tryLogin({ ...access, fetch: createPromptFetch(network), loginUrl: origin });
    expect(login.kind).toBe('accepted');
    routeNodeRequests(network);
    const door = await openDoor({ mode: 'cloud', ...access }, { openIdUrl: `${origin}/openid` });
    expect(await door.rejects(`Bearer ${signed()}`, {})).not.toBeNull();
    expect(chat.requests).toEqual(['POST /a-tenant/oauth2/v2.0/token', 'GET /openid', 'GET /keys']);
    expect(new Set(proxy.requests)).toEqual(new Set([tunnel]));
  });

  it('hosts in NO_PROXY are reached directly, by the SDK too', async () => {
    const { proxy, chat, origin, network } = await company('localhost');
    await createPromptFetch(network)(`${origin}/ours`);
    routeNodeRequests(network);
    await new Promise((resolve, reject) =>
      https.get(`${origin}/of-an-sdk`, (answer) => answer.resume().on('end', resolve)).on('error', reject),
    );
    expect([proxy.requests, chat.requests]).toEqual([[], ['GET /ours', 'GET /of-an-sdk']]);
  });
});

describe('The connections to a chat', () => {
  it('are at most 32 however many requests wait, and every request is answered', async () => {
    const waiting: (() => void)[] = [];
    const sockets = new Set<object>();
    const server = await startServer((request, response) => {
      sockets.add(request.socket);
      waiting.push(() => sendJson(response, { ok: true }));
    });
    onTestFinished(() => server.close());
    const send = createPromptFetch();
    const answers = Array.from({ length: 100 }, () => send(`${server.origin}/`));
    await eventually(() => waiting.length === 32, 'all connections');
    let answered = 0;
    for (const each of answers)
      void each.then((response) => {
        answered++;
        return response.text();
      });
    while (answered < answers.length) {
      waiting.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(sockets.size).toBe(32);
  });
});

/** A token that claims to be the Bot Connector's, signed with a key that it does not publish. */
function signed(): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const head = part({ alg: 'RS256', typ: 'JWT', kid: 'unknown' });
  return `${head}.${part({ iss: 'https://api.botframework.com', aud: 'an-app' })}.c2ln`;
}
