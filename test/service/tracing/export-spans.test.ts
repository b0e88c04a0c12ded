import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { type ExportOptions, openExport } from '../../../src/service/tracing/export-spans.ts';
import type { SpanEvent } from '../../../src/service/tracing/span-events.ts';
import { receiver, startCollector } from '../../support/collector.ts';
import { startProxy } from '../../support/proxy-server.ts';
import { startTlsServer, TEST_CA } from '../../support/tls-server.ts';

afterEach(() => vi.unstubAllEnvs());

const DIRECT = { ca: null, proxies: null };
const AT = Date.parse('2026-03-02T09:00:00Z');

function exportTo(origin: string, network: ExportOptions['network'] = DIRECT) {
  const told: (string | null)[] = [];
  const target = { url: `${origin}/v1/traces`, headers: { 'api-key': 'only for this test' } };
  const spans = openExport({ target, network, version: '1.2.3', told: (problem) => void told.push(problem) });
  return { ...spans, told };
}

const begun = (id: string, parent: string | null, more: object = {}): SpanEvent => ({
  type: 'begun',
  id,
  parent,
  name: `span ${id}`,
  kind: 'internal',
  at: AT,
  attributes: { 'seatkeeper.number': 7 },
  ...more,
});
const ended = (
  id: string,
  took: number,
  problem: { type: string; words: string | null } | null = null,
): SpanEvent => ({
  type: 'ended',
  id,
  took,
  attributes: { 'seatkeeper.outcome': 'complete' },
  problem,
});

test('a collector gets the tree that events tell, with times, errors, the header and the name of the service', async () => {
  vi.stubEnv('OTEL_SERVICE_NAME', 'seatkeeper-acme');
  vi.stubEnv('OTEL_RESOURCE_ATTRIBUTES', 'deployment.environment.name=test');
  const collector = await startCollector();
  onTestFinished(() => collector.close());
  const { take, stop, told } = exportTo(collector.origin);
  take([
    begun('a', null),
    begun('b', 'a', { kind: 'client', at: AT + 10 }),
    ended('b', 30.5, { type: 'rate-limit', words: 'it asked to wait' }),
    ended('a', 100),
    // A part may begin when the whole has ended.
    begun('c', 'a', { kind: 'server', at: AT + 200 }),
    ended('c', 1),
    // And its end may be unknown.
    ended('nobody', 1),
    begun('1-1', null),
    begun('2-1', null),
    { type: 'gone', prefix: '1-' },
  ]);
  await stop();
  const [a, b, c] = ['a', 'b', 'c'].map((id) => collector.named(`span ${id}`)[0]);
  expect(a).toMatchObject({
    parent: null,
    kind: 'internal',
    began: AT,
    took: 100,
    isError: false,
    attributes: { 'seatkeeper.number': 7, 'seatkeeper.outcome': 'complete' },
  });
  expect(b).toMatchObject({ trace: a?.trace, parent: a?.id, kind: 'client', began: AT + 10, took: 30.5 });
  expect(b).toMatchObject({
    isError: true,
    words: 'it asked to wait',
    attributes: { 'error.type': 'rate-limit' },
  });
  expect(c).toMatchObject({ trace: a?.trace, parent: a?.id, kind: 'server' });
  // What a thread that is gone, or a service that stops, leaves open.
  for (const id of ['1-1', '2-1'])
    expect(collector.named(`span ${id}`)).toMatchObject([
      { isError: true, attributes: { 'error.type': 'broke-off' } },
    ]);
  expect(collector.spans).toHaveLength(5);
  expect(collector.requests[0]).toMatchObject({
    url: '/v1/traces',
    headers: { 'api-key': 'only for this test', 'content-type': 'application/json' },
  });
  expect(collector.resource).toMatchObject({
    'service.name': 'seatkeeper-acme',
    'service.version': '1.2.3',
    'deployment.environment.name': 'test',
  });
  expect(told).toEqual([]);
});

test('the sampler of the environment decides about whole traces', async () => {
  vi.stubEnv('OTEL_TRACES_SAMPLER', 'parentbased_traceidratio');
  vi.stubEnv('OTEL_TRACES_SAMPLER_ARG', '0.5');
  const collector = await startCollector();
  onTestFinished(() => collector.close());
  const { take, stop } = exportTo(collector.origin);
  for (let at = 0; at < 200; at++)
    take([begun(`r${at}`, null), begun(`p${at}`, `r${at}`), ended(`p${at}`, 1), ended(`r${at}`, 2)]);
  await stop();
  const roots = collector.named(/^span r/);
  expect(roots.length).toBeGreaterThan(40);
  expect(roots.length).toBeLessThan(160);
  expect(collector.named(/^span p/)).toHaveLength(roots.length);
  for (const root of roots) expect(collector.childrenOf(root)).toHaveLength(1);
});

test.each([
  [400, 'HTTP 400'],
  [401, 'HTTP 401'],
])('a collector that answers %i is told of, without what it wrote', async (status, problem) => {
  const collector = await startCollector((request, response) => {
    request.resume();
    response.writeHead(status, 'Not for Ada Lovelace').end('ada@acme.example');
  });
  onTestFinished(() => collector.close());
  const { take, stop, told } = exportTo(collector.origin);
  take([begun('a', null), ended('a', 1)]);
  await stop();
  expect(told).toEqual([problem]);
});

test('over https it is reached through the proxy of the company and with its CA, and NO_PROXY holds', async () => {
  const proxy = await startProxy();
  const received = receiver();
  const server = await startTlsServer(received.handle);
  onTestFinished(() => Promise.all([proxy.close(), server.close()]).then(() => {}));
  const network = (no: string) => ({ ca: TEST_CA, proxies: { http: proxy.origin, https: proxy.origin, no } });
  for (const [origin, no] of [
    [`https://scim.acme.example:${server.port}`, ''],
    [server.origin, 'localhost'],
  ] as const) {
    const { take, stop, told } = exportTo(origin, network(no));
    take([begun('a', null), ended('a', 1)]);
    await stop();
    expect(told).toEqual([]);
  }
  expect(proxy.requests).toEqual([`CONNECT scim.acme.example:${server.port}`]);
  expect(received.spans).toHaveLength(2);
});

test('over plain http no proxy sees what goes to it', async () => {
  const proxy = await startProxy();
  const collector = await startCollector();
  onTestFinished(() => Promise.all([proxy.close(), collector.close()]).then(() => {}));
  const proxies = { http: proxy.origin, https: proxy.origin, no: '' };
  const { take, stop } = exportTo(collector.origin, { ca: null, proxies });
  take([begun('a', null), ended('a', 1)]);
  await stop();
  expect(collector.spans).toHaveLength(1);
  expect(proxy.requests).toEqual([]);
});
