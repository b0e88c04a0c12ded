import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type ConfigInput, loadConfig } from '../../src/config/config.ts';
import { GOOD, KINDS, load } from '../support/config.ts';
import { folder } from '../support/folder.ts';

describe('finding the file', () => {
  test('--config takes precedence over SEATKEEPER_CONFIG, and that over the working directory; without any of them the demo is used', () => {
    const cwd = folder({ 'seatkeeper.yaml': GOOD, 'b.yaml': GOOD, 'c.yaml': GOOD });
    const env = { SEATKEEPER_CONFIG: 'b.yaml' };
    const file = (input: Partial<ConfigInput>) =>
      loadConfig({ flags: {}, env: {}, cwd, ...KINDS, ...input }).config.file;
    expect(file({ flags: { config: 'c.yaml' }, env })).toBe(join(cwd, 'c.yaml'));
    expect(file({ env })).toBe(join(cwd, 'b.yaml'));
    expect(file({})).toBe(join(cwd, 'seatkeeper.yaml'));
    expect(file({ cwd: folder({}) })).toMatch(/examples\/acme\/seatkeeper\.yaml$/);
  });

  test('a named file that does not exist is an error, and the demo is not used instead', () => {
    const cwd = folder({});
    const missing = () => loadConfig({ flags: { config: 'mine.yaml' }, env: {}, cwd, ...KINDS });
    expect(missing).toThrow(
      `--config: ${join(cwd, 'mine.yaml')} does not exist; write the path of your seatkeeper.yaml`,
    );
  });

  test('a folder and a seatkeeper.yml are reported as such, not as a missing file', () => {
    const cwd = folder({ 'seatkeeper.yml': GOOD });
    mkdirSync(join(cwd, 'conf'));
    expect(() => loadConfig({ flags: {}, env: {}, cwd, ...KINDS })).toThrow('rename');
    expect(() => loadConfig({ flags: {}, env: { SEATKEEPER_CONFIG: 'conf' }, cwd, ...KINDS })).toThrow(
      'SEATKEEPER_CONFIG:',
    );
  });

  test('the database is --db, then SEATKEEPER_DB, then data/seatkeeper.db, from the working directory', () => {
    const cwd = folder({ 'seatkeeper.yaml': GOOD });
    const database = (input: Partial<ConfigInput>) =>
      loadConfig({ flags: {}, env: {}, cwd, ...KINDS, ...input }).config.database;
    expect(database({ flags: { db: 'x.db' }, env: { SEATKEEPER_DB: '/var/y.db' } })).toBe(join(cwd, 'x.db'));
    expect(database({ env: { SEATKEEPER_DB: '/var/y.db' } })).toBe('/var/y.db');
    expect(database({})).toBe(join(cwd, 'data/seatkeeper.db'));
  });
});

test('settings that are left out have the documented defaults', () => {
  const { config, environment } = load(
    `${GOOD}apps: [{ id: figma-eu, connector: github, settings: { org: a, token: "\${T}" } }]`,
    { T: 'long-enough' },
  );
  expect(config).toMatchObject({
    demo: false,
    admin: { slack: null, teams: null },
    schedule: { sync: '17 * * * *', digest: '0 9 * * 1' },
    roster: [{ id: 'csv', source: 'csv', settings: { file: 'roster.csv' } }],
    apps: [
      {
        id: 'figma-eu',
        name: 'Figma eu',
        owner: null,
        idleDays: 60,
        settings: { org: 'a', token: 'long-enough' },
      },
    ],
    groups: {},
    matching: { domains: ['acme.example'], domainAliases: {} },
    network: { allow: [], ca: null, proxies: null, extraCa: null },
    guard: {
      app: { shrinkPercent: 20, inactivePercent: 10, growPercent: 50, atLeast: 5 },
      roster: { shrinkPercent: 10, inactivePercent: 10, growPercent: 50, atLeast: 5 },
    },
    alerts: { repostAfterHours: 24 },
    idleDays: 60,
  });
  expect(environment).toEqual({
    port: 3000,
    portIsSet: false,
    baseUrl: null,
    logLevel: null,
    colour: true,
    slack: null,
    teams: null,
    metricsToken: null,
    statusToken: null,
    traces: null,
  });
});

test('two roster sources of one kind get different ids, and apps inherit idleDays', () => {
  const { config } = load(`${GOOD}  - { source: csv, file: hr.csv }
  - { source: csv, id: contractors, file: c.csv }
idleDays: 30
admin:
apps: [{ id: figma, connector: csv, owner: " IT@Acme.Example ", settings: { accounts: f.csv } }]`);
  expect(config.roster.map(({ id }) => id)).toEqual(['csv', 'csv-2', 'contractors']);
  expect(config.apps).toMatchObject([{ name: 'Figma', owner: 'it@acme.example', idleDays: 30 }]);
});

test.each([
  ['7d', 7],
  ['36h', 1.5],
  ['2', 2],
])('data may be said to be old after %s', (written, days) => {
  const { config } = load(`${GOOD}maxAge: ${written}\n`);
  expect(config.roster).toMatchObject([{ maxAge: days }]);
});

test('proxies come from the environment as for curl, and their passwords are secrets', () => {
  const network = (env: Record<string, string>) => load(GOOD, env).config;
  expect(network({ HTTPS_PROXY: 'http://kim:p%40ss@proxy.intern:3128', NO_PROXY: '.intern' })).toMatchObject({
    network: { proxies: { http: null, https: 'http://kim:p%40ss@proxy.intern:3128/', no: '.intern' } },
    secrets: ['p%40ss', 'p@ss'],
  });
  expect(network({ http_proxy: 'proxy:3128', HTTP_PROXY: 'http://other:1' }).network.proxies).toEqual({
    http: 'http://proxy:3128/',
    https: 'http://proxy:3128/',
    no: '',
  });
  expect(() => network({ HTTPS_PROXY: 'socks5://proxy:1080' })).toThrow('HTTPS_PROXY: is not a proxy');
});

test('a certificate of NODE_EXTRA_CA_CERTS is trusted in addition to network.ca, which would replace it', () => {
  const tls = join(import.meta.dirname, '../connectors/fixtures/tls');
  const both = load(`${GOOD}\nnetwork: { ca: ${tls}/ca.pem }`, { NODE_EXTRA_CA_CERTS: `${tls}/server.pem` });
  expect(both.config.network.ca?.match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
  expect(both.config.network.extraCa).toEqual({ path: `${tls}/server.pem`, problem: null });
  const key = load(GOOD, { NODE_EXTRA_CA_CERTS: `${tls}/server-key.pem` }).config.network;
  expect([key.ca, key.extraCa?.problem]).toEqual([null, 'no-certificate']);
});
