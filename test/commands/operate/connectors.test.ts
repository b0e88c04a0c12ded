import { join } from 'node:path';
import { expect, test } from 'vitest';
import { answer } from '../../../src/commands/answer.ts';
import { folderWith } from '../../support/connector-io.ts';
import { sendJson, startServer } from '../../support/http-server.ts';
import { desk, seen } from '../desk.ts';

const ACME = `version: 1
name: Acme
settings: { token: { what: a token, kind: secret } }
base: BASE
auth: { bearer: "{token}" }
accounts: { get: "/users?key={token}", items: users }
map:
  id: id
  emails: email
  state: { path: state, values: { "on": active } }
  role: roles.name
  columns: { team: { label: Team, path: team.title } }
`;
/** The variable TOKEN of the company. */
const SECRET = 'token-1234';

async function fileWith(text: string): Promise<string> {
  return join(
    await folderWith({ 'acme.yaml': text.replace('BASE', 'https://api.acme.example') }),
    'acme.yaml',
  );
}

test('lint tells every fault of a declaration with its line, and of one without that it has none', async () => {
  const { office } = await desk();
  const wrong = await fileWith(
    ACME.replace('items: users', 'itmes: users').replace('emails: email', 'email: email'),
  );
  const found = await office.ask(`connectors lint ${wrong}`);
  expect(found.ok).toBe(false);
  const text = await seen(found);
  expect(text).toContain(`${wrong}:6: accounts.itmes is not a setting; did you mean items?`);
  expect(text).toContain(`${wrong}:9: map.email is not a setting; did you mean emails?`);
  expect(found.json).toMatchObject([{ file: wrong, faults: [{ line: 6 }, { line: 9 }] }]);
  expect((await office.ask(`connectors lint ${await fileWith(ACME)} gitlab`)).message.summary).toMatch(
    /^2 declarations without a fault: .+acme\.yaml and .+gitlab\.yaml\.$/,
  );
  expect((await office.ask('connectors lint')).message.summary).toContain('names no declaration of its own');
  expect((await office.ask('connectors lint nowhere.yaml')).message.body).toMatchObject([
    { text: 'nowhere.yaml: cannot be read' },
  ]);
});

test('lint says which removals nothing reads back, or cannot be taken back, and finds no fault in them', async () => {
  const { office } = await desk();
  const file = await fileWith(
    `${ACME}removal:\n  - { way: disable, name: Off, request: { method: DELETE, path: "/users/{id}" }, freesSeat: true, reversible: true, stays: All., rights: [users] }\n`,
  );
  const found = await office.ask(`connectors lint ${file}`);
  expect(found.ok).toBe(true);
  expect(found.json).toMatchObject([{ faults: [], notes: [{ line: 14 }, { line: 14 }] }]);
  const text = (await seen(found)).replaceAll(/\s+/g, ' ');
  expect(text).toContain(`To know: ${file}:14: removal[0] has no readBack`);
  expect(text).toContain('Seatkeeper cannot take it back');
});

test('try shows the first page as it will be read, what is not read, and the requests; no secret, and nothing is stored', async () => {
  const users = Array.from({ length: 7 }, (_, index) => ({
    id: index,
    email: `p${index}@acme.co`,
    state: 'on',
    roles: [{ name: 'Admin', code: 1 }],
    team: { title: 'Red', size: 4 },
    inviteLink: 'https://acme.example/join?token=s3cret-9',
    mfa: null,
  }));
  const server = await startServer((request, response) =>
    request.headers.authorization === `Bearer ${SECRET}`
      ? sendJson(response, { users })
      : sendJson(response, {}, 401),
  );
  const file = await fileWith(ACME.replace('BASE', server.origin));
  const { acme } = await desk();
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what an admin writes
  const app = `{ id: acme, connector: rest, settings: { declaration: ${file}, token: "${'${TOKEN}'}" } }`;
  acme.configure(
    (yaml) => `${yaml.replace(/^apps:\n/m, `apps:\n  - ${app}\n`)}network: { allow: ["${server.origin}"] }\n`,
  );
  const office = acme.open();
  const before = office.values('SELECT count(*) FROM account');
  const found = await office.ask(`connectors try ${file}`);
  const text = await seen(found);
  expect(text).toContain('Acme: the first page holds 7 accounts. Nothing was stored.');
  expect(text).toMatch(/0 +p0@acme\.co +active +unknown +Admin +Red/);
  expect(text).not.toContain('p5@acme.co');
  expect(found.json).toMatchObject({
    unread: [
      { path: 'roles.code', type: 'number' },
      { path: 'team.size', type: 'number' },
      { path: 'inviteLink', type: 'text' },
      { path: 'mfa', type: 'null' },
    ],
    requests: [`GET ${server.origin.replace('http://', '')}/users?key=[secret]`],
  });
  expect(`${text}${JSON.stringify(found)}`).not.toMatch(/s3cret|token-1234/);
  expect(office.values('SELECT count(*) FROM account')).toEqual(before);
  await server.close();
});

test('try says which settings nobody gave, and which variables may hold them', async () => {
  const { office } = await desk();
  const found = await office.ask(`connectors try ${await fileWith(ACME)}`);
  expect(found.ok).toBe(false);
  expect(found.message.summary).toMatch(
    /acme\.yaml needs token \(ACME_TOKEN\): write the app into seatkeeper\.yaml/,
  );
});

test('try reads an app with a SCIM server too', async () => {
  const server = await startServer((request, response) =>
    request.url?.includes('/Users') === true
      ? sendJson(response, {
          totalResults: 1,
          Resources: request.url.includes('startIndex=1&') ? [{ id: 'u1', userName: 'ana@acme.co' }] : [],
        })
      : sendJson(response, {}, 404),
  );
  const { acme } = await desk();
  const file = await fileWith(
    `version: 1\nname: Acme\nsettings: { token: { what: a token, kind: secret } }\nscim: { base: "${server.origin}/scim", token: "{token}" }\n`,
  );
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what an admin writes
  const app = `{ id: acme, connector: rest, settings: { declaration: ${file}, token: "${'${TOKEN}'}" } }`;
  acme.configure(
    (yaml) => `${yaml.replace(/^apps:\n/m, `apps:\n  - ${app}\n`)}network: { allow: ["${server.origin}"] }\n`,
  );
  const found = await acme.open().ask(`connectors try ${file}`);
  expect(found.message.summary).toBe('Acme: the first page holds 1 account. Nothing was stored.');
  await server.close();
});

test('no declaration of the machine is read from a chat', async () => {
  const { office } = await desk();
  const by = { on: 'slack', id: 'slack:U1', name: 'kim', mayChange: true } as const;
  const sync = () => Promise.reject(new Error('nothing is read'));
  const found = await answer(office.context, by, ['connectors', 'lint', 'x.yaml'], sync, null, false);
  expect(found.ok).toBe(false);
  expect(found.message.summary).toContain('in a shell of that machine');
});
