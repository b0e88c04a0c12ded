import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { run } from '../support/cli.ts';
import { folderWith } from '../support/connector-io.ts';
import { sendJson, startServer } from '../support/http-server.ts';

const DECLARATION = (base: string) => `version: 1
name: Acme
settings: { token: { what: a token, kind: secret } }
base: ${base}
auth: { bearer: "{token}" }
accounts: { get: /users, items: users }
map: { id: id, emails: email, state: { path: state, values: { "on": active } } }
`;
/** Words that nothing needs that only looks at a file. */
const FAULTY = (origin: string) => `organisation: Acme
timezone: Mars/Base
roster: []
network: { allow: ["${origin}"] }
apps:
  - { id: zoom, connector: nowhere }
  - { id: acme, connector: rest, settings: { declaration: acme.yaml, token: "\${ACME_TOKEN}" } }
`;

const plain = (text: string) => text.replace(/\s+/g, ' ');

test('read and connectors run without seatkeeper.yaml, speak of no demo, and leave nothing', async () => {
  const files = {
    'a.csv': 'email,status\na@x.example,active\n',
    'acme.yaml': DECLARATION('https://x.example'),
  };
  const directory = await folderWith(files);
  const read = await run(directory, ['read', 'a.csv']);
  expect(read).toMatchObject({ code: 0, err: '' });
  expect(read.out).toContain('a.csv can be read as accounts: 1 row.');
  expect(await run(directory, ['connectors', 'lint', 'acme.yaml'])).toMatchObject({ code: 0, err: '' });
  const tried = await run(directory, ['connectors', 'try', 'acme.yaml']);
  expect(tried).toMatchObject({ code: 1, err: '' });
  expect(plain(tried.out)).toContain('acme.yaml needs token (ACME_TOKEN)');
  expect(readdirSync(directory).sort()).toEqual(['a.csv', 'acme.yaml']);
});

test('a fault elsewhere in seatkeeper.yaml keeps neither from running: its network and the right apps count', async () => {
  const server = await startServer((request, response) => {
    const known = request.headers.authorization === 'Bearer token-1234';
    sendJson(
      response,
      known ? { users: [{ id: 1, email: 'a@x.example', state: 'on' }] } : {},
      known ? 200 : 401,
    );
  });
  const directory = await folderWith({
    'a.csv': 'email,status\na@x.example,active\n',
    'acme.yaml': DECLARATION(server.origin),
    'seatkeeper.yaml': FAULTY(server.origin),
  });
  const read = await run(directory, ['read', 'a.csv']);
  expect(read.code).toBe(0);
  expect(read.err).toMatch(
    /^\S+seatkeeper\.yaml has \d problems, which seatkeeper doctor lists\. Only what is right/,
  );
  expect((await run(directory, ['connectors', 'lint'])).out).toContain('1 declaration without a fault');
  const env = { ACME_TOKEN: 'token-1234' };
  const tried = await run(directory, ['connectors', 'try', 'acme.yaml'], env);
  expect(plain(tried.out)).toContain('Acme: the first page holds 1 account.');
  expect(tried.code).toBe(0);
  expect(server.requests).toEqual(['GET /users']);
  // Everything else needs the whole file.
  expect((await run(directory, ['status'])).code).toBe(2);
  await server.close();
});

test('a seatkeeper.yaml that is named and missing is reported, and one that is not YAML is not used', async () => {
  const files = { 'a.csv': 'email,status\na@x.example,active\n', 'broken.yaml': 'apps: [' };
  const directory = await folderWith(files);
  const missing = await run(directory, ['read', 'a.csv', '--config', 'nowhere.yaml']);
  expect(missing.code).toBe(2);
  expect(missing.err).toContain('nowhere.yaml does not exist');
  const broken = await run(directory, ['read', 'a.csv', '--config', 'broken.yaml']);
  expect(broken.code).toBe(0);
  expect(broken.err).toContain('broken.yaml has 1 problem,');
});
