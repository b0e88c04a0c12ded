import { expect, it } from 'vitest';
import { openMeter } from '../../../src/connectors/base/usage.ts';
import { leftIn } from '../../../src/connectors/http/left.ts';
import { GRAPH_ANSWERS } from '../../../src/connectors/microsoft-graph/answers.ts';
import { leftShare, scarcest } from '../../../src/domain/sync/usage.ts';

const NOW = new Date('2026-03-02T09:00:00Z');
const graph = (used: string) =>
  leftIn(
    new Headers({ 'x-ms-throttle-limit-percentage': used }),
    'graph.microsoft.com',
    NOW,
    GRAPH_ANSWERS.limit,
  );

it.each([
  ['0.83', 17],
  ['1', 0],
  ['1.4', 0],
])('Microsoft says that %s of the limit is used: %d percent are left', (used, remaining) => {
  expect(graph(used)).toMatchObject({ remaining, limit: 100, percent: true, resetsIn: 10_000 });
});

it.each(['', 'much', '-1'])('%j says nothing', (used) => {
  expect(graph(used)).toBeNull();
});

it('a host with several limits is told by the one that is used up first, whichever was said last', () => {
  const meter = openMeter();
  const said = (remaining: number, limit: number) =>
    meter.left({ host: 'api.github.com', remaining, limit, resetsAt: null });
  said(4990, 5000);
  said(3, 30);
  said(4980, 5000);
  expect(meter.usage().left).toHaveLength(2);
  expect(scarcest(meter.usage())).toMatchObject({ remaining: 3, limit: 30 });
  expect(leftShare(meter.usage())).toBe(0.1);
});
