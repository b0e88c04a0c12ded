import { expect, test } from 'vitest';
import { deliver } from '../../../src/flows/outbox/deliver.ts';
import type { SpanEvent } from '../../../src/service/tracing/span-events.ts';
import { openSpans } from '../../../src/service/tracing/spans.ts';
import { traced } from '../../../src/service/tracing/traced.ts';
import { faultyProxy } from '../../support/faulty-proxy.ts';
import { removalOffice, seatOf } from '../../support/removal-office.ts';

type Begun = Extract<SpanEvent, { type: 'begun' }>;
type Ended = Extract<SpanEvent, { type: 'ended' }>;

function watching() {
  const events: SpanEvent[] = [];
  const spans = openSpans({
    prefix: '',
    report: (event) => void events.push(event),
    now: Date.now,
    elapsed: () => performance.now(),
  });
  const begun = (name: string) => events.filter((e): e is Begun => e.type === 'begun' && e.name === name);
  return {
    observer: traced(spans),
    events,
    begun,
    end: ({ id }: Begun) => events.find((e): e is Ended => e.type === 'ended' && e.id === id),
    inside: ({ id }: Begun) => events.filter((e): e is Begun => e.type === 'begun' && e.parent === id),
  };
}

test('a step of a removal is a span with its requests inside, each step its own, and nobody is named', async () => {
  const watch = watching();
  const office = await removalOffice({ plain: true, observer: watch.observer });
  const [sync] = watch.begun('sync');
  if (sync === undefined) throw new Error('the sync was not told of');
  expect(watch.inside(sync).map(({ name }) => name)).toEqual(['read csv', 'read chat']);
  expect(watch.end(sync)?.attributes).toMatchObject({ 'seatkeeper.sync.complete': 2 });
  const [chat] = watch.begun('read chat');
  expect(chat !== undefined && watch.inside(chat).map(({ name }) => name)).toContain('GET');
  expect(chat !== undefined && watch.end(chat)?.attributes).toMatchObject({
    'seatkeeper.outcome': 'complete',
    'seatkeeper.accounts': 40,
  });

  await office.confirm(seatOf(0));
  await office.confirm(seatOf(1));
  watch.events.length = 0;
  await office.run();
  const steps = watch.begun('removal carry-out');
  expect(steps).toHaveLength(2);
  for (const step of steps) {
    const { attributes } = step;
    expect(attributes).toMatchObject({ 'seatkeeper.source.id': 'chat', 'seatkeeper.source.vendor': 'scim' });
    expect(watch.end(step)?.attributes).toMatchObject({ 'seatkeeper.outcome': 'verified' });
    const requests = watch.inside(step);
    expect(requests[0]?.name).toBe('GET');
    expect(requests.some(({ name }) => name !== 'GET')).toBe(true);
    for (const request of requests) expect(watch.end(request)?.problem).toBeNull();
  }
  const alone = watch.events.filter(
    (event): event is Begun => event.type === 'begun' && event.kind === 'client' && event.parent === null,
  );
  expect(alone.map(({ name }) => name)).toEqual([]);
  const all = JSON.stringify(watch.events);
  expect(all).not.toMatch(/user\d|acme\.co|Person|Kim|Novak|100[01]\b/i);
}, 60_000);

test('a step that the app refuses is an error, by its kind and in our own words', async () => {
  const watch = watching();
  const refused = { status: 403, body: { detail: 'user2@acme.co is protected' } };
  const office = await removalOffice({
    plain: true,
    observer: watch.observer,
    through: async (server) => {
      const proxy = await faultyProxy(server);
      proxy.fault = (request) => (request.startsWith('GET') ? null : refused);
      return proxy;
    },
  });
  await office.confirm(seatOf(2));
  await office.run();
  const [step] = watch.begun('removal carry-out');
  const end = step === undefined ? undefined : watch.end(step);
  expect(end?.attributes).toMatchObject({
    'seatkeeper.outcome': 'failed',
    'seatkeeper.removal.reason': 'permission',
  });
  expect(end?.problem).toEqual({ type: 'permission', words: 'a permission is missing' });
  const request = step === undefined ? undefined : watch.inside(step).find(({ name }) => name !== 'GET');
  expect(request !== undefined && watch.end(request)).toMatchObject({
    attributes: { 'http.response.status_code': 403 },
    problem: { type: '403', words: null },
  });
  expect(JSON.stringify(watch.events)).not.toMatch(/user2|protected/);
}, 60_000);

test('a message is a span that tells what it is about, where it went and what came of it', async () => {
  const watch = watching();
  const { context, office, confirm } = await removalOffice({ plain: true, observer: watch.observer });
  await confirm(seatOf(3));
  watch.events.length = 0;
  await deliver(context, { ...office.chat, post: async () => ({ outcome: 'unknown', reason: 'Lost Kim' }) });
  const sent = watch.begun('deliver removal')[0];
  expect(sent).toMatchObject({
    parent: null,
    kind: 'client',
    attributes: {
      'seatkeeper.chat': 'slack',
      'seatkeeper.message.mode': 'post',
      'seatkeeper.message.to': 'channel',
    },
  });
  expect(sent !== undefined && watch.end(sent)).toMatchObject({
    attributes: { 'seatkeeper.outcome': 'unknown' },
    problem: { type: 'unknown', words: null },
  });
  expect(JSON.stringify(watch.events)).not.toContain('Kim');
}, 60_000);
