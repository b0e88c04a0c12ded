import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { inside, type Observer, observeTogether } from '../../../src/domain/watching/observer.ts';
import type { SpanEvent } from '../../../src/service/tracing/span-events.ts';
import { openSpans } from '../../../src/service/tracing/spans.ts';
import { traced } from '../../../src/service/tracing/traced.ts';

function spansOf(prefix = 'm') {
  const events: SpanEvent[] = [];
  let time = 0;
  const report = (event: SpanEvent) => void events.push(event);
  const spans = openSpans({ prefix, report, now: () => 5000 + time, elapsed: () => time });
  const begun = () => events.filter((event) => event.type === 'begun');
  return {
    spans,
    events,
    /** `child<parent` */
    tree: () => begun().map(({ id, parent, name }) => `${name}:${id}<${parent}`),
    pass: (ms: number) => {
      time += ms;
    },
  };
}

test('what is begun inside a piece of work belongs to it, also after waiting and beside others', async () => {
  const { spans, tree } = spansOf();
  const read = async (name: string, ms: number) => {
    const span = spans.begin({ name, attributes: {} });
    await span.within(async () => {
      await wait(ms);
      spans.begin({ name: `GET ${name}`, attributes: {} }).end();
    });
    spans.begin({ name: `after ${name}`, attributes: {} }).end();
  };
  await Promise.all([read('a', 20), read('b', 1)]);
  expect(tree().toSorted()).toEqual([
    'GET a:m5<m1',
    'GET b:m3<m2',
    'a:m1<null',
    'after a:m6<null',
    'after b:m4<null',
    'b:m2<null',
  ]);
  expect(spans.current()).toBeNull();
});

test('a message of the outbox belongs to nothing, and a thread goes on under the span of another', () => {
  const main = spansOf('main-');
  const observer = traced(main.spans);
  const answering = observer.answering?.({ platform: 'slack', kind: 'command', verb: 'sync' });
  let parent: string | null = null;
  inside(answering, () => {
    observer.delivering?.({ platform: 'slack', about: 'alert', mode: 'post', to: 'channel', attempt: 1 });
    parent = main.spans.current();
  });
  expect(main.tree()).toEqual(['command sync:main-1<null', 'deliver alert:main-2<null']);
  const thread = spansOf('1-');
  thread.spans.under(parent, () => traced(thread.spans).syncing?.({ apps: 1, rosters: 0 }));
  expect(thread.tree()).toEqual(['sync:1-1<main-1']);
});

test('a span ends once, and takes as long as a clock says that nobody sets', () => {
  const { spans, events, pass } = spansOf();
  const reading = traced(spans).reading?.({ kind: 'app', source: 'figma', vendor: 'scim' });
  pass(250);
  reading?.end({ outcome: 'failed', rows: null, pages: null, problem: 'rate-limit' });
  pass(100);
  reading?.end(null);
  expect(events.filter(({ type }) => type === 'ended')).toEqual([
    {
      type: 'ended',
      id: 'm1',
      took: 250,
      attributes: { 'seatkeeper.outcome': 'failed' },
      problem: { type: 'rate-limit', words: 'it asked Seatkeeper to wait' },
    },
  ]);
});

test('several who watch are all told, each inside the others, and one who leaves a hook out is no trouble', () => {
  const told: string[] = [];
  const one = (name: string): Observer => ({
    syncing: ({ apps }) => ({
      end: (came) => void told.push(`${name} ends ${came?.complete ?? 'broken off'}`),
      within(part) {
        told.push(`${name} enters ${apps}`);
        return part();
      },
    }),
  });
  const together = observeTogether([one('first'), {}, one('second')]);
  const watched = together.syncing?.({ apps: 2, rosters: 1 });
  expect(inside(watched, () => told.push('works'))).toBe(3);
  watched?.end(null);
  expect(told).toEqual([
    'first enters 2',
    'second enters 2',
    'works',
    'first ends broken off',
    'second ends broken off',
  ]);
  expect(inside(together.reading?.({ kind: 'app', source: 'a', vendor: 'b' }), () => 'done')).toBe('done');
});
