import { expect, test } from 'vitest';
import type { Context } from '../../../src/flows/context.ts';
import { lookAtMetrics } from '../../../src/flows/watching/look-at-metrics.ts';
import { lookAtStatus } from '../../../src/flows/watching/look-at-status.ts';
import { openNewEvents } from '../../../src/flows/watching/new-events.ts';
import { openMetrics } from '../../../src/service/watching/metrics.ts';
import { recordRejections } from '../../../src/store/outbox/rejected-requests.ts';
import { accounts, company, KIM, people } from '../../support/company.ts';

const acme = () =>
  company({
    roster: people('1,ada@acme.example,,,Ada Lovelace', '2,ben@acme.example,,,Ben,offboarded'),
    apps: {
      figma: accounts(
        'f1,ada@acme.example',
        'f2,ben@acme.example',
        'f3,eve@else.example',
        'f4,mallory@else.example',
      ),
      zoom: accounts('z1,ada@acme.example'),
    },
    at: '2026-03-02T09:00:00Z',
  });

const open = (context: Context) =>
  openMetrics(context, {
    figures: () => lookAtMetrics(context),
    newEvents: openNewEvents(context),
    elapsed: () => 0,
  });

/** The samples of a page, by name and labels as they are written. */
function samples(page: string): ReadonlyMap<string, number> {
  return new Map(
    page
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => {
        const at = line.lastIndexOf(' ');
        return [line.slice(0, at), Number(line.slice(at + 1))] as const;
      }),
  );
}

test('tells what was read, found and waits to be sent, and how old it is', async () => {
  const office = acme().open({ lasting: true });
  const metrics = open(office.context);
  const before = samples(await metrics.page());
  expect(before.get('seatkeeper_source_state{kind="app",source="figma",state="never-read"}')).toBe(1);
  // Never is not zero.
  expect([...before.keys()].filter((key) => /last_complete_read_age|source_rows/.test(key))).toEqual([]);
  expect(before.get('seatkeeper_reads_total{kind="app",source="figma",outcome="complete"}')).toBe(0);

  await office.sync();
  const waiting = office.values("SELECT count(*) FROM outbox WHERE status = 'pending'")[0];
  expect(waiting).toBeGreaterThan(1);
  const found = samples(await metrics.page());
  for (const [sample, value] of [
    ['seatkeeper_source_info{kind="app",source="figma",connector="csv"}', 1],
    ['seatkeeper_source_state{kind="app",source="figma",state="good"}', 1],
    ['seatkeeper_source_state{kind="roster",source="csv",state="good"}', 1],
    ['seatkeeper_last_complete_read_age_seconds{kind="app",source="figma"}', 0],
    ['seatkeeper_source_rows{kind="app",source="figma"}', 4],
    ['seatkeeper_source_rows{kind="roster",source="csv"}', 2],
    ['seatkeeper_open_findings{app="figma",kind="unknown"}', 2],
    ['seatkeeper_open_findings{app="figma",kind="offboarded"}', 1],
    ['seatkeeper_open_findings{app="zoom",kind="unknown"}', 0],
    ['seatkeeper_reads_total{kind="app",source="figma",outcome="complete"}', 1],
    ['seatkeeper_reads_total{kind="app",source="figma",outcome="failed"}', 0],
    ['seatkeeper_read_duration_seconds_count{kind="app"}', 2],
    ['seatkeeper_outbox_messages{platform="slack",state="pending"}', waiting],
    ['seatkeeper_outbox_oldest_age_seconds{platform="slack",state="pending"}', 0],
    ['seatkeeper_removals{state="approved"}', 0],
  ] as const)
    expect(found.get(sample), sample).toBe(value);
  expect(found.get('seatkeeper_database_bytes{file="main"}')).toBeGreaterThanOrEqual(4096);
  expect(found.get('seatkeeper_database_bytes{file="wal"}')).toBeGreaterThan(0);
  // Each read counts once, however often is asked.
  expect(samples(await metrics.page()).get('seatkeeper_read_duration_seconds_count{kind="app"}')).toBe(2);
});

test('an app that cannot be read, and data that grows old, are seen by their age and state', async () => {
  const it = acme();
  const office = it.open({ lasting: true });
  await office.sync();
  const metrics = open(office.context);
  it.write('figma.csv', 'nonsense\n');
  it.at('2026-03-02T11:00:00Z', { exported: false });
  await office.sync();
  await office.news();
  const found = samples(await metrics.page());
  expect(found.get('seatkeeper_source_state{kind="app",source="figma",state="failed"}')).toBe(1);
  expect(found.get('seatkeeper_reads_total{kind="app",source="figma",outcome="failed"}')).toBe(1);
  expect(found.get('seatkeeper_last_complete_read_age_seconds{kind="app",source="figma"}')).toBe(7200);
  expect(found.get('seatkeeper_outbox_messages{platform="slack",state="pending"}')).toBe(0);
  expect([...found.keys()].filter((key) => key.includes('oldest_age'))).toEqual([]);
});

test('names no person and no address, whatever they asked and whatever was found', async () => {
  const office = acme().open({ lasting: true });
  const metrics = open(office.context);
  await office.sync();
  metrics.observer.answering?.({ platform: 'slack', kind: 'command', verb: 'who' }).end('answered');
  const request = { vendor: 'scim', kind: 'app', source: 'figma', method: 'GET' } as const;
  const where = { host: 'figma.example', port: 443, attempt: 1 };
  metrics.observer.requesting?.({ ...request, ...where }).end({ status: 200, problem: null });
  metrics.requested('scim', null, 1);
  const page = await metrics.page();
  expect(page).toContain('seatkeeper_vendor_requests_total{vendor="scim",status="none"} 1');
  expect(page).not.toMatch(/\bada\b|lovelace|\bben\b|\beve\b|mallory|@acme|else\.example/i);
  expect(page).not.toContain(KIM.name);
});

test('requests that were not let in are counted from the start of the service on', async () => {
  const office = acme().open({ lasting: true });
  const { store } = office.context;
  const reject = (count: number) =>
    recordRejections(store, {
      platform: 'slack',
      counts: [{ reason: 'signature', count, answered: false }],
      accepted: false,
      at: '2026-03-02T09:00:00.000Z',
    });
  reject(5);
  const metrics = open(office.context);
  reject(2);
  expect(await metrics.page()).toContain(
    'seatkeeper_refused_requests_total{platform="slack",reason="signature"} 2',
  );
  reject(1);
  expect(await metrics.page()).toContain(
    'seatkeeper_refused_requests_total{platform="slack",reason="signature"} 3',
  );
});

test('a scrape or a look at the status reads no table from end to end, however many accounts there are', async () => {
  const statements: string[] = [];
  const office = acme().open({ lasting: true, onStatement: (sql) => statements.push(sql) });
  await office.sync();
  const metrics = open(office.context);
  statements.length = 0;
  await metrics.page();
  lookAtStatus(office.context, { ready: true });
  expect(statements.length).toBeGreaterThan(5);
  const scanned = [...new Set(statements)]
    .filter((sql) => sql.startsWith('SELECT') || sql.startsWith('select'))
    .flatMap((sql) => {
      const plan = office.context.store.sqlite.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as {
        detail: string;
      }[];
      return plan.flatMap(({ detail }) => /^SCAN (\w+)$/.exec(detail)?.[1] ?? []);
    });
  // One row per source, a day of counts, the chats that are known, and the names of indexes.
  const small = ['source', 'refused', 'conversation', 'json_each', 'sqlite_master'];
  expect(scanned.filter((table) => !small.includes(table))).toEqual([]);
});
