import { afterEach, describe, expect, it } from 'vitest';
import type { Account } from '../../../src/domain/account.ts';
import { connectorErrorOf } from '../../support/connector-io.ts';
import type { VendorServer } from '../vendors/server.ts';
import { declared, faultsOf, listing, MAP, people, type Row } from './declared.ts';

const open: VendorServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

/** Reads one answer that holds these rows. */
async function lab(map: string, rows: readonly Row[], more: Row = {}, tables = '') {
  const made = await declared(
    `${tables}accounts: { get: /users, items: users }\nmap:\n${map}`,
    listing(() => ({ body: { users: rows, ...more } })),
  );
  open.push(made.server);
  return made;
}

async function accounts(...asked: Parameters<typeof lab>): Promise<Account[]> {
  return (await lab(...asked)).read();
}

async function refusal(...asked: Parameters<typeof lab>): Promise<string> {
  return (await connectorErrorOf((await lab(...asked)).read())).message;
}

const ID = '  id: id\n';

describe('the state of a row', () => {
  const BANNED = `${ID}  state:
    - { when: [{ path: banned, is: true }, { path: banExpires, past: true }], means: active }
    - { when: { path: banned, is: true }, means: suspended }
    - { when: { any: [{ path: banned, isNull: true }, { path: banned, is: false }] }, means: active }
`;

  it('depends on the clock where a ban may be over', async () => {
    const rows = [
      { id: 'a', banned: true, banExpires: '2026-03-10T11:59:59Z' },
      { id: 'b', banned: true, banExpires: '2026-03-10T12:00:01Z' },
      { id: 'c', banned: true, banExpires: null },
      { id: 'd', banned: null },
      { id: 'e', banned: false },
    ];
    expect((await accounts(BANNED, rows)).map(({ state }) => state).join()).toBe(
      'active,suspended,suspended,active,active',
    );
  });

  it('missing, null, an empty text and false are four things', async () => {
    const map = `${ID}  state: { path: s, values: { "false": suspended }, missing: unknown, isNull: active, blank: invited }\n`;
    const rows = [{ id: 1 }, { id: 2, s: null }, { id: 3, s: '' }, { id: 4, s: false }];
    expect((await accounts(map, rows)).map(({ state }) => state)).toEqual([
      'unknown',
      'active',
      'invited',
      'suspended',
    ]);
  });

  it.each([
    [
      'of a value that is not there',
      { id: 1 },
      'no rule says which state it has: banned is missing and banExpires is missing; correct the path, or declare what that means',
    ],
    ['of an empty text', { id: 1, banned: '' }, 'no rule says which state it has: banned is ""'],
    [
      'of a word that nobody declared',
      { id: 1, banned: 'paused' },
      'no rule says which state it has: banned is "paused"',
    ],
  ])('is never active because nothing else fits: %s', async (_, row, words) => {
    expect(await refusal(BANNED, [row])).toContain(words);
  });

  it('fails with the word that the declaration does not know', async () => {
    const map = `${ID}  state: { path: status, values: { active: active, suspended: suspended } }\n`;
    expect(await refusal(map, [{ id: 7, status: 'archived' }])).toContain(
      'users[0]: of account 7: the declaration does not know the state "archived" (status); add it to values',
    );
  });

  it('an unknown word is not taken for active by a rule that comes after it', async () => {
    const map = `${ID}  state: [{ path: status, values: { on: active } }, { else: unknown }]\n`;
    expect(await refusal(map.replace('{ on:', '{ "on":'), [{ id: 7, status: 'frozen' }])).toContain(
      '"frozen"',
    );
    expect(faultsOf(`accounts: { get: /u }\nmap:\n${ID}  state: [{ else: active }]\n`).join()).toContain(
      'line 10, map.state[0].else: must not be active',
    );
  });

  it('a kind that nobody declared is unknown', async () => {
    const map = `${ID}  state: { always: active }\n  kind: { path: type, values: { human: person } }\n`;
    expect(
      (
        await accounts(map, [
          { id: 1, type: 'human' },
          { id: 2, type: 'agent' },
        ])
      ).map(({ kind }) => kind),
    ).toEqual(['person', 'unknown']);
  });
});

describe('the values of a row', () => {
  const ACTIVE = `${ID}  state: { always: active }\n`;

  it('names and roles are put together and split', async () => {
    const map = `${ACTIVE}  name: [name, { join: [first_name, last_name] }]\n  role: { path: role, split: "," }\n  licenses: plans.name\n`;
    const rows = [
      {
        id: 1,
        name: null,
        first_name: 'Ana',
        last_name: null,
        role: 'user, editor',
        plans: [{ name: 'Pro' }, { name: 'Extra' }],
      },
      { id: 2, name: 'Bo B', role: '', plans: [] },
    ];
    expect(await accounts(map, rows)).toMatchObject([
      { name: 'Ana', role: 'user, editor', licenses: ['Pro', 'Extra'] },
      { name: 'Bo B', role: null, licenses: [] },
    ]);
  });

  it('roles are looked up in the same answer', async () => {
    const tables = 'tables: { roles: { sameAnswer: true, items: rootRoles, key: id } }\n';
    const map = `${ACTIVE}  role: { from: roles, key: rootRole, path: name }\n`;
    const more = {
      rootRoles: [
        { id: 1, name: 'Admin' },
        { id: 2, name: 'Editor' },
      ],
    };
    expect(
      await accounts(
        map,
        [
          { id: 1, rootRole: 2 },
          { id: 2, rootRole: null },
        ],
        more,
        tables,
      ),
    ).toMatchObject([{ role: 'Editor' }, { role: null }]);
  });

  it('moments are read in every declared form, and never in one that is not', async () => {
    const rows = [
      {
        id: 1,
        a: '2026-03-09T10:00:00Z',
        b: '2026-03-09T10:00:00.123+01:00',
        c: { __type: 'Date', iso: '2026-03-09T10:00:00.000Z' },
        d: 1_772_000_000,
        e: '1772000000000',
        f: '2026-03-09 10:00:00',
        g: '2026-03-09',
        h: '0000-00-00',
      },
    ];
    const column = (key: string, value: string) => `    ${key}: { label: ${key}, type: date, ${value} }\n`;
    const map = `${ACTIVE}  columns:\n${column('a', 'path: a')}${column('b', 'path: b')}${column('c', 'path: c.iso')}${column('d', 'path: d, date: seconds')}${column('e', 'path: e, date: milliseconds')}${column('f', 'path: f, date: { zone: Europe/Berlin }')}${column('g', 'path: g')}${column('h', 'path: h, never: ["0000-00-00"]')}`;
    expect((await accounts(map, rows))[0]?.columns).toEqual({
      a: '2026-03-09T10:00:00.000Z',
      b: '2026-03-09T09:00:00.123Z',
      c: '2026-03-09T10:00:00.000Z',
      d: '2026-02-25T06:13:20.000Z',
      e: '2026-02-25T06:13:20.000Z',
      f: '2026-03-09T09:00:00.000Z',
      g: '2026-03-09',
    });
    const used = (value: unknown) => refusal(`${ACTIVE}  lastActive: seen\n`, [{ id: 1, seen: value }]);
    expect(await used('2026-03-09 10:00:00')).toContain('seen names no time zone; write date: { zone: … }');
    expect(await used('03/04/2026')).toContain('seen is not a moment');
    expect(await used(1_772_000_000)).toContain('seen is not a moment');
  });

  it('only what is named is kept, and an error quotes nothing else', async () => {
    const secret = { inviteLink: 'https://lab.example/invite?token=s3cret-81', api_key: 's3cret-82' };
    const map = `${ACTIVE}  lastActive: seen\n`;
    const read = await accounts(map, [{ id: 1, seen: null, ...secret }]);
    expect(JSON.stringify(read)).not.toContain('s3cret');
    expect(await refusal(map, [{ id: 1, seen: 's3cret-83', ...secret }])).not.toContain('s3cret');
    expect(await refusal(`  id: nope\n  state: { always: active }\n`, [secret])).not.toContain('s3cret');
  });

  it('a license that is shown of people who hold none any more counts for the others only', async () => {
    const licenses = (when: string) => `${ACTIVE}  licenses: { path: plan, when: ${when} }\n`;
    const rows = [
      { id: 1, on: true, plan: 'Pro' },
      { id: 2, on: false, plan: 'Pro' },
      { id: 3, on: null, plan: 'Pro' },
      { id: 4, plan: 'Pro' },
    ];
    const held = async (when: string) => (await accounts(licenses(when), rows)).map((each) => each.licenses);
    expect(await held('{ path: on, is: true }')).toEqual([['Pro'], [], [], []]);
    expect(await held('{ path: id, in: [2, 3] }')).toEqual([[], ['Pro'], ['Pro'], []]);
    for (const wrong of ['{ path: on }', '{ path: on, is: true, in: [true] }'])
      expect(faultsOf(`accounts: { get: /users }\nmap:\n${licenses(wrong)}`).join()).toContain(
        'needs exactly one of is and in',
      );
  });

  it('a path that leads nowhere is refused, so that nobody counts as never used', async () => {
    const map = `${ACTIVE}  lastActive: last_seen\n  emails: email\n`;
    const message = await refusal(map, [{ id: 1, lastSeen: '2026-03-09', email: null }]);
    expect(message).toContain('has no row on its first page with lastActive (last_seen); correct the path');
    expect(await accounts(`${map}  mayLack: [lastActive]\n`, [{ id: 1, email: null }])).toHaveLength(1);
  });

  it('a row without its id is named', async () => {
    expect(await refusal(ACTIVE, [{ id: 1 }, { id: null }])).toMatch(
      /\/api\/users has a row that cannot be read: users\[1\]: id is missing$/,
    );
  });

  it('a list that is not where the declaration says is refused', async () => {
    const { server, read } = await declared(
      `accounts: { get: /users, items: data.users }\nmap:\n${ACTIVE}`,
      listing(() => ({ body: { data: { members: [] } } })),
    );
    open.push(server);
    expect((await connectorErrorOf(read())).message).toContain('has no list at data.users; correct items');
  });
});

describe('a second list', () => {
  const PARTS = `tables:
  roles: { get: /roles, items: data, key: id }
  use: { get: /use, items: rows, key: mail, exact: false, for: lastActive }
accounts: { get: /users, items: users }
map:
  id: id
  state: { always: active }
  role: { from: roles, key: role, path: name }
  lastActive: { from: use, key: email, path: at }
`;
  const rules = (use: object) => ({
    routes: [
      {
        on: 'GET /api/roles',
        answer: () => ({ body: { data: [{ id: 'r1', name: 'Admin', secret: 'x' }] } }),
      },
      { on: 'GET /api/use', answer: () => use },
      {
        on: 'GET /api/users',
        answer: () => ({
          body: {
            users: [
              { id: 1, role: 'r1', email: 'A@acme.co' },
              { id: 2, role: null, email: 'b@acme.co' },
            ],
          },
        }),
      },
    ],
  });

  it('is joined by what the accounts refer to; of several rows the latest moment counts', async () => {
    const rows = [
      { mail: 'a@acme.co', at: '2026-03-01' },
      { mail: 'a@acme.co', at: '2026-03-05' },
    ];
    const { read, server } = await declared(PARTS, rules({ body: { rows } }));
    open.push(server);
    expect(await read()).toMatchObject([
      { role: 'Admin', lastActive: '2026-03-05' },
      { role: null, lastActive: null },
    ]);
  });

  it.each([
    ['its key', 'key: mail', 'key: email', 'key (email)'],
    ['what is read of it', 'key: email, path: at', 'key: email, path: last_at', 'lastActive (last_at)'],
  ])('that lacks %s is refused, so that nobody counts as never used', async (_, right, wrong, named) => {
    const rows = [{ mail: 'a@acme.co', at: '2026-03-01' }];
    const { read, server } = await declared(PARTS.replace(right, wrong), rules({ body: { rows } }));
    open.push(server);
    expect((await connectorErrorOf(read())).message).toContain(
      `has no row on its first page with ${named}, which the table use is read by`,
    );
  });

  it('that the plan withholds turns off what it tells, and nothing else', async () => {
    const { read, server, connection } = await declared(PARTS, rules({ status: 402, body: {} }));
    open.push(server);
    expect(await read()).toMatchObject([{ role: 'Admin', lastActive: null }, { role: null }]);
    expect(connection.withheld?.()).toMatchObject([{ capability: 'lastActive' }]);
  });

  it('that is needed fails the read', async () => {
    const { read, server } = await declared(
      PARTS.replace(', for: lastActive', ''),
      rules({ status: 402, body: {} }),
    );
    open.push(server);
    expect(await connectorErrorOf(read())).toMatchObject({ kind: 'plan' });
  });
});

describe('what was bought', () => {
  const PARTS = `accounts: { get: /users }
${MAP}subscriptions:
  get: /plans
  map: { id: id, purchased: seats, renewsOn: renews }
`;
  const rules = {
    routes: [
      { on: 'GET /api/users', answer: () => ({ body: people(1) }) },
      { on: 'GET /api/plans', answer: () => ({ body: [{ id: 'pro', seats: 5 }] }) },
    ],
  };

  it('is not taken for unknown because of a path that leads nowhere', async () => {
    const { connection, server } = await declared(PARTS, rules);
    open.push(server);
    expect((await connectorErrorOf(connection.subscriptions?.() ?? Promise.resolve())).message).toContain(
      'has no row on its first page with renewsOn (renews)',
    );
  });

  it('may lack what the declaration says that it may', async () => {
    const { connection, server } = await declared(
      PARTS.replace('renewsOn: renews', 'renewsOn: renews, mayLack: [renewsOn]'),
      rules,
    );
    open.push(server);
    expect(await connection.subscriptions?.()).toMatchObject([{ purchased: 5, renewsOn: null }]);
  });
});
