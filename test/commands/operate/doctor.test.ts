import { chmodSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { company, people } from '../../support/company.ts';
import { folder } from '../../support/folder.ts';
import { queryOf, sendJson, startServer } from '../../support/http-server.ts';
import { seen } from '../desk.ts';

const plain = (text: string) => text.replace(/\s+/g, ' ');

async function doctorOf(answer: RequestListener) {
  const server = await startServer((request, response) =>
    request.url?.startsWith('/Users') ? answer(request, response) : sendJson(response, {}, 404),
  );
  onTestFinished(() => server.close());
  const acme = company({
    roster: people('1,cy@acme.example,,,Cy,active'),
    apps: {},
    yaml: `network: { allow: ["${server.origin}"] }`,
  });
  acme.configure((yaml) =>
    yaml.replace(
      /^apps:.*$/m,
      `apps: [{ id: figma, connector: scim, settings: { baseUrl: "${server.origin}", token: "\${TOKEN}" } }]`,
    ),
  );
  const answered = await acme.open().ask('doctor');
  return { ok: answered.ok, said: plain(seen(answered)) };
}

const users = Array.from({ length: 120 }, (_, index) => ({ id: `u${index}`, userName: `user${index}` }));
const half: RequestListener = (request, response) => {
  const Resources = users.slice(0, Math.min(50, Number(queryOf(request).get('count'))));
  sendJson(response, { totalResults: Resources.length, startIndex: 1, Resources });
};

test('doctor finds a server of which only half a list can be read', async () => {
  const { ok, said } = await doctorOf(half);
  expect(ok).toBe(false);
  expect(said).toContain('cannot be read: it sent an unexpected answer');
  expect(said).toContain('its total counts the page (1 for 1)');
});

test('doctor is unsure of a list of nobody, and says how many it has read of others', async () => {
  const nobody = await doctorOf((_, response) => sendJson(response, { totalResults: 0 }));
  expect(nobody.said).toContain('? unsure can be read, but lists no accounts');
  expect(nobody.said).toContain('Check the token and its rights');
  const whole = await doctorOf((request, response) => {
    const start = Number(queryOf(request).get('startIndex'));
    sendJson(response, { totalResults: 7, Resources: users.slice(start - 1, 7) });
  });
  expect(whole.said).toContain('✓ good can be read: 7 accounts');
});

test('doctor names the proxy without its password, and the certificates that are trusted besides', async () => {
  const acme = (env: Record<string, string>) =>
    company({ roster: people('1,cy@acme.example,,,Cy,active'), apps: {}, env });
  const said = async (env: Record<string, string>) => plain(seen(await acme(env).open().ask('doctor')));
  expect(await said({})).not.toContain('network');
  const file = join(import.meta.dirname, '../../connectors/fixtures/tls/ca.pem');
  const well = await said({
    HTTPS_PROXY: 'http://kim:p%40ss@proxy.intern:3128',
    NO_PROXY: '.intern',
    NODE_EXTRA_CA_CERTS: file,
  });
  expect(well).toContain('network ✓ good through the proxy proxy.intern:3128, except for .intern;');
  expect(well).toContain('also trusts the certificates of NODE_EXTRA_CA_CERTS');
  expect(well).not.toContain('p%40ss');
  const lost = await said({ NODE_EXTRA_CA_CERTS: '/no/such/ca.pem' });
  expect(lost).toContain('NODE_EXTRA_CA_CERTS names /no/such/ca.pem, which cannot be read.');
});

test('a roster that lists everybody twice is named by doctor before and by health after the first read', async () => {
  const row = (id: string) => `${id},p${Number(id) % 20}@acme.example,,,Person ${Number(id) % 20},active`;
  const office = company({
    roster: people(...Array.from({ length: 40 }, (_, at) => row(String(at + 100)))),
    apps: {},
  }).open();
  const doctor = await office.ask('doctor');
  expect(doctor.ok).toBe(false);
  expect(plain(seen(doctor))).toContain(
    'lists 20 people twice, with the same name and address: Person 0 (p0@',
  );
  await office.sync();
  const health = await office.ask('health');
  expect(health.ok).toBe(false);
  expect(health.message.summary).toBe('20 people listed twice.');
  expect(plain(seen(health))).toContain('lists 20 people twice');
});

test('doctor asks about one file that is used for two apps', async () => {
  const acme = company({
    roster: people('1,cy@acme.example,,,Cy,active'),
    apps: { figma: 'id,email\n1,cy@acme.example', zoom: 'id,email\n1,cy@acme.example' },
  });
  acme.configure((yaml) => yaml.replace('accounts: zoom.csv', 'accounts: figma.csv'));
  const doctor = await acme.open().ask('doctor');
  expect(plain(seen(doctor))).toContain('1 thing to check yourself');
  expect(plain(seen(doctor))).toContain('Figma and Zoom read the same list, so everybody counts twice.');
});

test('doctor names the secrets that come from files, and never what is in them', async () => {
  const at = folder({ token: 'a-secret-in-a-file' });
  const file = join(at, 'token');
  const said = async (mode: number) => {
    chmodSync(file, mode);
    const acme = company({
      roster: people('1,cy@acme.example,,,Cy,active'),
      apps: {},
      env: { SLACK_BOT_TOKEN_FILE: file, SLACK_APP_TOKEN: 'xapp' },
      yaml: 'admin: { slack: { channel: C1 } }',
    });
    return plain(seen(await acme.open().ask('doctor')));
  };
  expect(await said(0o600)).toContain('secrets ✓ good from files: SLACK_BOT_TOKEN');
  const open = await said(0o444);
  expect(open).toContain('secrets ? unsure from files: SLACK_BOT_TOKEN');
  expect(open).toContain(`Every user of this machine may read ${file}.`);
  expect(open).not.toContain('a-secret');
});
