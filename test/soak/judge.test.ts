import { expect, test } from 'vitest';
import { type Arrival, judge, type Sample, type Soaked, type Told } from './judge.ts';

const told = (id: number, status = 'sent', more: Partial<Told> = {}): Told => ({
  id,
  platform: 'slack',
  subject: `alert:app${id}`,
  status,
  named: false,
  ...more,
});
const arrival = (row: number | null, how: Arrival['how'] = 'post'): Arrival => ({
  platform: 'slack',
  row,
  how,
  text: 'Figma: 1 person left',
});
/** Half an hour, a look every ten seconds. */
const samples = (change: (at: number) => Partial<Sample> = () => ({})): Sample[] =>
  Array.from({ length: 180 }, (_, index) => ({
    at: index * 10,
    rss: 150e6 + (index % 7) * 1e6,
    handles: 40 + (index % 3),
    wal: 4e6,
    waiting: index % 2,
    ...change(index * 10),
  }));
const calm: Soaked = {
  arrivals: [arrival(1), arrival(2), arrival(2, 'edit'), arrival(3, 'edit'), arrival(4)],
  told: [told(1), told(2), told(3), told(4, 'in-doubt', { named: true }), told(5, 'superseded')],
  samples: samples(),
  endings: [
    { signal: 'SIGKILL', code: null, seconds: 0.1 },
    { signal: 'SIGTERM', code: 0, seconds: 2 },
  ],
  left: 0,
  errors: [],
  unread: { seconds: 30, source: 'figma' },
  whole: true,
};
const missed = (change: Partial<Soaked>) =>
  judge({ ...calm, ...change })
    .filter(({ met }) => !met)
    .map(({ what }) => what);

test('a soak in which every message arrived once and nothing grew misses nothing', () => {
  expect(missed({})).toEqual([]);
  expect(judge(calm).length).toBeGreaterThan(12);
});

test.each<[string, Partial<Soaked>, string]>([
  ['a message that was posted twice', { arrivals: [...calm.arrivals, arrival(1)] }, 'messages told twice'],
  ['one in doubt that was posted twice', { arrivals: [...calm.arrivals, arrival(4)] }, 'messages told twice'],
  ['a message that was sent and never arrived', { told: [...calm.told, told(6)] }, 'messages lost'],
  ['a message that was given up', { told: [...calm.told, told(6, 'dead')] }, 'messages lost'],
  [
    'a doubt that is nowhere to be read',
    { told: [...calm.told, told(6, 'in-doubt')] },
    'messages in doubt that nobody is told of',
  ],
  [
    'a message from nowhere',
    { arrivals: [...calm.arrivals, arrival(null)] },
    'messages that arrived and nobody sent',
  ],
  ['a message that waits', { left: 1 }, 'messages that still wait at the end'],
  ['a log that grows', { samples: samples((at) => ({ wal: at * 1e5 })) }, 'write-ahead log at most'],
  [
    'handles that pile up',
    { samples: samples((at) => ({ handles: 40 + at / 60 })) },
    'open handles at the end',
  ],
  [
    'messages that pile up',
    { samples: samples((at) => ({ waiting: at / 60 })) },
    'messages that wait while chats fail',
  ],
  ['a slow stop', { endings: [{ signal: 'SIGTERM', code: 0, seconds: 11 }] }, 'slowest stop by SIGTERM'],
  [
    'a stop that failed',
    { endings: [{ signal: 'SIGTERM', code: 1, seconds: 1 }] },
    'stops by SIGTERM that were no clean end',
  ],
  ['an error', { errors: ['job failed'] }, 'errors in the log'],
  [
    'a source that is not read any more',
    { unread: { seconds: 400, source: 'figma' } },
    'since the last complete read of every source',
  ],
  ['a damaged file', { whole: false }, 'database or audit log damaged'],
])('%s is found', (_, change, what) => {
  expect(missed(change)).toEqual([what]);
});

test('memory that grows is found, by its end and by its slope', () => {
  const leak = (perHour: number) => samples((at) => ({ rss: 150e6 + (at * perHour) / 3600 }));
  expect(missed({ samples: leak(300e6) })).toEqual([
    'memory after warming up, at the end',
    'growth of memory',
  ]);
  expect(missed({ samples: leak(80e6) })).toEqual(['growth of memory']);
  expect(missed({ samples: leak(5e6) })).toEqual([]);
});

test('a sync that takes longer, and a cache that fills up, do not count as growth; anything on top of them does', () => {
  const thread = (at: number) => (at % 60 < 10 + at / 60 ? 45e6 : 0);
  const cache = (at: number) => Math.min(16e6, at * 40e3);
  const busy = (perHour: number) =>
    samples((at) => ({ rss: 150e6 + thread(at) + cache(at) + (at * perHour) / 3600 }));
  expect(missed({ samples: busy(0) })).toEqual([]);
  expect(missed({ samples: busy(80e6) })).toContain('growth of memory');
});

test('a process that nobody looked at proves nothing', () => {
  expect(missed({ samples: [] })).toEqual(['looks at the process that failed']);
});
