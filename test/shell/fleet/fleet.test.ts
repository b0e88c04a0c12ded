// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is the syntax of the files
import type { RequestListener } from 'node:http';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import type { ServiceStatus } from '../../../src/domain/watching/service-status.ts';
import type { Host } from '../../../src/host.ts';
import { fleet } from '../../../src/shell/fleet/fleet.ts';
import { folder } from '../../support/folder.ts';
import { sendJson, startServer } from '../../support/http-server.ts';

const TOKEN = 'a-token-for-the-fleet';
const WELL: ServiceStatus = {
  schema: 'seatkeeper.status/1',
  version: '1.2.3',
  organisation: 'Acme',
  at: '2026-03-02T09:00:00.000Z',
  ok: true,
  ready: true,
  sources: [
    { kind: 'app', id: 'figma', state: 'good', lastCompleteRead: '2026-03-02T08:00:00.000Z', rows: 3 },
  ],
  findings: { 'active-after-leaving': 1, offboarded: 2, inactive: 0, unknown: 4, snoozed: 9 },
  outbox: { pending: 5, sending: 0, 'in-doubt': 1, dead: 0, oldestWaiting: '2026-03-02T08:59:00.000Z' },
  removals: { planned: 1, approved: 0, running: 0, 'in-doubt': 0, task: 1, said: 0 },
  health: [],
};

/** A service of one organisation; what it was asked with is kept. */
async function organisation(answer: ServiceStatus | RequestListener) {
  const sent: (string | undefined)[] = [];
  const server = await startServer((request, response) => {
    sent.push(request.headers.authorization);
    if (typeof answer === 'function') return answer(request, response);
    if (request.headers.authorization !== `Bearer ${TOKEN}`) return sendJson(response, {}, 401);
    return sendJson(response, answer);
  });
  onTestFinished(() => server.close());
  return { url: server.origin, server, sent };
}

async function run(
  words: readonly string[],
  { cwd = folder(), json = false, env = {}, timeoutMs = 20_000 } = {},
) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const shell = { cwd, stdout: Object.assign(stdout, { columns: 160 }), stderr } as unknown as Host;
  const code = await fleet(shell, {
    words: ['fleet', ...words],
    json,
    env: { FLEET_TOKEN: TOKEN, ...env },
    now: () => new Date('2026-03-02T09:00:00Z'),
    timeoutMs,
  });
  stdout.end();
  stderr.end();
  return { code, out: await text(stdout), err: await text(stderr) };
}

test('one dead organisation is one row that says so, and the others are shown', async () => {
  const well = await organisation(WELL);
  const ill = await organisation({
    ...WELL,
    organisation: 'Beta',
    ok: false,
    health: [{ code: 'source-failed', source: 'figma', count: null }],
  });
  const dead = await organisation(WELL);
  await dead.server.close();
  const { code, out } = await run(['status', well.url, ill.url, dead.url]);
  expect(code).toBe(1);
  expect(out).toContain('3 organisations: 1 does not answer and 1 has something to look at.');
  expect(out).toMatch(/Acme +✓ good +60 min ago +7 +5 +1 +2 +1\.2\.3/);
  expect(out).toMatch(/Beta +✗ source-failed/);
  expect(out).toMatch(/127\.0\.0\.1:\d+ +✗ does not answer \(ECONNREFUSED\)/);
  const silent = await organisation(() => {});
  expect((await run(['status', silent.url], { timeoutMs: 100 })).out).toContain(
    '✗ does not answer within 0.1 s',
  );
  expect((await run(['status', well.url])).code).toBe(0);
});

test('a folder has a file per organisation, with the token of each in a variable or in a file', async () => {
  const acme = await organisation(WELL);
  const at = folder({
    'acme.yaml': `url: ${acme.url}/\ntoken: "\${ACME_TOKEN}"\n`,
    'beta.yml': `url: ${acme.url}/status.json\ntoken: "\${BETA_TOKEN}"\n`,
    'gamma.yaml': 'url: https://gamma.example\ntoken: "${GAMMA_TOKEN}"\n',
    'delta.yaml': `url: ${acme.url}\ntoken: plain-text-token\n`,
    'epsilon.yaml': 'url: [\n',
    'README.md': 'not one of them',
    beta: `${TOKEN}\n`,
  });
  const env = { ACME_TOKEN: TOKEN, BETA_TOKEN_FILE: 'beta' };
  const { out } = await run(['status', '.'], { cwd: at, env });
  expect(out).toContain('5 organisations: 3 do not answer.');
  expect(out).toMatch(/gamma +✗ its file: token needs the environment variable GAMMA_TOKEN/);
  expect(out).toMatch(/delta +✗ its file: token is a secret in plain text/);
  expect(out).not.toContain('plain-text-token');
  expect(acme.sent).toEqual([`Bearer ${TOKEN}`, `Bearer ${TOKEN}`]);
  expect(acme.server.requests).toEqual(['GET /status.json', 'GET /status.json']);
});

test('a name or an answer that is hostile changes neither the terminal nor the table', async () => {
  const hostile = await organisation({ ...WELL, organisation: 'Evil\u001b[2J\u202e\nCorp | x' });
  const { out } = await run(['status', hostile.url]);
  for (const hidden of ['\u001b', '\u202e']) expect(out).not.toContain(hidden);
  expect(out.split('\n').filter((line) => line.includes('Evil'))).toHaveLength(1);
  const json = await run(['status', hostile.url], { json: true });
  for (const hidden of ['\u001b', '\u202e']) expect(json.out).not.toContain(hidden);
  expect(JSON.parse(json.out)).toMatchObject([
    {
      reachable: true,
      problem: null,
      organisation: 'Evil\u001b[2J\u202e\nCorp | x',
      status: { version: '1.2.3' },
    },
  ]);
  for (const answer of [
    { ...WELL, organisation: 'x'.repeat(501) },
    { ...WELL, schema: 'seatkeeper.status/2' },
    [],
  ] as unknown as ServiceStatus[]) {
    const strange = await organisation(answer);
    expect((await run(['status', strange.url])).out).toContain('its answer is no status of Seatkeeper');
  }
  const endless = await organisation((_, response) => {
    response.writeHead(200);
    response.end('x'.repeat(3_000_000));
  });
  expect((await run(['status', endless.url])).out).toContain('its answer is no status of Seatkeeper');
});

test('a token is sent nowhere but to the address that was written', async () => {
  const elsewhere = await organisation(WELL);
  const moved = await organisation((_, response) => {
    response.writeHead(302, { location: `${elsewhere.url}/status.json` }).end();
  });
  expect((await run(['status', moved.url])).out).toContain('✗ answers 302');
  expect(elsewhere.sent).toEqual([]);
  expect((await run(['status', 'http://seats.acme.example'])).out).toContain('its url is not https');
  const refused = await organisation(WELL);
  const { out } = await run(['status', refused.url], { env: { FLEET_TOKEN: 'another' } });
  expect(out).toContain('does not take the token (401)');
  expect((await run(['status', refused.url], { env: { FLEET_TOKEN: '' } })).out).toContain(
    'FLEET_TOKEN is not set',
  );
});

test('an argument that is neither a folder nor an address is refused, with what to write', async () => {
  expect((await run(['status'])).err).toContain('Write: seatkeeper fleet status <folder>');
  expect((await run(['stop', '.'])).err).toContain('Write: seatkeeper fleet status <folder>');
  expect((await run(['status', 'nowhere'])).err).toBe(
    'nowhere is neither a folder nor an address that begins with https://.\n',
  );
  expect((await run(['status', '.'])).err).toContain('There is no organisation in it');
});
