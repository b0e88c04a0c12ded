import { generateKeyPairSync } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import { company, people, staff } from '../../support/company.ts';
import { CLIENT, FETCHED, oktaError, oktaUser, startOkta } from './okta-server.ts';

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const PEM = String(privateKey.export({ type: 'pkcs8', format: 'pem' }));
/** The key without the lines around it, which are no secret. */
const KEY = PEM.split('\n')[1] ?? '';

it('no key and no fetched token is left in the database, or shown, after reads that worked and one that failed', async () => {
  const users = Array.from({ length: 6 }, (_, index) => oktaUser(`00u${index}`));
  const server = await startOkta({ users });
  onTestFinished(server.close);
  const acme = company({
    roster: people(...staff(3)),
    apps: { okta: 'email\n' },
    env: { OKTA_KEY: PEM },
    at: '2026-03-10T12:00:00Z',
  });
  acme.configure((yaml) =>
    yaml
      .replace(
        /connector: csv, settings: \{ accounts: okta\.csv \}/,
        `connector: okta, settings: { url: "${server.origin}", clientId: ${CLIENT}, privateKey: "\${OKTA_KEY}" }`,
      )
      .concat(`network: { allow: ["${server.origin}"] }\n`),
  );
  const office = acme.open();
  await office.sync();
  let assertion = '';
  server.breakWith({
    on: /\/oauth2/,
    by: (reply, { text }) => {
      assertion = new URLSearchParams(text).get('client_assertion') ?? '';
      return reply;
    },
  });
  server.breakWith({
    on: /\/users/,
    by: (_, { headers }) => oktaError(400, 'E0000001', `Refused for ${headers.authorization}`),
  });
  await office.sync();

  const said = await Promise.all(
    ['health', 'app okta', 'status', 'audit all', 'doctor'].map(async (question) =>
      JSON.stringify(await office.ask(question)),
    ),
  );
  expect(said.join()).toContain('Refused for Bearer [secret]');
  expect(assertion).not.toBe('');
  const stored = readdirSync(acme.directory)
    .filter((name) => name.startsWith('seatkeeper.db'))
    .map((name) => readFileSync(acme.file(name), 'latin1'));
  for (const secret of [KEY, FETCHED, assertion])
    expect([...said, ...stored].filter((text) => text.includes(secret))).toEqual([]);
});
