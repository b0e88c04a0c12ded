import { expect, onTestFinished, test } from 'vitest';
import { start } from '../../support/cli.ts';
import { type Collector, type ReceivedSpan, startCollector } from '../../support/collector.ts';
import { company, people } from '../../support/company.ts';
import { eventually } from '../../support/eventually.ts';
import { freePort } from '../../support/free-port.ts';
import { sendJson, startServer } from '../../support/http-server.ts';
import { SlackClient } from '../../support/slack/slack-client.ts';
import { BOT_TOKEN, SIGNING_SECRET, Workspace } from '../../support/slack/slack-workspace.ts';

const SECRETS = {
  TOKEN: 'token-1234-of-the-app',
  OTEL_EXPORTER_OTLP_HEADERS: 'api-key=key-of-the%20collector',
};

/** A company with an app that answers at the second try, one that refuses the token, and a chat. */
async function acme(
  collector: Pick<Collector, 'origin'> | null,
  more: Readonly<Record<string, string>> = {},
) {
  let tries = 0;
  const vendor = await startServer((request, response) => {
    if (request.url?.startsWith('/closed'))
      return sendJson(response, { detail: 'not for ada@acme.example' }, 401);
    if (request.url?.startsWith('/open/Users') && ++tries === 1)
      return void response.writeHead(503, { 'retry-after': '0' }).end();
    return request.url?.startsWith('/open/Users')
      ? sendJson(response, {
          totalResults: 2,
          startIndex: 1,
          Resources: [
            { id: 'u1', userName: 'eve@else.example', displayName: 'Eve Hidden' },
            { id: 'u2', userName: 'ada@acme.example' },
          ],
        })
      : sendJson(response, {}, 404);
  });
  const workspace = await Workspace.open();
  onTestFinished(() => vendor.close());
  const files = company({
    roster: people('1,ada@acme.example,,,Ada Lovelace'),
    apps: {},
    at: new Date().toISOString(),
    yaml: `admin: { slack: { channel: ${workspace.channel} } }
schedule: { sync: "0 0 1 1 *", digest: "0 0 1 1 *" }
network: { allow: ["${vendor.origin}"] }`,
  });
  const entry = (id: string, path: string) =>
    `{ id: ${id}, connector: scim, settings: { baseUrl: "${vendor.origin}${path}", token: "\${TOKEN}" } }`;
  files.configure((yaml) =>
    yaml.replace(/^apps:.*$/m, `apps: [${entry('figma', '/open')}, ${entry('notion', '/closed')}]`),
  );
  const port = await freePort();
  const service = start(files.directory, ['start', '--db', 'seatkeeper.db'], {
    PORT: String(port),
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_API_URL: workspace.apiUrl,
    OTEL_EXPORTER_OTLP_ENDPOINT: collector?.origin ?? '',
    OTEL_BSP_SCHEDULE_DELAY: '200',
    ...SECRETS,
    ...more,
  });
  const origin = `http://127.0.0.1:${port}`;
  const ready = async () => (await fetch(`${origin}/readyz`).catch(() => null))?.status === 200;
  await eventually(ready, 'readiness', 40);
  const client = new SlackClient(workspace, { url: `${origin}/slack/events` });
  return { service, vendor, workspace, client };
}

test('the built service sends one tree per sync, from its thread, and tells no secret and nobody', async () => {
  const collector = await startCollector();
  onTestFinished(() => collector.close());
  const { service, vendor, workspace, client } = await acme(collector);
  await client.command('who eve@else.example');
  await eventually(() => workspace.whispers.length > 0, 'the answer', 20);
  await client.command('sync figma');
  await eventually(() => collector.named('command sync').length > 0, 'the sync that was asked for', 30);
  await eventually(
    async () => (await workspace.messages()).length > 0 && collector.named(/^deliver/).length > 0,
    'a message',
    30,
  );
  service.child.kill('SIGTERM');
  const { code, err } = await service.ended;
  expect(code).toBe(0);

  const [sync, asked] = collector.named('sync');
  if (sync === undefined || asked === undefined) throw new Error('two syncs were expected');
  expect(sync).toMatchObject({
    parent: null,
    isError: false,
    attributes: {
      'seatkeeper.sync.apps': 2,
      'seatkeeper.sync.rosters': 1,
      'seatkeeper.sync.complete': 2,
      'seatkeeper.sync.failed': 1,
    },
  });
  const reads = collector.childrenOf(sync);
  expect(reads.map(({ name }) => name).toSorted()).toEqual(['read csv', 'read figma', 'read notion']);
  const read = (name: string) => reads.find((each) => each.name === `read ${name}`) as ReceivedSpan;
  expect(read('figma')).toMatchObject({
    isError: false,
    attributes: {
      'seatkeeper.source.id': 'figma',
      'seatkeeper.source.kind': 'app',
      'seatkeeper.source.vendor': 'scim',
      'seatkeeper.outcome': 'complete',
      'seatkeeper.accounts': 2,
    },
  });
  expect(read('figma').attributes['seatkeeper.pages']).toBeGreaterThan(0);
  expect(read('csv').attributes).toMatchObject({
    'seatkeeper.people': 1,
    'seatkeeper.source.kind': 'roster',
  });
  expect(read('notion')).toMatchObject({
    isError: true,
    words: 'its token or password was rejected',
    attributes: { 'seatkeeper.outcome': 'failed', 'error.type': 'auth' },
  });

  const { hostname, port } = new URL(vendor.origin);
  const figma = collector.childrenOf(read('figma'));
  for (const request of figma) {
    expect(request).toMatchObject({ kind: 'client', name: 'GET' });
    expect(request.attributes).toMatchObject({ 'server.address': hostname, 'server.port': Number(port) });
    expect(request.began + request.took).toBeLessThanOrEqual(read('figma').began + read('figma').took + 5);
  }
  expect(figma).toContainEqual(
    expect.objectContaining({
      isError: true,
      attributes: expect.objectContaining({ 'http.response.status_code': 503, 'error.type': '503' }),
    }),
  );
  expect(figma).toContainEqual(
    expect.objectContaining({
      isError: false,
      attributes: expect.objectContaining({
        'http.response.status_code': 200,
        'http.request.resend_count': 1,
      }),
    }),
  );
  expect(collector.childrenOf(read('notion'))).toContainEqual(
    expect.objectContaining({ attributes: expect.objectContaining({ 'http.response.status_code': 401 }) }),
  );
  const requests = collector.spans.filter(({ attributes }) => 'http.request.method' in attributes);
  expect(requests).toHaveLength(vendor.requests.length);
  expect(collector.named(/./).filter(({ name, parent }) => name === 'GET' && parent === null)).toEqual([]);

  expect(collector.named('command who')).toMatchObject([
    { parent: null, kind: 'server', isError: false, attributes: { 'seatkeeper.chat': 'slack' } },
  ]);
  const [command] = collector.named('command sync');
  expect(asked).toMatchObject({ parent: command?.id, trace: command?.trace });
  expect(asked.attributes).toMatchObject({ 'seatkeeper.sync.apps': 1 });
  const sent = collector.named(/^deliver/);
  for (const message of sent) expect(message).toMatchObject({ parent: null, kind: 'client' });
  expect(sent[0]?.attributes).toMatchObject({ 'seatkeeper.outcome': 'sent', 'seatkeeper.chat': 'slack' });
  expect(collector.resource).toMatchObject({ 'service.name': 'seatkeeper' });

  expect(collector.requests[0]?.headers).toMatchObject({ 'api-key': 'key-of-the collector' });
  const told = collector.requests.map(({ body }) => body).join('\n');
  expect(told).not.toMatch(
    /\bada\b|lovelace|\beve\b|hidden|\bkim\b|acme\.example|else\.example|u1\b|startIndex/i,
  );
  for (const secret of [SECRETS.TOKEN, BOT_TOKEN, SIGNING_SECRET, 'key-of-the']) {
    expect(told).not.toContain(secret);
    expect(err).not.toContain(secret);
  }
  expect(err).toContain('traces are sent');
}, 90_000);

type Respond = (status: number) => void;

test.each([
  ['is down', null],
  ['refuses', (respond: Respond) => respond(401)],
  ['is busy', (respond: Respond) => respond(503)],
  ['never answers', () => {}],
])(
  'a collector that %s is told of once, and holds nothing up',
  async (_, answer) => {
    let asked = 0;
    const collector = await startCollector((request, response) => {
      asked++;
      request.resume();
      answer?.((status) => void response.writeHead(status).end('{}'));
    });
    if (answer === null) await collector.close();
    else onTestFinished(() => collector.close());
    const { service, workspace, client } = await acme(collector, { OTEL_EXPORTER_OTLP_TIMEOUT: '700' });
    const lines = () =>
      service
        .err()
        .split('\n')
        .filter((line) => line.includes('the collector takes no traces'));
    for (let time = 1; time <= 2; time++) {
      await client.command('status');
      await eventually(() => workspace.whispers.length >= time, 'the answer', 20);
      await eventually(() => lines().length > 0, 'the line in the log', 20);
      const before = asked;
      // It is asked again, and again in vain.
      if (answer !== null) await eventually(() => asked > before, 'another request', 20);
    }
    const stopped = performance.now();
    service.child.kill('SIGTERM');
    const { code, err } = await service.ended;
    expect(code).toBe(0);
    expect(performance.now() - stopped).toBeLessThan(10_000);
    expect(lines()).toHaveLength(1);
    expect(lines()[0]).toContain(`"collector":"${new URL(collector.origin).host}"`);
    expect(err).not.toMatch(/key-of-the|traces are off/);
  },
  90_000,
);

test('a service without a collector starts no thread for it', async () => {
  const { service } = await acme(null);
  service.child.kill('SIGTERM');
  const { code, err } = await service.ended;
  expect(code).toBe(0);
  expect(err).not.toContain('traces');
}, 60_000);
