import { describe, expect, it, onTestFinished } from 'vitest';
import type { AccountNow } from '../../../src/connectors/base/removal.ts';
import type { Account } from '../../../src/domain/account.ts';
import { connectorErrorOf } from '../../support/connector-io.ts';
import type { Ask, Reply } from '../vendors/server.ts';
import { declared, faultsOf, KEY, type Row } from './declared.ts';

const WRITE = 'lab-write-key-55120';

const LISTED = `
accounts: { get: /users, items: data }
map:
  id: id
  username: login
  emails: email
  role: role
  state: { path: active, values: { "true": active, "false": deactivated } }
  columns: { managed: { label: Managed by, path: managed } }
  mayLack: [username, emails, role, managed]
`;

const DISABLE = `
removal:
  - way: disable
    name: Deactivate
    request: { method: PATCH, path: "/users/{id}", body: { active: false } }
    readBack: { request: { method: GET, path: "/users/{id}" }, when: { path: active, is: false }, keep: { role: role } }
    undo: { request: { method: PATCH, path: "/users/{id}", body: { active: true, role: "{role}" } } }
    obstacles:
      - { when: { path: managed, empty: false }, means: directory, name: managed }
      - { account: { path: role, is: Owner }, means: admin }
    freesSeat: true
    reversible: true
    stays: The files stay.
    rights: [users.write]
`;

const DELETE = (changes = '') => `
removal:
  - way: delete
    name: Delete
    request: { method: DELETE, path: "/users/{id}" }
    readBack: { request: { method: GET, path: "/users/{id}" }${changes} }
    freesSeat: true
    reversible: false
    stays: Nothing.
    rights: [users.write]
`;

const person = (id: string, changes: Row = {}): Row => ({
  id,
  login: `login-${id}`,
  email: `p${id}@acme.co`,
  role: 'Member',
  active: true,
  ...changes,
});

/** A server with these people whose requests about one of them answer as `one` says. */
async function lab(
  parts: string,
  people: readonly Row[],
  one: (ask: Ask, found: Row | undefined) => Reply | null = () => null,
  removal: Row | null = { key: WRITE },
) {
  const rows = people.map((row) => ({ ...row }));
  const sent: { method: string; path: string; key: string; text: string }[] = [];
  const record = (ask: Ask) =>
    void sent.push({
      method: ask.method,
      path: ask.path,
      key: (ask.headers.authorization ?? '').replace('Bearer ', ''),
      text: ask.text,
    });
  const answers = (answer: (ask: Ask, found: Row | undefined) => Reply) => (ask: Ask) => {
    record(ask);
    const found = rows.find(({ id }) => id === ask.params.id);
    return one(ask, found) ?? (found === undefined ? { status: 404, body: {} } : answer(ask, found));
  };
  const { server, connection, read } = await declared(
    `${LISTED}${parts}`,
    {
      routes: [
        { on: 'GET /api/users', answer: () => ({ body: { data: rows } }) },
        { on: 'GET /api/users/:id', answer: answers((_, found) => ({ body: found })) },
        {
          on: 'PATCH /api/users/:id',
          answer: answers(({ text }, found) => ({ body: Object.assign(found ?? {}, JSON.parse(text)) })),
        },
        {
          on: 'DELETE /api/users/:id',
          answer: answers((_, found) => {
            rows.splice(rows.indexOf(found ?? {}), 1);
            return { status: 204 };
          }),
        },
      ],
    },
    removal === null ? {} : { removal },
  );
  onTestFinished(() => server.close());
  const accounts = await read();
  const step = (id: string, way = 'disable') => ({
    way,
    license: null,
    account: accounts.find((account) => account.id === id) as Account,
  });
  return { server, connection, removal: connection.removal, accounts, step, sent, rows };
}

describe('A declared removal', () => {
  it('is not carried out with the credentials for reading', async () => {
    const { connection } = await lab(DISABLE, [person('1')], undefined, null);
    expect(connection.removal).toBeUndefined();
  });

  it('looks with the key for reading, and changes with the other one', async () => {
    const { removal, step, sent } = await lab(DISABLE, [person('1')]);
    const seen = await removal?.look(step('1'));
    expect(seen).toMatchObject({ kind: 'present', removed: false, before: { role: 'Member' } });
    await removal?.carryOut(step('1'), {});
    expect(sent.map(({ method, key }) => `${method} ${key}`)).toEqual([`GET ${KEY}`, `PATCH ${WRITE}`]);
  });

  it('is taken back with what was kept', async () => {
    const { removal, step, sent } = await lab(DISABLE, [person('1')]);
    await removal?.undo?.(step('1'), { role: 'Auditor' });
    expect(JSON.parse(sent[0]?.text ?? '')).toEqual({ active: true, role: 'Auditor' });
  });

  it('encodes an id once, so that it is never another address', async () => {
    const id = 'a/../b?x={key}&é';
    const { removal, step, sent } = await lab(DISABLE, [person(id)]);
    expect(await removal?.look(step(id))).toMatchObject({ kind: 'present', account: { id } });
    expect(sent[0]?.path).toBe('/api/users/a%2F..%2Fb%3Fx%3D%7Bkey%7D%26%C3%A9');
  });

  it.each(['.', '..'])('asks nothing about an account whose id is “%s”', async (id) => {
    const { removal, step, sent } = await lab(DELETE(), [person(id)]);
    expect(await removal?.look(step(id, 'delete'))).toMatchObject({ obstacle: { kind: 'other' } });
    expect(sent).toEqual([]);
  });

  it('says what stands in the way where the request needs an address that nobody knows', async () => {
    const byEmail = DISABLE.replaceAll('"/users/{id}"', '"/users/{email}"');
    const { removal, step, sent } = await lab(byEmail, [person('1', { email: null })]);
    const seen = await removal?.look(step('1'));
    expect(seen).toMatchObject({
      removed: false,
      obstacle: { kind: 'other', why: expect.stringMatching(/address/) },
    });
    expect(sent).toEqual([]);
  });

  it('names the directory that manages the account, and the owner whom nobody removes', async () => {
    const { removal, step } = await lab(DISABLE, [
      person('1', { managed: 'Okta' }),
      person('2', { role: 'Owner' }),
    ]);
    expect(await removal?.look(step('1'))).toMatchObject({
      obstacle: { kind: 'directory', directory: 'Okta' },
    });
    expect(await removal?.look(step('2'))).toMatchObject({ obstacle: { kind: 'admin' } });
  });

  it('does not touch somebody when the app answers with somebody else', async () => {
    const { removal, step } = await lab(DISABLE, [person('1'), person('2')], ({ method }) =>
      method === 'GET' ? { body: person('2', { active: false }) } : null,
    );
    const error = await connectorErrorOf(removal?.look(step('1')) ?? Promise.resolve());
    expect(error.message).toContain('shows account 2 where 1 was asked for');
  });

  it('takes what a sparse answer does not tell from the list, and sees what it tells differently', async () => {
    const { removal, step } = await lab(DISABLE, [person('1')], ({ method }) =>
      method === 'GET' ? { body: { id: '1', active: true, role: 'Admin' } } : null,
    );
    expect(await removal?.look(step('1'))).toMatchObject({
      account: { ...step('1').account, role: 'Admin' },
    });
  });

  it('is not in force for somebody whose state says that they can sign in', async () => {
    const banned = DISABLE.replace('when: { path: active, is: false }', 'when: { path: banned, is: true }');
    const { removal, step } = await lab(banned, [person('1', { banned: true })]);
    expect(await removal?.look(step('1'))).toMatchObject({ removed: false, account: { state: 'active' } });
  });

  it.each([
    ['{ not: { path: enabeld, is: true } }', 'enabeld'],
    ['{ path: enabeld, isNull: false }', 'enabeld'],
    ['[{ path: role, is: Member }, { path: enabeld, isNull: false }]', 'enabeld'],
  ])('is not in force because nothing is at a path: %s', async (when, path) => {
    const slip = DISABLE.replace('when: { path: active, is: false }', `when: ${when}`);
    const { removal, step } = await lab(slip, [person('1')]);
    const error = await connectorErrorOf(Promise.resolve(removal?.look(step('1'))));
    expect(error.message).toContain(`shows nothing at ${path} of account 1, which readBack reads`);
  });

  it('may be seen by a key that is gone afterwards', async () => {
    const gone = DISABLE.replace('when: { path: active, is: false }', 'when: { path: seat, missing: true }');
    const { removal, step } = await lab(gone, [person('1', { active: false })]);
    expect(await removal?.look(step('1'))).toMatchObject({ removed: true });
  });

  it('shows a state where only the condition tells it', async () => {
    const { removal, step, rows } = await lab(
      DISABLE.replace('when: { path: active, is: false }', 'when: { path: banned, is: true }'),
      [person('1')],
      ({ method }, found) => (method === 'GET' ? { body: { id: found?.id, banned: found?.banned } } : null),
    );
    Object.assign(rows[0] ?? {}, { banned: true });
    expect(await removal?.look(step('1'))).toMatchObject({ removed: true, account: { state: 'suspended' } });
  });

  it('is not believed where the app answers 200 and says no inside', async () => {
    const must = DISABLE.replace('    readBack:', '    must: { path: ok, is: true }\n    readBack:');
    const { removal, step } = await lab(must, [person('1')], ({ method }) =>
      method === 'PATCH' ? { body: { ok: false } } : null,
    );
    const error = await connectorErrorOf(removal?.carryOut(step('1'), {}) ?? Promise.resolve());
    expect(error.effect).toBe('unknown');
  });

  it('is in doubt after a status that the declaration does not expect', async () => {
    const strict = DISABLE.replace('    readBack:', '    success: [204]\n    readBack:');
    const { removal, step } = await lab(strict, [person('1')]);
    const error = await connectorErrorOf(removal?.carryOut(step('1'), {}) ?? Promise.resolve());
    expect(error).toMatchObject({ kind: 'unexpected-response', effect: 'unknown' });
  });

  it('begins with the gentlest way, and disables nobody who is closed', async () => {
    const both = `${DELETE()}${DISABLE.replace('\nremoval:\n', '')}`;
    const { removal, step } = await lab(both, [person('1'), person('2', { active: false })]);
    expect(removal?.usual(step('1').account)).toEqual([{ way: 'disable', license: null }]);
    expect(removal?.offered(step('2').account)).toEqual([{ way: 'delete', license: null }]);
  });
});

describe('That somebody is gone', () => {
  const gone = async (parts: string, one: (ask: Ask, found: Row | undefined) => Reply | null) => {
    const made = await lab(parts, [person('1'), person('7')], one);
    return { ...made, look: async () => (await made.removal?.look(made.step('1', 'delete'))) as AccountNow };
  };

  it('is not believed of a path with a slip in it: the list still has them', async () => {
    const { look } = await gone(DELETE().replace('GET, path: "/users', 'GET, path: "/usres'), () => null);
    const error = await connectorErrorOf(look());
    expect(error.message).toContain('still lists it');
  });

  it('is not believed of an empty answer', async () => {
    const { look } = await gone(DELETE(', item: data.0'), ({ method }) =>
      method === 'GET' ? { body: { data: [] } } : null,
    );
    expect((await connectorErrorOf(look())).message).toContain('still lists it');
  });

  it('is not believed of 403, which may be a right that was revoked', async () => {
    const { look } = await gone(DELETE(', gone: [403, 404]'), ({ method }) =>
      method === 'GET' ? { status: 403, body: {} } : null,
    );
    expect((await connectorErrorOf(look())).message).toContain('still lists it');
  });

  it('is believed of 403 where the same request shows the account of the credentials', async () => {
    const own = `ownAccount: { get: /users/7, id: id }${DELETE(', gone: [403, 404]')}`;
    const { look, rows, server } = await gone(own, ({ method, params }, found) =>
      method === 'GET' && found === undefined && params.id !== '7' ? { status: 403, body: {} } : null,
    );
    rows.splice(0, 1);
    server.requests.length = 0;
    expect(await look()).toEqual({ kind: 'gone' });
    expect(server.requests).not.toContain('GET /api/users');
  });

  it('is proven by 404 where the same request showed them before, without another read', async () => {
    const { look, removal, step, server } = await gone(DELETE(), () => null);
    expect(await look()).toMatchObject({ kind: 'present' });
    await removal?.carryOut(step('1', 'delete'), {});
    server.requests.length = 0;
    expect(await look()).toEqual({ kind: 'gone' });
    expect(server.requests).toEqual(['GET /api/users/1']);
  });

  it('is said of a write that was denied only when a look shows it', async () => {
    const denied = DELETE(', gone: [403, 404]').replace(
      '    readBack:',
      '    alreadyGone: [403, 404]\n    readBack:',
    );
    const { removal, step, rows, look } = await gone(denied, ({ method }, found) =>
      method === 'DELETE' || found === undefined ? { status: 403, body: {} } : null,
    );
    await look();
    const error = await connectorErrorOf(removal?.carryOut(step('1', 'delete'), {}) ?? Promise.resolve());
    expect(error).toMatchObject({ kind: 'permission', effect: 'none' });
    rows.splice(0, 1);
    expect(await removal?.carryOut(step('1', 'delete'), {})).toMatchObject({ status: 403 });
  });
});

describe('A declaration of a removal', () => {
  it.each([
    [
      'a disabled account that nothing shows',
      DISABLE.replace(', when: { path: active, is: false }', ''),
      'what holds of an account that is disabled',
    ],
    [
      'a name that nobody declares',
      DISABLE.replace('{role}', '{rank}'),
      'names {rank}, which is not declared',
    ],
    ['no request', DISABLE.replace(/ {4}request.*\n/, ''), 'write what the app is asked for'],
    [
      'an obstacle that nothing shows',
      DISABLE.replace(/ {4}readBack.*\n/, '').replace('role: "{role}"', 'role: x'),
      'needs readBack',
    ],
  ])('with %s is refused', (_, parts, words) => {
    expect(faultsOf(`${LISTED}${parts}`).join('\n')).toContain(words);
  });
});
