import { createHmac } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { openApi, openLine } from '../../../src/chat/slack/bolt.ts';
import { createPromptFetch } from '../../../src/connectors/network/dial.ts';
import type { RejectionReason } from '../../../src/domain/rejected-request.ts';
import { createLog } from '../../../src/log.ts';
import { startServer } from '../../support/http-server.ts';

// The SDK has no error codes for these cases, so `bolt.ts` recognises its sentences: an update that words them differently fails here.

const SECRET = 'not-a-real-one';
const log = createLog({ level: 'silent', secrets: [] });

async function receiving() {
  const rejected: RejectionReason[] = [];
  const line = openLine({
    send: fetch,
    access: { mode: 'http', signingSecret: SECRET, botToken: 'xoxb-test', apiUrl: null },
    log,
    now: Date.now,
    take: ({ ack }) => ack(),
    onRejected: (reason) => rejected.push(reason),
    onSocket: () => {},
  });
  const [route] = line.routes;
  const server = await startServer((request, response) => void route?.answer(request, response));
  onTestFinished(() => server.close());
  return { rejected, url: server.origin + route?.path };
}

async function send(url: string, body: string, headers: Record<string, string> = {}): Promise<number> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', SECRET).update(`v0:${timestamp}:${body}`).digest('hex');
  // A stream has no length, so that only Bolt can find out how long it is.
  const stream = new Blob([body]).stream();
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${signature}`,
      ...headers,
    },
    body: stream,
    duplex: 'half',
  } as RequestInit);
  return response.status;
}

test.each<[string, RejectionReason, string, Record<string, string>]>([
  ['a body that turns out to be too large', 'too-large', ' '.repeat(1_000_001), {}],
  ['a wrong signature', 'signature', '{}', { 'x-slack-signature': 'v0=00' }],
  ['an unknown version of the signature', 'signature', '{}', { 'x-slack-signature': 'v1=00' }],
  ['a signed body that is not JSON', 'malformed', '{', {}],
])('Bolt rejects %s, and it counts as %s', async (_what, reason, body, headers) => {
  const { rejected, url } = await receiving();
  expect(await send(url, body, headers)).toBeGreaterThanOrEqual(400);
  expect(rejected).toEqual([reason]);
});

test('a request without a signature or timestamp counts as one with a wrong signature', async () => {
  const { rejected, url } = await receiving();
  expect((await fetch(url, { method: 'POST', body: '{}' })).status).toBe(401);
  expect(rejected).toEqual(['signature']);
});

test.each([undefined, 'soon'])('a 429 with `retry-after: %s` is tried again later', async (retryAfter) => {
  const server = await startServer((request, response) => {
    request.resume();
    response.writeHead(429, retryAfter === undefined ? {} : { 'retry-after': retryAfter }).end();
  });
  onTestFinished(() => server.close());
  const access = { botToken: 'xoxb-test', apiUrl: `${server.origin}/api/` };
  const api = openApi(access, log, Date.now, createPromptFetch());
  await expect(api.call('chat.postMessage', {})).rejects.toMatchObject({
    kind: 'later',
    code: 'ratelimited',
    retryAfterMs: null,
  });
});
