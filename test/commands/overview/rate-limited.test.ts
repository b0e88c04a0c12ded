import { expect, onTestFinished, test } from 'vitest';
import { company, people } from '../../support/company.ts';
import { sendJson, startServer } from '../../support/http-server.ts';
import { seen } from '../desk.ts';

const plain = (text: string) => text.replace(/\s+/g, ' ');

test.each([
  [429, { 'retry-after': '3600' }],
  [403, { 'x-ratelimit-remaining': '0', 'retry-after': '3600' }],
])(
  'an app that asks to wait by %s has failed and is tried again, it is not held',
  async (status, headers) => {
    const server = await startServer((_, response) => {
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
      sendJson(response, { detail: 'slow down' }, status);
    });
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
    const office = acme.open();
    await office.sync();
    const health = plain(seen(await office.ask('health')));
    expect(health).toMatch(/failed, tries again after \d+ Mar \d\d:\d\d/);
    expect(health).toContain('✗ failed');
    expect(health).toContain('slow down');
    expect(health).not.toContain('held');
  },
);
