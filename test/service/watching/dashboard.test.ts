import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { lookAtMetrics } from '../../../src/flows/watching/look-at-metrics.ts';
import { openNewEvents } from '../../../src/flows/watching/new-events.ts';
import { openMetrics } from '../../../src/service/watching/metrics.ts';
import { accounts, company, people } from '../../support/company.ts';

const DEPLOY = new URL('../../../deploy/', import.meta.url);

/** Every metric that a text names; `up` is Prometheus' own. */
function namesIn(text: string): readonly string[] {
  return [...new Set(text.match(/\b(?:seatkeeper|process|nodejs)_[a-z0-9_]+/g))].filter(
    (name) => !name.endsWith('_rules'),
  );
}

test('every metric of the dashboard and of the alerts is one that the service tells', async () => {
  const { context } = company({
    roster: people('1,ada@acme.example,,,Ada'),
    apps: { figma: accounts('f1,ada@acme.example') },
  }).open();
  const metrics = openMetrics(context, {
    figures: () => lookAtMetrics(context),
    newEvents: openNewEvents(context),
    elapsed: () => 0,
  });
  const told = new Set(
    [...(await metrics.page()).matchAll(/^# TYPE (\S+) (\S+)$/gm)].flatMap(([, name, type]) =>
      type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [String(name)],
    ),
  );
  const files = ['grafana/', 'prometheus/'].flatMap((folder) =>
    readdirSync(new URL(folder, DEPLOY)).map((name) => new URL(`${folder}${name}`, DEPLOY)),
  );
  expect(files).toHaveLength(3);
  for (const file of files) {
    const names = namesIn(readFileSync(file, 'utf8'));
    expect(names.length).toBeGreaterThan(4);
    expect(
      names.filter((name) => !told.has(name)),
      file.pathname,
    ).toEqual([]);
  }
});

test('the dashboard shows every metric of ours, and its panels have names and places of their own', () => {
  const text = readFileSync(new URL('grafana/seatkeeper.json', DEPLOY), 'utf8');
  const { panels } = JSON.parse(text) as { panels: { id: number; title: string; gridPos: object }[] };
  for (const key of ['id', 'title', 'gridPos'] as const)
    expect(new Set(panels.map((panel) => JSON.stringify(panel[key]))).size).toBe(panels.length);
  const documented = readFileSync(new URL('../docs/monitoring.md', DEPLOY), 'utf8');
  for (const name of namesIn(text).filter((each) => each.startsWith('seatkeeper_')))
    if (name !== 'seatkeeper_info')
      expect(documented).toContain(`\`${name.replace(/^seatkeeper_|_bucket$/g, '')}\``);
});
