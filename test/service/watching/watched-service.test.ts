import { expect, onTestFinished, test } from 'vitest';
import { start } from '../../support/cli.ts';
import { company, people } from '../../support/company.ts';
import { eventually } from '../../support/eventually.ts';
import { freePort } from '../../support/free-port.ts';
import { sendJson, startServer } from '../../support/http-server.ts';

const TOKEN = 'a-token-for-prometheus';

test('the built service shows its metrics to clients with the token, including the requests of its sync thread', async () => {
  const vendor = await startServer((request, response) =>
    request.url?.startsWith('/Users')
      ? sendJson(response, {
          totalResults: 1,
          startIndex: 1,
          Resources: [{ id: 'u1', userName: 'eve@else.example' }],
        })
      : sendJson(response, {}, 404),
  );
  onTestFinished(() => vendor.close());
  const acme = company({
    roster: people('1,ada@acme.example,,,Ada'),
    apps: {},
    at: new Date().toISOString(),
    yaml: `schedule: { sync: "0 0 1 1 *", digest: "0 0 1 1 *" }\nnetwork: { allow: ["${vendor.origin}"] }`,
  });
  acme.configure((yaml) =>
    yaml.replace(
      /^apps:.*$/m,
      `apps: [{ id: figma, connector: scim, settings: { baseUrl: "${vendor.origin}", token: "\${TOKEN}" } }]`,
    ),
  );
  const port = await freePort();
  const service = start(acme.directory, ['start', '--db', 'seatkeeper.db'], {
    PORT: String(port),
    METRICS_TOKEN: TOKEN,
    STATUS_TOKEN: 'another-token-for-a-fleet',
    TOKEN: 'token-1234',
  });
  const url = `http://127.0.0.1:${port}/metrics`;
  await service.printed('is connected');
  // The sync thread has sent its counts then.
  const ready = async () => (await fetch(`http://127.0.0.1:${port}/readyz`)).status === 200;
  await eventually(ready, 'readiness', 30);
  const ask = (authorization: string) => fetch(url, { headers: { authorization } });
  expect((await ask('Bearer something-else')).status).toBe(401);
  expect((await fetch(url)).status).toBe(401);
  const response = await ask(`Bearer ${TOKEN}`);
  expect(response.headers.get('content-type')).toContain('text/plain; version=0.0.4');
  const page = await response.text();
  const status = (token: string) =>
    fetch(url.replace('/metrics', '/status.json'), { headers: { authorization: `Bearer ${token}` } });
  expect((await status(TOKEN)).status).toBe(401);
  expect(await (await status('another-token-for-a-fleet')).json()).toMatchObject({
    schema: 'seatkeeper.status/1',
    sources: [
      { kind: 'roster', state: 'good' },
      { id: 'figma', state: 'good', rows: 1 },
    ],
  });
  expect(page).toMatch(/seatkeeper_vendor_requests_total\{vendor="scim",status="200"\} [1-9]/);
  expect(page).toContain('seatkeeper_deliveries_total{platform="terminal",outcome="sent"}');
  expect(page).toContain('process_resident_memory_bytes');
  expect(page).not.toContain('eve@');
  service.child.kill('SIGTERM');
  const { code, out, err } = await service.ended;
  expect(code).toBe(0);
  expect(out + err).not.toContain(TOKEN);
}, 60_000);
