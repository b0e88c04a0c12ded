import { afterEach, describe, expect, it } from 'vitest';
import { connectorErrorOf } from '../../support/connector-io.ts';
import type { Ask, VendorServer } from '../vendors/server.ts';
import { declared, faultsOf, KEY, listing, MAP, people, type Row } from './declared.ts';

const open: VendorServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

async function lab(...asked: Parameters<typeof declared>) {
  const made = await declared(...asked);
  open.push(made.server);
  return made;
}

const number = ({ query }: Ask, name: string, otherwise: number) => Number(query.get(name) ?? otherwise);
const page = (ask: Ask, rows: readonly Row[], size = 2) =>
  rows.slice((number(ask, 'page', 1) - 1) * size, number(ask, 'page', 1) * size);

const PAGED = `accounts:
  get: /users
  items: users
  pages: { by: page, size: { param: limit, value: 2 }, drift: none }
${MAP}`;

describe('the end of a list', () => {
  it('a total that counts the page does not end a list', async () => {
    const rows = people(7);
    const parts = PAGED.replace('drift: none', 'total: total, drift: none');
    const { read } = await lab(
      parts,
      listing((ask) => ({ body: { users: page(ask, rows), total: page(ask, rows).length } })),
    );
    expect(await read()).toHaveLength(7);
  });

  it('a total that is too low, as an estimate is, does not end a list', async () => {
    const rows = people(7);
    const parts = PAGED.replace('drift: none', 'total: total, drift: none, until: total');
    const { read } = await lab(
      parts,
      listing((ask) => ({ body: { users: page(ask, rows), total: 2 } })),
    );
    expect(await read()).toHaveLength(7);
  });

  it('fewer rows than the total promises are refused', async () => {
    const parts = PAGED.replace('drift: none', 'total: total, drift: none');
    const { read } = await lab(
      parts,
      listing((ask) => ({ body: { users: page(ask, people(3)), total: 9 } })),
    );
    const error = await connectorErrorOf(read());
    expect(error).toMatchObject({ kind: 'changed' });
    expect(error.message).toContain('promised 9 rows and gave 3');
    expect(error.message).toContain('if that stays so, write total: none');
  });

  it.each([
    ['in the answer', 'total', (total: string) => ({ body: total })],
    ['in a header', '{ header: x-total }', (total: string) => ({ header: total })],
  ])('a total that is a text counts as its number: %s', async (_, where, put) => {
    const parts = PAGED.replace('drift: none', `total: ${where}`);
    const answer = (total: string) =>
      listing((ask) => {
        const { body, header } = { body: undefined, header: undefined, ...put(total) };
        return {
          body: { users: page(ask, people(5)), ...(body === undefined ? {} : { total: body }) },
          ...(header === undefined ? {} : { headers: { 'x-total': header } }),
        };
      });
    expect(await (await lab(parts, answer('5'))).read()).toHaveLength(5);
    expect((await connectorErrorOf((await lab(parts, answer('7'))).read())).message).toContain(
      'promised 7 rows and gave 5',
    );
  });

  it('a total that cannot be relied on is switched off', async () => {
    const parts = PAGED.replace('drift: none', 'total: none, drift: none');
    const { read } = await lab(
      parts,
      listing((ask) => ({ body: { users: page(ask, people(3)), total: 9 } })),
    );
    expect(await read()).toHaveLength(3);
  });

  it('an app that ignores the page gives everybody on each: refused, or the end where it is declared so', async () => {
    const everybody = listing(() => ({ body: { users: people(5) } }));
    const error = await connectorErrorOf((await lab(PAGED, everybody)).read());
    expect(error).toMatchObject({ kind: 'unexpected-response' });
    expect(error.message).toContain('does not page as declared');
    const { read } = await lab(PAGED.replace('drift: none', 'drift: none, again: end'), everybody);
    expect(await read()).toHaveLength(5);
  });

  it('a list that starts over past its end is whole where it is declared so', async () => {
    const rows = people(4);
    const over = listing((ask) => ({
      body: { users: page(ask, rows).length > 0 ? page(ask, rows) : rows.slice(0, 2) },
    }));
    const { read } = await lab(PAGED.replace('drift: none', 'drift: none, again: end'), over);
    expect(await read()).toHaveLength(4);
  });

  it('a cursor that comes back for ever ends in an error', async () => {
    const parts = `accounts:\n  get: /users\n  items: users\n  pages: { by: cursor, cursor: next }\n${MAP}`;
    const { read, server } = await lab(
      parts,
      listing(() => ({ body: { users: people(2), next: 'again' } })),
    );
    expect(await connectorErrorOf(read())).toMatchObject({ kind: 'unexpected-response' });
    expect(server.requests.length).toBeLessThan(4);
  });

  it('a cursor that comes back with other rows is refused, and the key in the address is not shown', async () => {
    let from = 0;
    const { read } = await lab(
      `auth: { query: { k: "{key}" } }\naccounts:\n  get: /users\n  items: users\n  pages: { by: cursor, cursor: next }\n${MAP}`,
      listing(() => ({ body: { users: [{ id: ++from, status: 'on' }], next: 'again' } })),
    );
    const { kind, message, stack } = await connectorErrorOf(read());
    expect(kind).toBe('unexpected-response');
    expect(message).toContain(
      'The list never ends (a page came back twice), so nothing in it was used; correct pages in the declaration',
    );
    expect(`${message} ${stack}`).not.toContain(KEY);
  });

  it('a cap that the app sets in silence loses nobody', async () => {
    const rows = people(250);
    const parts = `accounts:
  get: /users
  items: users
  pages: { by: offset, size: { param: limit, value: 500, applied: limit }, until: short }
${MAP}`;
    const capped = listing((ask) => {
      const [from, limit] = [number(ask, 'offset', 0), Math.min(100, number(ask, 'limit', 25))];
      return { body: { users: rows.slice(from, from + limit), limit, offset: from } };
    });
    expect(await (await lab(parts, capped)).read()).toHaveLength(250);
  });

  it('a cap whose path has a slip in it is refused: the first page would look like the last', async () => {
    const parts = `accounts:
  get: /users
  items: users
  pages: { by: offset, size: { param: limit, value: 500, applied: limits }, until: short }
${MAP}`;
    const capped = listing(() => ({ body: { users: people(100), limit: 100, offset: 0 } }));
    expect((await connectorErrorOf((await lab(parts, capped)).read())).message).toContain(
      'does not say at limits how many rows it gives at once',
    );
  });

  it('a page size that the app refuses is told as one, and can be lowered', async () => {
    const parts = PAGED.replace('value: 2', 'value: 1000');
    const strict = listing((ask) =>
      number(ask, 'limit', 100) > 250
        ? { status: 400, body: { message: 'request/query/limit must be <= 250' } }
        : { body: { users: page(ask, people(3), number(ask, 'limit', 100)) } },
    );
    const error = await connectorErrorOf((await lab(parts, strict)).read());
    expect(error.message).toContain('if it refuses the page size, set a lower pageSize');
    expect(await (await lab(parts, strict, { pageSize: 250 })).read()).toHaveLength(3);
  });

  it('a limit of 0 or -1, which means none or everybody, cannot be declared', () => {
    for (const size of [0, -1])
      expect(faultsOf(PAGED.replace('value: 2', `value: ${size}`))).toEqual([
        'line 10, accounts.pages.size.value: must be at least 1',
      ]);
  });
});

describe('a path that leads nowhere on the first page', () => {
  const BY_CURSOR = `accounts:
  get: /users
  items: users
  pages: { by: cursor, param: after, cursor: meta.next, size: { param: limit, value: 4 } }
${MAP}`;
  const byCursor = (rows: readonly Row[], limits: number[] = []) =>
    listing((ask) => {
      limits.push(number(ask, 'limit', 0));
      const [from, limit] = [number(ask, 'after', 0), number(ask, 'limit', 4)];
      const to = from + limit;
      return {
        body: { users: rows.slice(from, to), ...(to < rows.length ? { meta: { next: `${to}` } } : {}) },
      };
    });

  it('is no end of a list: an app that names the next page elsewhere is refused', async () => {
    const { read } = await lab(BY_CURSOR.replace('meta.next', 'meta.nxt'), byCursor(people(7)));
    expect((await connectorErrorOf(read())).message).toContain(
      'gave 4 rows, and 2 when it was asked for 2, with nothing at meta.nxt, where the next page should be',
    );
  });

  it('is the end where the app names a next page to a client that asks for less', async () => {
    const limits: number[] = [];
    const { read } = await lab(BY_CURSOR, byCursor(people(4), limits));
    expect(await read()).toHaveLength(4);
    expect(limits).toEqual([4, 2]);
  });

  it('costs nothing where the page is not full', async () => {
    const limits: number[] = [];
    const { read } = await lab(BY_CURSOR, byCursor(people(3), limits));
    expect(await read()).toHaveLength(3);
    expect(limits).toEqual([4]);
  });

  it('is no total: without one nothing would show that the list moved', async () => {
    const parts = PAGED.replace('drift: none', 'total: totl, drift: total');
    const { read } = await lab(
      parts,
      listing((ask) => ({ body: { users: page(ask, people(3)), total: 3 } })),
    );
    expect((await connectorErrorOf(read())).message).toContain(
      'does not say at totl how many rows there are; correct total in its pages, or write total: none',
    );
  });
});

describe('a list that moves while it is read', () => {
  /** Somebody is deleted after the first page. */
  function moving(rows: Row[], param: string, answer: (from: number, rows: readonly Row[]) => object) {
    let asked = 0;
    return listing((ask) => {
      if (++asked === 2) rows.shift();
      return { body: answer(number(ask, param, 0), rows) };
    });
  }

  it('is noticed by offset, because each page repeats the last row of the one before', async () => {
    const parts = `accounts:\n  get: /users\n  items: users\n  pages: { by: offset, size: { param: limit, value: 3 } }\n${MAP}`;
    const { read } = await lab(
      parts,
      moving(people(9), 'offset', (from, rows) => ({ users: rows.slice(from, from + 3) })),
    );
    const error = await connectorErrorOf(read());
    expect(error).toMatchObject({ kind: 'changed' });
    expect(error.message).toContain('does not go on where the one before ended');
  });

  it('is noticed by page number without a total, because the list is read again', async () => {
    const rows = people(6);
    let asked = 0;
    const { read } = await lab(
      PAGED.replace(', drift: none', ''),
      listing((ask) => {
        if (++asked === 2) rows.shift();
        return { body: { users: page(ask, rows) } };
      }),
    );
    expect(await connectorErrorOf(read())).toMatchObject({ kind: 'changed' });
  });

  it('is noticed by page number with a total, because that changes', async () => {
    const rows = people(6);
    let asked = 0;
    const { read } = await lab(
      PAGED.replace('drift: none', 'total: total'),
      listing((ask) => {
        if (++asked === 2) rows.shift();
        return { body: { users: page(ask, rows), total: rows.length } };
      }),
    );
    const error = await connectorErrorOf(read());
    expect(error).toMatchObject({ kind: 'changed' });
    expect(error.message).toContain(
      'promised 6 rows, then 5: the list was changed while it was read, or its total',
    );
    expect(error.message).toContain('if that stays so, write total: none');
  });

  const CURSOR = `accounts:
  get: /users
  items: data
  pages: { by: cursor, cursor: nextCursor, drift: twice }
${MAP}`;
  const byCursor = (from: number, rows: readonly Row[]) => ({
    data: rows.slice(from, from + 2),
    nextCursor: from + 2 < rows.length ? String(from + 2) : null,
  });

  it('is noticed where the cursor is an offset in disguise', async () => {
    const { read } = await lab(CURSOR, moving(people(8), 'cursor', byCursor));
    expect(await connectorErrorOf(read())).toMatchObject({ kind: 'changed' });
  });

  it('is read twice and taken where it stays', async () => {
    const { read, server } = await lab(
      CURSOR,
      listing((ask) => ({ body: byCursor(number(ask, 'cursor', 0), people(6)) })),
    );
    expect(await read()).toHaveLength(6);
    expect(server.requests).toHaveLength(6);
  });

  it('a row that comes twice is no second account', async () => {
    const rows = [...people(2), { id: 2, status: 'on' }, { id: 3, status: 'on' }];
    const { read } = await lab(
      PAGED,
      listing((ask) => ({ body: { users: page(ask, rows) } })),
    );
    expect((await connectorErrorOf(read())).message).toContain('lists a row twice');
  });
});

describe('a list of nobody', () => {
  const nobody = listing(() => ({ body: { users: [] } }));

  it('is no proof that nobody is there: some apps answer a wrong key so', async () => {
    const error = await connectorErrorOf((await lab(PAGED, nobody)).read());
    expect(error).toMatchObject({ kind: 'unexpected-response' });
    expect(error.message).toContain('set allowEmpty: true');
  });

  it('is taken where the admin says so', async () => {
    expect(await (await lab(PAGED, nobody, { allowEmpty: true })).read()).toEqual([]);
  });

  it('a request that proves the key is made before each read', async () => {
    const parts = `check: { get: /schemas, must: { path: admin, is: true }, otherwise: use the master key, right: master key }\n${PAGED}`;
    const rules = {
      routes: [
        { on: 'GET /api/schemas', answer: () => ({ body: { admin: false } }) },
        ...(nobody.routes ?? []),
      ],
    };
    const { read, connection, server } = await lab(parts, rules, { allowEmpty: true });
    for (const work of [read(), connection.check()])
      expect(await connectorErrorOf(work)).toMatchObject({ kind: 'permission', right: 'master key' });
    expect(server.requests).toEqual(['GET /api/schemas', 'GET /api/schemas']);
  });
});

it('a request that proves the key proves nothing by what is not in its answer', async () => {
  const parts = `check: { get: /me, must: { not: { path: limitd, is: true } }, otherwise: use another key }\n${PAGED}`;
  const rules = { routes: [{ on: 'GET /api/me', answer: () => ({ body: { limited: true } }) }] };
  expect((await connectorErrorOf((await lab(parts, rules)).read())).message).toContain(
    'has nothing at limitd, which must reads, so it proves nothing; correct the path',
  );
});

describe('several lists of one app', () => {
  const BY_STATUS = `accounts:
  - { get: /users, query: { status: 1 }, items: users, set: { state: active } }
  - { get: /users, query: { status: 3 }, items: users, set: { state: deactivated } }
map: { id: id }
`;

  it('a state that stands only in the question is that of the whole list', async () => {
    const { read } = await lab(
      BY_STATUS,
      listing(({ query }) => ({ body: { users: query.get('status') === '1' ? people(2) : [{ id: 9 }] } })),
    );
    expect((await read()).map(({ id, state }) => `${id} ${state}`)).toEqual([
      '1 active',
      '2 active',
      '9 deactivated',
    ]);
  });

  it('an account in both is refused: it moved, or the question is ignored', async () => {
    const { read } = await lab(
      BY_STATUS,
      listing(() => ({ body: { users: people(2) } })),
    );
    expect((await connectorErrorOf(read())).message).toContain('lists account 1 in two lists');
    const skipping = BY_STATUS.replace(
      'set: { state: deactivated }',
      'set: { state: deactivated }, repeats: skip',
    );
    const { read: skip } = await lab(
      skipping,
      listing(() => ({ body: { users: people(2) } })),
    );
    expect(await skip()).toHaveLength(2);
  });
});
