import { readFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import type { RemovalStep } from '../../../src/connectors/base/removal.ts';
import { scim } from '../../../src/connectors/scim/scim.ts';
import * as build from '../../support/build.ts';
import { connectorErrorOf, everyOf, testIo } from '../../support/connector-io.ts';
import { queryOf, sendJson, startServer } from '../../support/http-server.ts';
import { SCIM_TOKEN, startScimmy } from '../../support/scimmy-server.ts';
import type { Source } from '../contract.ts';
import { keepsTheContract } from '../contract.ts';

type Settings = Parameters<typeof scim.connect>[0];

const open: Source<Settings>[] = [];
afterEach(async () => {
  for (const source of open.splice(0)) await source.close();
});

function settingsFor(baseUrl: string, changes: Partial<Settings> = {}): Settings {
  return scim.settings.parse({ baseUrl, token: SCIM_TOKEN, pageSize: 3, ...changes });
}

async function sourceOf(handle: RequestListener, changes: Partial<Settings> = {}): Promise<Source<Settings>> {
  const server = await startServer(handle);
  const io = testIo({ allow: [server.origin] });
  const source = { ...server, io, settings: settingsFor(`${server.origin}/scim/v2`, changes) };
  open.push(source);
  return source;
}

/** A server with these users and the paging of RFC 7644. */
function paging(users: readonly unknown[], changes: (start: number) => object = () => ({})): RequestListener {
  return (request, response) => {
    const start = Number(queryOf(request).get('startIndex') ?? 1);
    const count = Number(queryOf(request).get('count') ?? 100);
    const Resources = users.slice(start - 1, start - 1 + count);
    sendJson(response, { totalResults: users.length, startIndex: start, Resources, ...changes(start) });
  };
}

const people = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `u${index}`, userName: `user${index}` }));
const list = (source: Source<Settings>) => everyOf(scim.connect(source.settings, source.io).accounts());

const WRITE = { token: SCIM_TOKEN, way: 'deactivate' } as const;

function stepOn(id: string, way: 'deactivate' | 'delete'): RemovalStep {
  return { way, license: null, account: build.account({ id }) };
}

/** Looks, removes and looks again. */
async function remove(source: Source<Settings>, id: string, way: 'deactivate' | 'delete' = 'deactivate') {
  const { removal } = scim.connect({ ...source.settings, removal: WRITE }, source.io);
  if (removal === undefined) throw new Error('nothing can be removed');
  const step = stepOn(id, way);
  const now = await removal.look(step);
  await removal.carryOut(step, now.kind === 'gone' ? {} : now.before);
  return removal.look(step);
}

async function scimmySource(express: 4 | 5, count: number, changes: Partial<Settings> = {}) {
  const server = await startScimmy(express, count);
  const source = {
    ...server,
    io: testIo({ allow: [server.origin] }),
    settings: settingsFor(server.baseUrl, { pageSize: 20, ...changes }),
    ids: [...server.users.keys()],
  };
  open.push(source);
  return source;
}

for (const removal of ['deactivate', 'delete'] as const) {
  keepsTheContract(`SCIM (${removal})`, {
    connector: scim,
    healthy: () => scimmySource(4, 45, { removal: { token: SCIM_TOKEN, way: removal } }),
    malformed: async () => ({
      ...(await sourceOf(paging([{ id: 'u1' }, { userName: 'nobody' }]))),
      names: /sent a user without an id \(nobody\)/,
    }),
    http: {
      secret: SCIM_TOKEN,
      answering: (handle) => sourceOf(handle),
      repeating: () =>
        sourceOf((_, response) => sendJson(response, { totalResults: 9, Resources: people(3) })),
    },
  });
}

describe('A real SCIM server', () => {
  it('lists accounts with the primary email first and deactivated ones marked', async () => {
    const accounts = await list(await scimmySource(4, 45));
    expect(accounts).toHaveLength(45);
    expect(accounts[6]).toMatchObject({
      id: '1006',
      username: 'user6@acme.co',
      name: 'User 6',
      emails: ['user6@acme.co', 'alias6@acme.co'],
      state: 'deactivated',
      lastActive: null,
    });
  });

  it('leaves removal to an admin without credentials that may write', async () => {
    const source = await scimmySource(4, 3);
    expect(scim.connect(source.settings, source.io).removal).toBeUndefined();
    const { removal } = scim.connect({ ...source.settings, removal: { way: 'delete' } }, source.io);
    expect(removal).toBeUndefined();
  });

  it('deactivates by PATCH and keeps the account', async () => {
    const source = await scimmySource(4, 3);
    expect(await remove(source, '1001')).toMatchObject({ removed: true, account: { state: 'deactivated' } });
    expect(source.users.get('1001')).toMatchObject({ active: false });
    expect(source.requests.map((request) => request.split(' ')[0])).toEqual(['GET', 'PATCH', 'GET']);
  });

  it('takes a deactivation back', async () => {
    const source = await scimmySource(4, 3);
    const step = stepOn('1001', 'deactivate');
    const { removal } = scim.connect({ ...source.settings, removal: WRITE }, source.io);
    await remove(source, '1001');
    expect(await removal?.undo?.(step, { active: true })).toMatchObject({ status: 200 });
    expect(await removal?.look(step)).toMatchObject({ removed: false, account: { state: 'active' } });
  });

  it('deletes by DELETE', async () => {
    const source = await scimmySource(4, 3);
    expect(await remove(source, '1001', 'delete')).toEqual({ kind: 'gone' });
    expect(source.users.has('1001')).toBe(false);
  });

  it('fails the read instead of cutting it short when it ignores paging, as it does under Express 5', async () => {
    const source = await scimmySource(5, 45);
    const error = await connectorErrorOf(list(source));
    expect(error.kind).toBe('unexpected-response');
    expect(error.message).toContain('ignores startIndex: every page starts with user 1000');
    expect(source.requests.filter((request) => request.includes('/Users'))).toHaveLength(2);
  });

  it('fails as auth when the token is wrong', async () => {
    const source = await scimmySource(4, 3, { token: 'wrong-token-123456' });
    expect((await connectorErrorOf(scim.connect(source.settings, source.io).check())).kind).toBe('auth');
  });
});

describe('A SCIM list', () => {
  it('is read in the page size the server uses, not the one we ask for', async () => {
    const users = people(7);
    const source = await sourceOf((request, response) => {
      const start = Number(queryOf(request).get('startIndex'));
      sendJson(response, { totalResults: 7, Resources: users.slice(start - 1, start + 1) });
    });
    expect(await list(source)).toHaveLength(7);
    const indexes = source.requests.flatMap((request) => /startIndex=(\d+)/.exec(request)?.[1] ?? []);
    expect(indexes).toEqual(['1', '3', '5', '7', '8']);
  });

  it('is refused when it has fewer users than promised', async () => {
    const error = await connectorErrorOf(
      list(await sourceOf(paging(people(14), () => ({ totalResults: 16 })))),
    );
    expect(error.message).toContain('promised 16 users and gave 14');
  });

  it('is refused when two pages overlap', async () => {
    const users = [...people(4), { id: 'u2', userName: 'again' }];
    const error = await connectorErrorOf(list(await sourceOf(paging(users))));
    expect(error.message).toContain('lists user u2 twice');
  });

  it('is refused when it shrinks while it is read', async () => {
    const source = await sourceOf(paging(people(9), (start) => ({ totalResults: start > 3 ? 8 : 9 })));
    expect((await connectorErrorOf(list(source))).message).toContain('changed while it was read');
  });

  it('is refused without totalResults', async () => {
    const source = await sourceOf((_, response) => sendJson(response, { Resources: people(2) }));
    expect((await connectorErrorOf(list(source))).message).toContain('without totalResults');
  });

  it('may be empty, with Resources left out', async () => {
    const source = await sourceOf((_, response) => sendJson(response, { totalResults: 0 }));
    expect(await list(source)).toEqual([]);
  });

  it('is read by cursor when the server offers one', async () => {
    const users = people(7);
    const source = await sourceOf((request, response) => {
      const start = Number(queryOf(request).get('cursor')?.slice(2) ?? 0);
      const next = start + 3 < users.length ? { nextCursor: `c=${start + 3}` } : {};
      sendJson(response, { Resources: users.slice(start, start + 3), ...next });
    });
    expect((await list(source)).map(({ id }) => id)).toEqual(users.map(({ id }) => id));
  });

  it('is refused when a cursor occurs twice', async () => {
    let page = 0;
    const source = await sourceOf((_, response) => {
      page += 1;
      sendJson(response, { totalResults: 99, Resources: [{ id: `p${page}` }], nextCursor: 'same' });
    });
    expect((await connectorErrorOf(list(source))).message).toContain('came back twice');
  });

  it('reads the responses SCIMMY itself is tested with', async () => {
    const file = new URL('../fixtures/scim/scimmy.listresponse.cases.json', import.meta.url);
    const cases = JSON.parse(await readFile(file, 'utf8'));
    const accounts = await list(await sourceOf(paging(cases.outbound.source)));
    expect(accounts).toHaveLength(cases.outbound.source.length);
    expect(accounts[0]).toMatchObject({
      id: '1',
      name: 'Adele Vance',
      emails: ['adelev@example.com', 'asdf@dsaf.org'],
    });
    expect(accounts[12]).toMatchObject({ username: 'IsaiahL', emails: [] });
  });
});

describe('A SCIM user', () => {
  const read = async (user: object, changes: Partial<Settings> = {}) => {
    const [account] = await list(await sourceOf(paging([user]), changes));
    return account;
  };

  it('may have a number as id, "False" as active, and only a user name as email', async () => {
    expect(await read({ id: 7, userName: 'Ana@Acme.co', active: 'False' })).toMatchObject({
      id: '7',
      state: 'deactivated',
      emails: ['ana@acme.co'],
    });
  });

  it('is active when the server sends no state', async () => {
    expect(await read({ id: '7', userName: 'ana' })).toMatchObject({
      state: 'active',
      emails: [],
      name: null,
    });
  });

  it('turns its extensions into columns, whatever the case of the schema', async () => {
    const account = await read({
      id: '7',
      userName: 'ana',
      'URN:ietf:params:scim:schemas:extension:Enterprise:2.0:User': {
        department: 'Design',
        employeeNumber: 12,
        manager: {},
      },
    });
    expect(account?.columns).toEqual({ department: 'Design', employeeNumber: 12 });
  });

  it.each([
    ['Guest', 'guest'],
    ['External user', 'guest'],
    ['Bot', 'bot'],
    ['Service account', 'service'],
    ['Employee', 'unknown'],
  ])('of type %s is of kind %s', async (userType, kind) => {
    expect(await read({ id: '7', userName: 'ana', userType })).toMatchObject({ kind, role: userType });
  });

  it.each([
    ['entitlements', ['Pro', 'Beta']],
    ['roles.seatType', ['Full']],
    ['urn:ietf:params:scim:schemas:extension:acme:2.0:User.plan.name', ['Gold']],
    ['nothing.there', []],
    ['isPaid', ['isPaid']],
    ['isFree', []],
  ])('has its licenses at %s', async (licensePath, licenses) => {
    const user = {
      id: '7',
      userName: 'ana',
      isPaid: true,
      isFree: false,
      entitlements: [{ value: 'pro', display: 'Pro' }, { value: 'Beta' }],
      roles: [
        { type: 'seatType', value: 'Full' },
        { type: 'admin', value: 'Yes' },
      ],
      'urn:ietf:params:scim:schemas:extension:acme:2.0:User': { plan: { name: 'Gold' } },
    };
    expect((await read(user, { licensePath }))?.licenses).toEqual(licenses);
  });
});

describe('Deactivating in SCIM', () => {
  interface Stubborn {
    /** How it refuses. */
    readonly status?: number;
    /** Whether it carries out what it refuses. */
    readonly does?: boolean;
    /** Whether it shows who is active. */
    readonly tells?: boolean;
    readonly asked?: string[];
  }

  /** A server with one user that understands only the writes for which `accepts` is true. */
  function stubborn(
    accepts: (method: string, body: string) => boolean,
    { status = 400, does = false, tells = true, asked = [] }: Stubborn = {},
  ): RequestListener {
    let active = true;
    return (request, response) => {
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => {
        const method = request.method ?? '';
        asked.push(`${method} ${body}`.trim());
        const user = () => ({ id: '7', userName: 'ana', nickName: 'A', ...(tells ? { active } : {}) });
        if (method === 'GET') return sendJson(response, user());
        const isAccepted = accepts(method, body);
        if (isAccepted || does) active = false;
        sendJson(response, isAccepted ? user() : { detail: 'What?' }, isAccepted ? 200 : status);
      });
    };
  }

  const byValue = (method: string, body: string) => method === 'PATCH' && !body.includes('"path"');
  const writesIn = (asked: readonly string[]) => asked.filter((ask) => !ask.startsWith('GET'));

  it.each([400, 405, 500, 501])('falls back to the PATCH form without a path after %i', async (status) => {
    const asked: string[] = [];
    const source = await sourceOf(stubborn(byValue, { status, asked }));
    expect(await remove(source, '7')).toMatchObject({ removed: true });
    // It is looked at between the two.
    expect(asked.map((ask) => ask.split(' ')[0])).toEqual(['GET', 'PATCH', 'GET', 'PATCH', 'GET']);
  });

  it.each([400, 500])('falls back to a word for what is true or not after %i', async (status) => {
    const source = await sourceOf(stubborn((_, body) => body.includes('"False"'), { status }));
    expect(await remove(source, '7')).toMatchObject({ removed: true });
  });

  it.each([400, 500])('is done where the server says %i and does it: nothing follows', async (status) => {
    const asked: string[] = [];
    const source = await sourceOf(stubborn(() => false, { status, does: true, asked }));
    expect(await remove(source, '7')).toMatchObject({ removed: true });
    expect(writesIn(asked)).toHaveLength(1);
  });

  it('sends each form once, and says that nothing was done where all are refused', async () => {
    const asked: string[] = [];
    const source = await sourceOf(stubborn(() => false, { status: 500, asked }));
    const error = await connectorErrorOf(remove(source, '7'));
    expect(error.message).toContain('accepts no way to change user 7');
    expect(error.effect).toBe('none');
    expect(new Set(writesIn(asked)).size).toBe(writesIn(asked).length);
    expect(writesIn(asked)).toHaveLength(4);
  });

  it('sends no second form after 500 where nothing shows whether the first was carried out', async () => {
    const asked: string[] = [];
    const source = await sourceOf(stubborn(byValue, { status: 500, tells: false, asked }));
    expect((await connectorErrorOf(remove(source, '7'))).effect).toBe('unknown');
    expect(writesIn(asked)).toHaveLength(1);
  });

  it.each([502, 503, 504])('sends no second form after %i, which may come from a proxy', async (status) => {
    const asked: string[] = [];
    const source = await sourceOf(stubborn(byValue, { status, asked }));
    expect((await connectorErrorOf(remove(source, '7'))).effect).toBe('unknown');
    expect(writesIn(asked)).toHaveLength(1);
  });

  it('falls back to PUT with everything the user had', async () => {
    const source = await sourceOf(stubborn((method, body) => method === 'PUT' && body.includes('nickName')));
    expect(await remove(source, '7')).toMatchObject({ removed: true });
  });

  it('shows an account as it is when the server says yes and does nothing', async () => {
    const source = await sourceOf((_, response) =>
      sendJson(response, { id: '7', userName: 'ana', active: true }),
    );
    expect(await remove(source, '7')).toMatchObject({ kind: 'present', removed: false });
  });

  it('is not repeated when its answer is lost, and says that it may have happened', async () => {
    const methods: string[] = [];
    const source = await sourceOf((request, response) => {
      methods.push(request.method ?? '');
      if (request.method !== 'GET') return response.destroy();
      sendJson(response, { id: '7', userName: 'ana', active: true });
    });
    const error = await connectorErrorOf(remove(source, '7'));
    expect(error.effect).toBe('unknown');
    expect(methods).toEqual(['GET', 'PATCH']);
  });
});
