import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { HEALTH_CODES, ServiceStatus, SOURCE_STATES } from '../../../src/domain/watching/service-status.ts';
import { lookAtStatus } from '../../../src/flows/watching/look-at-status.ts';
import { accounts, company, people } from '../../support/company.ts';

const acme = () =>
  company({
    roster: people('1,ada@acme.example,,,Ada Lovelace', '2,ben@acme.example,,,Ben,offboarded'),
    apps: {
      figma: accounts('f1,ada@acme.example', 'f2,ben@acme.example', 'f3,eve@else.example'),
      zoom: accounts('z1,ada@acme.example'),
    },
  });

const FILE = new URL('../../../docs/status.schema.json', import.meta.url);
const SCHEMA: unknown = JSON.parse(readFileSync(FILE, 'utf8'));

test('the published JSON schema is that of the page, and takes pages of later versions with more keys', () => {
  expect(SCHEMA).toEqual(JSON.parse(JSON.stringify(z.toJSONSchema(ServiceStatus, { io: 'input' }))));
  const office = acme().open();
  const valid = new Ajv2020({ validateFormats: false }).compile(SCHEMA as object);
  const page = JSON.parse(JSON.stringify(lookAtStatus(office.context, { ready: false }))) as object;
  expect(valid(page), JSON.stringify(valid.errors)).toBe(true);
  expect(valid({ ...page, later: true })).toBe(true);
  expect(valid({ ...page, schema: 'seatkeeper.status/2' })).toBe(false);
  expect(valid({ ...page, sources: [{ kind: 'app', id: 'figma' }] })).toBe(false);
});

test('the published JSON schema takes states and codes of later versions', () => {
  const office = acme().open();
  const valid = new Ajv2020({ validateFormats: false }).compile(SCHEMA as object);
  const page = JSON.parse(JSON.stringify(lookAtStatus(office.context, { ready: false }))) as ServiceStatus;
  const later = {
    ...page,
    sources: page.sources.map((source) => ({ ...source, state: 'a-later-state' })),
    health: [{ code: 'a-later-code', source: null, count: null }],
  };
  expect(valid(later), JSON.stringify(valid.errors)).toBe(true);
  expect(ServiceStatus.parse(later)).toEqual(later);
});

test('docs/monitoring.md explains every key, state and code, and no other', () => {
  const [, text = ''] = readFileSync('docs/monitoring.md', 'utf8').split('## Status for machines');
  const [keys = '', codes = ''] = text.split('\n## ')[0]?.split('| code |') ?? [];
  const named = (table: string) =>
    [...table.matchAll(/^\| ([^|]+) \|/gm)].flatMap(([, cell = '']) =>
      [...cell.matchAll(/`([\w-]+)`/g)].map(([, name = '']) => name),
    );
  expect(named(keys).sort()).toEqual(Object.keys(ServiceStatus.shape).sort());
  expect(named(codes).sort()).toEqual([...HEALTH_CODES].sort());
  const row = /^\| `source_state` .*$/m.exec(readFileSync('docs/monitoring.md', 'utf8'))?.[0] ?? '';
  for (const state of SOURCE_STATES) expect(row).toContain(`\`${state}\``);
});

test('before the first read nothing is known, and after it everything is told without a name', async () => {
  const office = acme().open({ lasting: true });
  const before = lookAtStatus(office.context, { ready: false });
  expect(before.sources).toContainEqual({
    kind: 'app',
    id: 'figma',
    state: 'never-read',
    lastCompleteRead: null,
    rows: null,
  });
  expect(before).toMatchObject({ ok: false, ready: false });
  expect(before.health).toContainEqual({ code: 'source-never-read', source: 'figma', count: null });

  await office.sync();
  await office.news();
  const status = lookAtStatus(office.context, { ready: true });
  expect(status).toMatchObject({
    schema: 'seatkeeper.status/1',
    organisation: 'Acme',
    ok: true,
    ready: true,
    findings: { offboarded: 1, unknown: 1, inactive: 0, 'active-after-leaving': 0, snoozed: 0 },
    outbox: { pending: 0, sending: 0, dead: 0, 'in-doubt': 0, oldestWaiting: null },
    removals: { approved: 0, 'in-doubt': 0 },
    health: [],
  });
  expect(status.sources).toContainEqual({
    kind: 'app',
    id: 'figma',
    state: 'good',
    lastCompleteRead: '2026-03-02T09:00:00.000Z',
    rows: 3,
  });
  expect(JSON.stringify(status)).not.toMatch(/lovelace|\bben\b|\beve\b|@/i);
});

test('what an admin should look at is told as codes', async () => {
  const it = acme();
  const office = it.open({ lasting: true });
  await office.sync();
  it.write('figma.csv', 'nonsense\n');
  it.at('2026-03-02T10:00:00Z', { exported: false });
  await office.sync();
  const { store } = office.context;
  store.sqlite.exec("UPDATE outbox SET status = 'in-doubt' WHERE id = 1");
  store.sqlite.exec("UPDATE outbox SET problem = 'not now' WHERE id = 2");
  const { ok, health, sources, outbox } = lookAtStatus(office.context, { ready: true });
  expect(ok).toBe(false);
  expect(health).toEqual([
    { code: 'source-failed', source: 'figma', count: null },
    { code: 'messages-in-doubt', source: null, count: 1 },
    { code: 'messages-delayed', source: null, count: 1 },
  ]);
  // What is shown is still the read before.
  expect(sources.find(({ id }) => id === 'figma')).toMatchObject({
    lastCompleteRead: '2026-03-02T09:00:00.000Z',
    rows: 3,
  });
  expect(outbox).toMatchObject({ 'in-doubt': 1, oldestWaiting: '2026-03-02T09:00:00.000Z' });
});
