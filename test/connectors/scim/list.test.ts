import type { IncomingMessage, RequestListener } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { scim } from '../../../src/connectors/scim/scim.ts';
import { connectorErrorOf, everyOf, testIo } from '../../support/connector-io.ts';
import { queryOf, sendJson, startServer, type TestServer } from '../../support/http-server.ts';

const open: TestServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

const people = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `u${index + 1}`, userName: `user${index + 1}` }));

interface Asked {
  readonly start: number;
  readonly count: number;
}

const askedIn = (request: IncomingMessage): Asked => ({
  start: Number(queryOf(request).get('startIndex') ?? 1),
  count: Number(queryOf(request).get('count') ?? 100),
});

/** A server without ServiceProviderConfig that answers for its users as `answer` says. */
async function read(
  answer: (asked: Asked, request: IncomingMessage) => object | number,
  settings: object = {},
) {
  const handle: RequestListener = (request, response) => {
    if (!request.url?.includes('/Users')) return sendJson(response, { detail: 'unknown' }, 404);
    const found = answer(askedIn(request), request);
    if (typeof found === 'number') return sendJson(response, { detail: 'no' }, found);
    sendJson(response, found);
  };
  const server = await startServer(handle);
  open.push(server);
  const io = testIo({ allow: [server.origin] });
  const parsed = scim.settings.parse({ baseUrl: server.origin, token: 'scim-token-1', ...settings });
  const connection = scim.connect(parsed, io);
  return {
    ids: async () => (await everyOf(connection.accounts())).map(({ id }) => id),
    requests: server.requests,
    waits: io.waits,
  };
}

const idsOf = (users: readonly { id: string }[]) => users.map(({ id }) => id);

describe('A list whose numbers are texts', () => {
  const users = people(7);
  const asText = (total: number) => (asked: Asked) => ({
    totalResults: String(total),
    startIndex: String(asked.start),
    itemsPerPage: '3',
    Resources: users.slice(asked.start - 1, asked.start + 2),
  });

  it('is read whole', async () => {
    expect(await (await read(asText(7))).ids()).toEqual(idsOf(users));
  });

  it('is refused where fewer come than the text promises', async () => {
    expect((await connectorErrorOf((await read(asText(9))).ids())).message).toContain('promised 9 users');
  });
});

describe('A list whose total counts the page', () => {
  const users = people(120);
  const pageAsTotal = ({ start, count }: Asked) => {
    const Resources = users.slice(start - 1, start - 1 + Math.min(50, count));
    return { totalResults: Resources.length, startIndex: start, Resources };
  };

  it('is read to the page that brings nobody new', async () => {
    expect(await (await read(pageAsTotal)).ids()).toEqual(idsOf(users));
  });

  it('is read to the end when it is exactly full pages long', async () => {
    const hundred = people(100);
    const server = await read(({ start, count }) => {
      const Resources = hundred.slice(start - 1, start - 1 + Math.min(50, count));
      return { totalResults: Resources.length, Resources };
    });
    expect(await server.ids()).toEqual(idsOf(hundred));
  });

  it('is read to the end when its total is capped instead', async () => {
    const server = await read(({ start, count }) => ({
      totalResults: 60,
      Resources: users.slice(start - 1, start - 1 + Math.min(60, count)),
    }));
    expect(await server.ids()).toEqual(idsOf(users));
  });

  it('is refused when the server ignores startIndex, also when it says that it does not', async () => {
    for (const echo of [1, undefined]) {
      const server = await read(({ count }) => {
        const Resources = users.slice(0, Math.min(50, count));
        return { totalResults: Resources.length, startIndex: echo, Resources };
      });
      const error = await connectorErrorOf(server.ids());
      expect(error.message).toContain('its total counts the page (1 for 1)');
    }
    const lying = await read(({ start, count }) => {
      const Resources = users.slice(0, Math.min(50, count));
      return { totalResults: Resources.length, startIndex: start, Resources };
    });
    expect((await connectorErrorOf(lying.ids())).message).toContain('its total counts the page');
  });

  it('is read when count is the index of the last one, as in a sample of Okta', async () => {
    const server = await read(({ start, count }) => {
      const end = Math.min(count, users.length);
      return {
        totalResults: end,
        startIndex: start,
        Resources: users.slice(start - 1, Math.max(end, start - 1)),
      };
    });
    expect(await server.ids()).toEqual(idsOf(users));
  });
});

describe('Past the end of a list', () => {
  const users = people(7);
  const honest = ({ start, count }: Asked) => ({
    totalResults: users.length,
    startIndex: start,
    Resources: users.slice(start - 1, start - 1 + count),
  });

  it('nobody is the end: one request more', async () => {
    const server = await read(honest);
    expect(await server.ids()).toEqual(idsOf(users));
    expect(server.requests.slice(1)).toEqual([
      'GET /Users?startIndex=1&count=100',
      'GET /Users?startIndex=8&count=101',
    ]);
  });

  it.each([400, 404, 416, 422])('an error %s is the end, and is not tried again', async (status) => {
    const server = await read((asked) => (asked.start > 7 ? status : honest(asked)));
    expect(await server.ids()).toEqual(idsOf(users));
    expect(server.waits).toEqual([]);
  });

  it('an error about the count is no end', async () => {
    const total = people(130);
    const server = await read(({ start, count }) => {
      if (count > 100) return 400;
      const Resources = total.slice(start - 1, start - 1 + count);
      return { totalResults: Resources.length, Resources };
    });
    expect(await server.ids()).toEqual(idsOf(total));
  });

  it.each([
    [401, 'auth'],
    [403, 'permission'],
    [429, 'rate-limit'],
    [500, 'unavailable'],
    [503, 'unavailable'],
  ])('%s proves nothing, and the read fails as %s', async (status, kind) => {
    const server = await read((asked) => (asked.start > 7 ? status : honest(asked)));
    expect((await connectorErrorOf(server.ids())).kind).toBe(kind);
  });

  it('an outage is waited for', async () => {
    let failures = 2;
    const server = await read((asked) => (asked.start > 7 && failures-- > 0 ? 503 : honest(asked)));
    expect(await server.ids()).toEqual(idsOf(users));
    expect(server.waits).toHaveLength(2);
  });

  it('the first page again is the end for a server that starts over', async () => {
    const server = await read((asked) =>
      asked.start > 7
        ? { ...honest({ start: 1, count: asked.count }), startIndex: asked.start }
        : honest(asked),
    );
    expect(await server.ids()).toEqual(idsOf(users));
  });

  it('a server that never pages is believed, unless its number looks like a limit', async () => {
    const whole = (count: number) => read(() => ({ totalResults: count, Resources: people(count) }));
    expect(await (await whole(37)).ids()).toHaveLength(37);
    expect((await connectorErrorOf((await whole(50)).ids())).message).toContain('trustTotal: true');
    const trusted = await read(() => ({ totalResults: 50, Resources: people(50) }), { trustTotal: true });
    expect(await trusted.ids()).toHaveLength(50);
  });

  it('is not asked of a server whose total is believed by the settings', async () => {
    const server = await read((asked) => (asked.start > 7 ? 500 : honest(asked)), { trustTotal: true });
    expect(await server.ids()).toEqual(idsOf(users));
  });

  it('somebody who was added meanwhile is read too', async () => {
    let users8 = 7;
    const server = await read(({ start, count }) => {
      if (start > 1) users8 = 8;
      return { totalResults: users8, Resources: people(users8).slice(start - 1, start - 1 + count) };
    });
    expect(await server.ids()).toEqual(idsOf(people(8)));
  });
});

describe('A list that contradicts itself', () => {
  it('is refused when a page holds more than its total', async () => {
    const server = await read(() => ({ totalResults: 3, Resources: people(5) }));
    expect((await connectorErrorOf(server.ids())).message).toContain('promised 3 users and gave 5');
  });

  it('is refused when its pages hold more than its total', async () => {
    const server = await read(
      ({ start }) => ({ totalResults: 5, Resources: people(6).slice(start - 1, start + 2) }),
      { pageSize: 3 },
    );
    expect((await connectorErrorOf(server.ids())).message).toContain('promised 5 users and gave 6');
  });

  it('fails as changed when somebody is removed or added between two pages', async () => {
    const removed = await read(
      ({ start }) => ({ totalResults: start > 3 ? 8 : 9, Resources: people(9).slice(start - 1, start + 2) }),
      { pageSize: 3 },
    );
    expect((await connectorErrorOf(removed.ids())).kind).toBe('changed');
    const added = await read(
      ({ start }) => ({
        totalResults: start > 3 ? 10 : 9,
        Resources: (start > 3 ? [{ id: 'new' }, ...people(9)] : people(9)).slice(start - 1, start + 2),
      }),
      { pageSize: 3 },
    );
    const error = await connectorErrorOf(added.ids());
    expect(error.kind).toBe('changed');
    expect(error.message).toContain('lists user u3 twice');
  });
});

describe('A server that says how it pages', () => {
  async function declaring(
    config: object,
    answer: (query: URLSearchParams) => object,
    settings: object = {},
  ) {
    const server = await startServer((request, response) => {
      if (request.url?.startsWith('/ServiceProviderConfig')) return sendJson(response, config);
      sendJson(response, answer(queryOf(request)));
    });
    open.push(server);
    const parsed = scim.settings.parse({ baseUrl: server.origin, token: 'scim-token-1', ...settings });
    const ids = async () =>
      (await everyOf(scim.connect(parsed, testIo({ allow: [server.origin] })).accounts())).map(
        ({ id }) => id,
      );
    return { ids, requests: server.requests };
  }

  const users = people(7);
  const byCursor = (query: URLSearchParams) => {
    // Without a cursor it gives what fits on one page and calls it the whole.
    if (!query.has('cursor')) return { totalResults: 3, Resources: users.slice(0, 3) };
    const start = Number(query.get('cursor') || 0);
    const next = start + 3 < users.length ? { nextCursor: String(start + 3) } : {};
    return { Resources: users.slice(start, start + 3), ...next };
  };

  it('is read by cursor when it declares one', async () => {
    const server = await declaring({ pagination: { cursor: true, index: false } }, byCursor);
    expect(await server.ids()).toEqual(idsOf(users));
    expect(server.requests[1]).toBe('GET /Users?cursor&count=100');
  });

  it('is refused when it is to be read by cursor and gives one page whatever is asked for', async () => {
    const onePage = (query: URLSearchParams) => {
      const Resources = users.slice(0, Math.min(3, Number(query.get('count'))));
      return { totalResults: Resources.length, Resources };
    };
    const server = await declaring({}, onePage, { paging: 'cursor' });
    const { message } = await connectorErrorOf(server.ids());
    expect(message).toContain('gave 3 users and no cursor, also where it was asked for one at a time');
    expect(message).toContain('trustTotal: true');
    const trusted = await declaring({}, onePage, { paging: 'cursor', trustTotal: true });
    expect(await trusted.ids()).toHaveLength(3);
  });

  it('is whole on one page when it gives a cursor to a client that asks for less', async () => {
    const server = await declaring({ pagination: { cursor: true, index: false } }, (query) => {
      const count = Number(query.get('count'));
      return { Resources: users.slice(0, count), ...(count < 7 ? { nextCursor: String(count) } : {}) };
    });
    expect(await server.ids()).toEqual(idsOf(users));
    expect(server.requests.at(-1)).toBe('GET /Users?cursor&count=1');
  });

  it('is read by cursor when the settings say so', async () => {
    expect(await (await declaring({}, byCursor, { paging: 'cursor' })).ids()).toEqual(idsOf(users));
  });

  it.each([
    [{ filter: { supported: true, maxResults: 200 } }, 200],
    [{ filter: { supported: true, maxResults: 50 } }, 50],
    [{ filter: { supported: true, maxResults: 100_000 } }, 500],
    [{ filter: { supported: false, maxResults: 0 } }, 100],
    [{ Filter: { MaxResults: 'many' } }, 100],
    [[], 100],
  ])('is asked for as many at once as %j allows', async (config, count) => {
    const server = await declaring(config, () => ({ totalResults: 0 }));
    await server.ids();
    expect(server.requests[1]).toBe(`GET /Users?startIndex=1&count=${count}`);
  });
});
