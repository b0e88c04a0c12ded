import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ConfigError } from '../../../src/config/config.ts';
import { company } from '../../support/company.ts';
import { sendJson, startServer, type TestServer } from '../../support/http-server.ts';

const SECRET = 'declared-secret-90817';
const ROSTER =
  'id,email,name,status,end_date\n1,ana@acme.example,Ana,active,\n2,bo@acme.example,Bo,offboarded,2026-02-01\n';
/** What seatkeeper.yaml refers to it by. */
// biome-ignore lint/suspicious/noTemplateCurlyInString: it is what an admin writes
const VARIABLE = '"${ACME_SECRET}"';

const DECLARATION = `version: 1
name: Acme
settings: { key: { what: a key, kind: secret } }
base: BASE
auth: { headers: { x-key: "{key}" } }
accounts: { get: /members, items: members }
map:
  id: id
  emails: mail
  state: { path: state, values: { live: active, closed: deactivated } }
  lastActive: seen
  columns: { team: { label: Team, path: team } }
`;

const MEMBERS = [
  {
    id: 1,
    mail: 'ana@acme.example',
    state: 'live',
    seen: '2026-02-27',
    team: 'Red',
    apiKey: 'kept-nowhere-1',
  },
  { id: 2, mail: 'bo@acme.example', state: 'live', seen: '2026-02-20', team: null, apiKey: 'kept-nowhere-2' },
];

async function acmeWith(app: (server: TestServer) => string, members: unknown = MEMBERS) {
  const server = await startServer((request, response) =>
    request.headers['x-key'] === SECRET || request.headers.authorization === `Bearer ${SECRET}`
      ? sendJson(response, members)
      : sendJson(response, { message: 'No' }, 401),
  );
  onTestFinished(() => server.close());
  const yaml = `network: { allow: ["${server.origin}"] }\n`;
  const acme = company({ roster: ROSTER, apps: {}, yaml, env: { ACME_SECRET: SECRET } });
  acme.write('acme.yaml', DECLARATION.replace('BASE', server.origin));
  acme.configure((text) => text.replace(/^apps:.*$/m, `apps:\n  - ${app(server)}`));
  return { acme, server };
}

const BY_FILE = () =>
  `{ id: acme, connector: rest, settings: { declaration: ./acme.yaml, key: ${VARIABLE} } }`;

test('an app that is declared in a file is read, judged against the roster and shown like every other', async () => {
  const { acme } = await acmeWith(BY_FILE, { members: MEMBERS });
  const office = acme.open();
  const [, app] = await office.sync();
  expect(app?.result.status).toBe('complete');
  expect(office.values('SELECT count(*) FROM account WHERE offboarded')).toEqual([1]);
  const said: string[] = [];
  for (const command of ['status', 'app acme', 'health', 'doctor', 'columns acme', 'connectors lint'])
    said.push(JSON.stringify(await office.ask(command)));
  expect(said[1]).toContain('bo@acme.example');
  expect(said[4]).toContain('team');
  expect(said[5]).toContain('1 declaration without a fault');
  const kept = readdirSync(acme.directory)
    .filter((name) => name.includes('.db'))
    .map((name) => readFileSync(join(acme.directory, name), 'latin1'));
  for (const text of [...said, ...kept]) expect(text).not.toMatch(/kept-nowhere|declared-secret/);
});

test('a declaration in seatkeeper.yaml itself is read too', async () => {
  const { acme } = await acmeWith(
    ({ origin }) =>
      `{ id: acme, connector: rest, settings: { declaration: { version: 1, name: Acme, base: "${origin}", auth: { bearer: ${VARIABLE} }, accounts: { get: /members }, map: { id: id, emails: mail, state: { always: active } } } } }`,
  );
  const [, app] = await acme.open().sync();
  expect(app?.result.status).toBe('complete');
});

test('a fault of a declaration in seatkeeper.yaml is told with its line before anything starts', async () => {
  const faulty = acmeWith(
    () => `id: acme
    connector: rest
    settings:
      declaration:
        version: 1
        name: Acme
        base: https://acme.example
        accounts: { gett: /members }
        map: { id: id }`,
  );
  const error = await faulty.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ConfigError);
  expect(String(error)).toMatch(
    /line 13, apps\[0\]\.settings\.declaration\.accounts\.gett: is not a setting; did you mean get\?/,
  );
});

test('a fault of a declaration in its own file is an error of that app alone, with its line, and so is a setting that it does not know', async () => {
  const { acme } = await acmeWith(BY_FILE, { members: MEMBERS });
  const written = DECLARATION.replace('BASE', 'https://acme.example');
  acme.write('acme.yaml', written.replace('items: members', 'itms: members'));
  const office = acme.open();
  const [roster, app] = await office.sync();
  expect(roster?.result.status).toBe('complete');
  expect(app?.result).toMatchObject({ status: 'failed' });
  expect(JSON.stringify(app?.result)).toContain(
    'line 6, accounts.itms: is not a setting; did you mean items?',
  );

  const other = await acmeWith(() => BY_FILE().replace('key:', 'kee:'), { members: MEMBERS });
  const [, refused] = await other.acme.open().sync();
  expect(JSON.stringify(refused?.result)).toContain('kee is not a setting; did you mean key?');
});

test('an app of the catalogue is used by its id, with the settings that its declaration asks for', async () => {
  const list = {
    object: 'list',
    results: [{ id: 'n1', type: 'person', name: 'Ana', person: { email: 'ana@acme.example' } }],
    next_cursor: null,
    has_more: false,
  };
  const { acme } = await acmeWith(
    ({ origin }) => `{ id: wiki, connector: notion, settings: { base: "${origin}/v1", token: ${VARIABLE} } }`,
    list,
  );
  const office = acme.open();
  const [, app] = await office.sync();
  expect(app?.result.status).toBe('complete');
  expect((await office.ask('connect notion')).message.summary).toContain('Notion');
  await expect(acmeWith(() => `{ id: wiki, connector: notion, settings: { tokn: x } }`)).rejects.toThrow(
    'did you mean token?',
  );
});
