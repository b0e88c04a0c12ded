import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { serveUsers } from '../../shell/user-server.ts';
import { run } from '../../support/cli.ts';
import { folder } from '../../support/folder.ts';

const TOKEN = 'only-for-this-test';

it('LOG_LEVEL=debug shows each request and what came of it, without the token and anything about people', async () => {
  const server = await serveUsers(TOKEN);
  onTestFinished(() => server.close());
  const home = folder();
  const origin = `http://127.0.0.1:${server.port}`;
  writeFileSync(join(home, 'people.csv'), 'name,email,status\nAda,ada@acme.example,active\n');
  writeFileSync(
    join(home, 'seatkeeper.yaml'),
    `organisation: Acme
domains: [acme.example]
timezone: UTC
roster: [{ source: csv, file: people.csv }]
network: { allow: ["${origin}"] }
apps: [{ id: chat, connector: scim, owner: it@acme.example, settings: { baseUrl: "${origin}", token: "\${TOKEN}" } }]
`,
  );
  const loud = await run(home, ['sync', '--db', 'a.db'], { TOKEN, LOG_LEVEL: 'debug' });
  const requests = loud.err
    .split('\n')
    .filter((line) => line.includes('"msg":"request"'))
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(requests.length).toBeGreaterThan(0);
  for (const request of requests) {
    expect(request).toMatchObject({ source: 'chat', vendor: 'scim', method: 'GET', status: 200 });
    expect(request.ms).toBeGreaterThanOrEqual(0);
  }
  expect(loud.err).not.toContain(TOKEN);
  expect(JSON.stringify(requests)).not.toContain('ada');
  const quiet = await run(home, ['sync', '--db', 'b.db'], { TOKEN });
  expect(quiet.err).not.toContain('"msg":"request"');
});
