import { createHmac, generateKeyPairSync, verify } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { openClient } from '../../../src/connectors/rest-lists/open.ts';
import { connectorErrorOf, testIo } from '../../support/connector-io.ts';
import type { Ask, Reply, VendorServer } from '../vendors/server.ts';
import {
  declarationOf,
  declared,
  faultsOf,
  KEY,
  listing,
  MAP,
  people,
  plainFaults,
  type Row,
} from './declared.ts';

const open: VendorServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

const LIST = `accounts: { get: /users, items: users }\n${MAP}`;
const HAPPY: Reply = { body: { users: people(2) } };

/** What the server was asked with. */
async function askedBy(
  parts: string,
  more: { routes?: { on: string; answer: (ask: Ask) => Reply }[] } = {},
): Promise<Ask[]> {
  const asks: Ask[] = [];
  const keep = (answer: (ask: Ask) => Reply) => (ask: Ask) => {
    asks.push(ask);
    return answer(ask);
  };
  const routes = [...(more.routes ?? []), { on: 'GET /api/users', answer: () => HAPPY }];
  const made = await declared(parts, {
    routes: routes.map(({ on, answer }) => ({ on, answer: keep(answer) })),
  });
  open.push(made.server);
  expect(await made.read()).toHaveLength(2);
  return asks;
}

describe('who asks is proven', () => {
  it.each<readonly [string, string, Record<string, string>]>([
    ['by a token', 'auth: { bearer: "{key}" }', { authorization: `Bearer ${KEY}` }],
    ['by a bare key', 'auth: { headers: { Authorization: "{key}" } }', { authorization: KEY }],
    [
      'by several headers',
      'auth: { headers: { X-Application-Id: lab, X-Master-Key: "{key}" } }',
      { 'x-application-id': 'lab', 'x-master-key': KEY },
    ],
    [
      'by a name and a password',
      'auth: { basic: { name: admin, password: "{key}" } }',
      { authorization: `Basic ${Buffer.from(`admin:${KEY}`).toString('base64')}` },
    ],
  ])('%s', async (_, auth, headers) => {
    const [ask] = await askedBy(`${auth}\n${LIST}`);
    expect(ask?.headers).toMatchObject(headers);
  });

  it.each([
    ['a token', 'auth: { bearer: "{key}" }', false],
    ['a name and a password', 'auth: { basic: { name: admin, password: "{key}" } }', true],
    ['a header that holds both', 'auth: { headers: { Authorization: "Basic {key}" } }', true],
    ['a sign-in', 'auth: { login: { post: /sign-in, body: { password: "{key}" }, token: token } }', true],
  ])('by %s; what is refused is told as such, because tries may lock an account', async (_, auth, signIn) => {
    const made = await declared(`${auth}\n${LIST}`, {
      gates: [() => ({ status: 401, body: {} })],
      routes: [],
    });
    open.push(made.server);
    expect(await connectorErrorOf(made.read())).toMatchObject({ kind: 'auth', signIn });
    expect(made.server.requests).toHaveLength(1);
  });

  it('by a parameter, which no "next" address needs to repeat', async () => {
    const parts = `auth: { query: { api_key: "{key}" } }
accounts: { get: "/users?a=1", items: users, pages: { by: url, next: next } }
${MAP}`;
    const made = await declared(
      parts,
      listing(({ query, origin }) => {
        if (query.get('api_key') !== KEY) return { status: 401, body: {} };
        return query.has('from')
          ? { body: { users: [{ id: 9, status: 'on' }], next: null } }
          : { body: { users: people(1), next: `${origin}/api/users?from=1` } };
      }),
    );
    open.push(made.server);
    expect(await made.read()).toHaveLength(2);
  });

  it('by signing in first, with a header of its own; a token that ends is fetched again', async () => {
    let signIns = 0;
    const parts = `headers: { origin: "https://lab.example" }
auth:
  login: { post: /sign-in, body: { email: a@b.example, password: "{key}" }, token: { header: set-auth-token }, keep: { site: user.site } }
accounts: { get: "/sites/{site}/users", items: users }
${MAP}`;
    const made = await declared(parts, {
      routes: [
        {
          on: 'POST /api/sign-in',
          answer: ({ text, headers }) =>
            JSON.parse(text).password === KEY && headers.origin === 'https://lab.example'
              ? {
                  headers: { 'set-auth-token': `token-number-${++signIns}` },
                  body: { user: { site: 'a/b' } },
                }
              : { status: 401, body: {} },
        },
        {
          on: 'GET /api/sites/:site/users',
          answer: ({ headers, params }) =>
            params.site === 'a/b' && headers.authorization === 'Bearer token-number-2'
              ? HAPPY
              : { status: 401, body: { said: headers.authorization } },
        },
      ],
    });
    open.push(made.server);
    expect(await made.read()).toHaveLength(2);
    expect(signIns).toBe(2);
  });

  it('by signing in, whose answer must hold what is kept of it', async () => {
    const parts = `auth:
  login: { post: /sign-in, body: { password: "{key}" }, token: token, keep: { site: user.sight } }
accounts: { get: "/sites/{site}/users", items: users }
${MAP}`;
    const made = await declared(parts, {
      routes: [
        {
          on: 'POST /api/sign-in',
          answer: () => ({ body: { token: 'token-number-1', user: { site: 'a' } } }),
        },
      ],
    });
    open.push(made.server);
    expect((await connectorErrorOf(made.read())).message).toContain(
      'has nothing at user.sight, which login keeps as site; correct the path',
    );
  });

  it('by a token that is signed with a shared secret', async () => {
    const secret = '0123456789abcdef0123456789abcdef';
    const parts = `auth: { jwt: { keyId: "{key}", secret: "${secret}", encoding: hex, claims: { aud: /admin/ }, scheme: Ghost } }\n${LIST}`;
    const [ask] = await askedBy(parts);
    const [scheme, token = ''] = String(ask?.headers.authorization).split(' ');
    const [head = '', body = '', signature] = token.split('.');
    expect(scheme).toBe('Ghost');
    expect(JSON.parse(Buffer.from(head, 'base64url').toString())).toEqual({
      alg: 'HS256',
      typ: 'JWT',
      kid: KEY,
    });
    expect(JSON.parse(Buffer.from(body, 'base64url').toString())).toMatchObject({ aud: '/admin/' });
    expect(signature).toBe(
      createHmac('sha256', Buffer.from(secret, 'hex')).update(`${head}.${body}`).digest('base64url'),
    );
  });

  it('by an assertion that is signed with a private key, in place of a secret', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString().replaceAll('\n', '\\n');
    const claims = 'claims: { iss: lab, sub: "{key}", aud: lab.example }';
    const parts = (key: string) => `auth:
  oauth: { url: "{url}/token", assertion: { privateKey: ${JSON.stringify(key)}, ${claims}, seconds: 600 } }
${LIST}`;
    const [ask] = await askedBy(parts(pem), {
      routes: [{ on: 'POST /token', answer: () => ({ body: { access_token: 'fetched-1' } }) }],
    });
    const form = new URLSearchParams(ask?.text);
    expect(form.get('grant_type')).toBe('urn:ietf:params:oauth:grant-type:jwt-bearer');
    const [head = '', body = '', signature = ''] = String(form.get('assertion')).split('.');
    expect(
      verify('sha256', Buffer.from(`${head}.${body}`), publicKey, Buffer.from(signature, 'base64url')),
    ).toBe(true);
    const said = JSON.parse(Buffer.from(body, 'base64url').toString());
    expect(said).toMatchObject({ iss: 'lab', sub: KEY, aud: 'lab.example' });
    expect(said.exp - said.iat).toBe(600);

    const wrong = await declared(parts('no key at all'), {});
    open.push(wrong.server);
    const { message } = await connectorErrorOf(wrong.read());
    expect(message).toContain('The private key');
    expect(message).not.toContain('no key at all');
    expect(faultsOf(`auth: { oauth: { url: "{url}/token", clientId: a } }\n${LIST}`).join()).toContain(
      'needs clientId and clientSecret, or assertion',
    );
  });

  it.each([
    ['form', '{url}/token', '/token'],
    ['basic', '{url}/token', '/token'],
    ['basic', '/token', '/api/token'],
  ])('by client credentials, sent as %s to %s', async (client, address, path) => {
    const parts = `auth:
  oauth: { url: "${address}", clientId: lab, clientSecret: "{key}", client: ${client}, scope: users.read, form: { audience: lab } }
${LIST}`;
    const inForm = `&client_id=lab&client_secret=${KEY}`;
    const token = ({ text, headers }: Ask): Reply => {
      const basic = `Basic ${Buffer.from(`lab:${KEY}`).toString('base64')}`;
      const proven = client === 'form' ? text.includes(inForm) : headers.authorization === basic;
      return proven && text.includes('scope=users.read') && text.includes('audience=lab')
        ? { body: { access_token: 'fetched-token', expires_in: 60 } }
        : { status: 401, body: { error: 'invalid_client' } };
    };
    const asks = await askedBy(parts, { routes: [{ on: `POST ${path}`, answer: token }] });
    expect(asks.at(-1)?.headers.authorization).toBe('Bearer fetched-token');
  });

  it('a secret never shows in an error, in whichever way it is sent', async () => {
    for (const auth of [
      'bearer: "{key}"',
      'headers: { x-key: "Token {key}" }',
      'query: { k: "{key}" }',
      'basic: { name: a, password: "{key}" }',
    ]) {
      const made = await declared(
        `auth: { ${auth} }\n${LIST}`,
        listing(({ headers, query }) => ({
          status: 400,
          body: { message: `${JSON.stringify(headers)} ${query}` },
        })),
      );
      open.push(made.server);
      const error = await connectorErrorOf(made.read());
      const encoded = Buffer.from(`a:${KEY}`).toString('base64');
      for (const secret of [KEY, encoded]) expect(`${error.message} ${error.stack}`).not.toContain(secret);
    }
  });

  it('a secret in plain text is a fault of the file', () => {
    expect(plainFaults('auth: { bearer: 2f8c11d9e0 }').join()).toContain(
      'line 6, auth: names no setting, so its secret is in plain text',
    );
    expect(plainFaults('auth: { bearer: "{key}" }')).toEqual([]);
  });
});

describe('a question is sent as it is written', () => {
  it('with brackets and JSON, encoded once', async () => {
    const parts = `accounts:
  get: "/users?fields=a,b&filter[status][_eq]=active"
  query: { where: '{"role":{"$in":["a & b"]}}', "sort[]": [id, name], note: "100% +1" }
  items: users
${MAP}`;
    const [ask] = await askedBy(parts);
    expect([...(ask?.query ?? [])]).toEqual([
      ['fields', 'a,b'],
      ['filter[status][_eq]', 'active'],
      ['where', '{"role":{"$in":["a & b"]}}'],
      ['sort[]', 'id'],
      ['sort[]', 'name'],
      ['note', '100% +1'],
    ]);
    expect(open.at(-1)?.requests[0]).toContain('filter[status][_eq]=active');
  });

  it('with the query of the base address', async () => {
    const answer = ({ query }: Ask): Reply =>
      query.get('tenant') === 'x' ? HAPPY : { status: 404, body: {} };
    const made = await declared(LIST, listing(answer), { suffix: '?tenant=x' });
    open.push(made.server);
    expect(await made.read()).toHaveLength(2);
  });

  it('a setting in an address is encoded, so that it names one thing', async () => {
    const parts = `accounts: { get: "/teams/{key}/users", items: users }\n${MAP}`;
    const made = await declared(
      parts,
      listing(
        ({ params }) => (params.team === 'a/b?c=1' ? HAPPY : { status: 404, body: {} }),
        'GET /api/teams/:team/users',
      ),
      { key: 'a/b?c=1' },
    );
    open.push(made.server);
    expect(await made.read()).toHaveLength(2);
  });
});

describe('a list that is asked for by POST', () => {
  it('takes its page in the body', async () => {
    const rows = people(5);
    const parts = `accounts:
  post: /search
  body: { filter: { active: true } }
  items: users
  pages: { by: offset, param: paging.from, size: { param: paging.limit, value: 3 } }
${MAP}`;
    const made = await declared(
      parts,
      listing(({ text }) => {
        const { filter, paging } = JSON.parse(text);
        return filter.active === true
          ? { body: { users: rows.slice(paging.from, paging.from + paging.limit) } }
          : { status: 400, body: {} };
      }, 'POST /api/search'),
    );
    open.push(made.server);
    expect(await made.read()).toHaveLength(5);
  });

  it('may have another address for its further pages', async () => {
    const parts = `accounts: { post: /list, body: { limit: 2 }, items: members, pages: { by: cursor, cursor: cursor, more: has_more, further: { post: /list/continue } } }\n${MAP}`;
    const made = await declared(parts, {
      routes: [
        {
          on: 'POST /api/list',
          answer: () => ({ body: { members: people(2), cursor: 'c1', has_more: true } }),
        },
        {
          on: 'POST /api/list/continue',
          answer: ({ text }) =>
            text === '{"cursor":"c1"}'
              ? { body: { members: [{ id: 3, status: 'on' }], cursor: 'c2', has_more: false } }
              : { status: 400, body: {} },
        },
      ],
    });
    open.push(made.server);
    expect(await made.read()).toHaveLength(3);
  });

  it('is GraphQL where it says so, whose errors come with 200', async () => {
    const parts = `accounts:
  post: /graphql
  body: { query: "query($after: String) { users(first: 2, after: $after) { nodes { id status } pageInfo { hasNextPage endCursor } } }", variables: { first: 2 } }
  items: data.users.nodes
  pages: { by: cursor, param: variables.after, cursor: data.users.pageInfo.endCursor, more: data.users.pageInfo.hasNextPage }
answers:
  words: [errors.0.message]
  rules:
    - { status: ok, words: not entitled, means: plan }
    - { status: ok, words: "*", means: invalid }
${MAP}`;
    const answer = (nodes: Row[], endCursor: string | null) => ({
      data: { users: { nodes, pageInfo: { hasNextPage: endCursor !== null, endCursor } } },
    });
    const healthy = await declared(
      parts,
      listing(({ text }) => {
        const { after = null } = JSON.parse(text).variables;
        return { body: after === null ? answer(people(2), 'c') : answer([{ id: 3, status: 'on' }], null) };
      }, 'POST /api/graphql'),
    );
    open.push(healthy.server);
    expect(await healthy.read()).toHaveLength(3);
    for (const [message, kind] of [
      ['Field "x" is unknown', 'unexpected-response'],
      ['You are not entitled to this', 'plan'],
    ]) {
      const failing = await declared(
        parts,
        listing(() => ({ body: { data: null, errors: [{ message }] } }), 'POST /api/graphql'),
      );
      open.push(failing.server);
      expect(await connectorErrorOf(failing.read())).toMatchObject({ kind });
    }
  });
});

describe('a declaration with a fault', () => {
  it.each([
    [
      'an unknown key',
      'accounts: { get: /users, itmes: users }\n',
      'line 7, accounts.itmes: is not a setting; did you mean items?',
    ],
    [
      'an unknown key in one of several forms',
      'accounts: { get: /users }\nmap: { id: id, state: { path: status, value: { on: active } } }\n',
      'line 8, map.state.value: is not a setting; did you mean values?',
    ],
    [
      'details one by one, which would be a request for each account',
      'accounts: { get: /users, details: /users/1 }\n',
      'accounts.details: is not a setting',
    ],
    [
      'a setting that nobody asks for',
      'accounts: { get: "/users/{team}" }\nmap: { id: id }\n',
      'line 7, accounts.get: names {team}, which is not declared under settings',
    ],
    [
      'a table that is not there',
      'accounts: { get: /users }\nmap: { id: id, role: { from: roles, key: r } }\n',
      'names the table roles, which is not declared under tables',
    ],
    [
      'a page that cannot be asked for',
      'accounts: { get: /users, pages: { by: cursor } }\nmap: { id: id }\n',
      'goes with by: cursor, and is needed there',
    ],
    [
      'a value with two sources',
      'accounts: { get: /users }\nmap: { id: id, name: { path: a, text: b } }\n',
      'needs exactly one of path, text, join',
    ],
    [
      'a test that tests nothing',
      'accounts: { get: /users, only: { path: a } }\nmap: { id: id }\n',
      'needs exactly one of is, in,',
    ],
    [
      'an alias, which can expand without end',
      'accounts: &a { get: /users }\ntables: { x: *a }\n',
      'line 8, tables.x: begins with *, which is a YAML alias',
    ],
    ['no list', '', 'accounts: is missing; write how the accounts are listed'],
  ])('is refused with its line: %s', (_, parts, words) => {
    expect(faultsOf(parts).join('\n')).toContain(words);
  });

  it('an address that is none is refused: in the file, and where a setting holds it', async () => {
    expect(faultsOf(`${LIST}`.replace('accounts', 'base: api.acme.example\naccounts')).join()).toContain(
      'base',
    );
    const other = declarationOf(LIST);
    const io = testIo();
    expect(() =>
      openClient(
        { ...other, base: '{key}/api' },
        { io, settings: { key: 'acme' }, base: null, pageSize: null, hidden: [] },
      ),
    ).toThrow('needs whole web addresses');
  });

  it('tells all of them at once', () => {
    expect(
      faultsOf('accounts: { gett: /users, pages: { by: pages } }\nmap: { nam: name }\n').length,
    ).toBeGreaterThanOrEqual(4);
  });
});
