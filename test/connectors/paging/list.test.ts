import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createApi } from '../../../src/connectors/http/http.ts';
import { readList } from '../../../src/connectors/paging/list.ts';
import {
  type Next,
  nextByCursor,
  nextByLink,
  nextByNumber,
  nextByUrl,
  type PageRequest,
} from '../../../src/connectors/paging/next.ts';
import { connectorErrorOf, everyOf } from '../../support/connector-io.ts';
import { type Ask, ioFor, type Reply, startVendor, type VendorServer } from '../vendors/server.ts';

const open: VendorServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

const Rows = z.object({ rows: z.array(z.number()) });

async function listOf(
  answer: (ask: Ask) => Reply,
  next: Next,
  {
    first = 'rows?size=2',
    mostPages = 50,
    method = 'GET',
  }: { first?: string | PageRequest; mostPages?: number; method?: 'GET' | 'POST' } = {},
) {
  const server = await startVendor(() => ({
    routes: ['GET', 'POST'].map((each) => ({ on: `${each} /rows`, answer })),
    nothing: { status: 404 },
  }));
  open.push(server);
  const io = ioFor(server);
  const api = createApi({ app: 'acme', baseUrl: server.origin, headers: {}, secrets: [], io });
  const rows = everyOf(
    readList({
      app: 'acme',
      api,
      first,
      send: { method, idempotent: true },
      mostPages,
      next,
      rows: (page) => page.json(Rows).rows,
    }),
  );
  return { server, rows };
}

/** Pages 1, 2 and 3 of two rows each; the second is empty. */
function pageOf(number: number): { rows: number[] } {
  return { rows: number === 2 ? [] : [number * 10, number * 10 + 1] };
}

describe('A list is followed to its end', () => {
  it('by a Link header among others, over an empty page', async () => {
    const { rows, server } = await listOf(({ query, origin }) => {
      const page = Number(query.get('after') ?? 1);
      const links = [`<${origin}/rows?size=2>; rel="self"`, `<${origin}/rows?a=1,2>; title="a, b"; rel=prev`];
      const next = `<${origin}/rows?size=2&after=${page + 1}>; rel="last next"`;
      return { headers: { link: page < 3 ? [...links, next] : links }, body: pageOf(page) };
    }, nextByLink());
    expect(await rows).toEqual([10, 11, 30, 31]);
    expect(server.requests).toHaveLength(3);
  });

  it('by an address in the body', async () => {
    const { rows } = await listOf(({ query, origin }) => {
      const page = Number(query.get('skip') ?? 1);
      return {
        body: {
          ...pageOf(page),
          ...(page < 3 ? { '@odata.nextLink': `${origin}/rows?skip=${page + 1}` } : {}),
        },
      };
    }, nextByUrl('@odata.nextLink'));
    expect(await rows).toEqual([10, 11, 30, 31]);
  });

  it('by a cursor that is sent back beside the same parameters, until it is empty', async () => {
    const { rows, server } = await listOf(
      ({ query }) => {
        const page = Number((query.get('cursor') ?? 'c=1').slice(2));
        return { body: { ...pageOf(page), meta: { next: page < 3 ? `c=${page + 1}` : '' } } };
      },
      nextByCursor('cursor', 'meta', 'next'),
    );
    expect(await rows).toEqual([10, 11, 30, 31]);
    expect(server.requests[2]).toBe('GET /rows?size=2&cursor=c%3D3');
  });

  it('by a cursor in the body of a POST', async () => {
    const { rows } = await listOf(
      ({ text }) => {
        const { cursor = 'c1', limit } = JSON.parse(text);
        const page = Number(cursor.slice(1));
        return { body: { ...pageOf(limit === 2 ? page : 9), next: page < 3 ? `c${page + 1}` : null } };
      },
      nextByCursor('cursor', 'next'),
      { first: { path: 'rows', body: { limit: 2 } }, method: 'POST' },
    );
    expect(await rows).toEqual([10, 11, 30, 31]);
  });

  it('by the number of the page', async () => {
    const { rows, server } = await listOf(
      ({ query }) => ({
        body: { ...pageOf(Number(query.get('page')) + 1), last: query.get('page') === '2' },
      }),
      nextByNumber(
        (page) => `rows?page=${page}`,
        (page) => page.json(z.object({ last: z.boolean() })).last,
        0,
      ),
      { first: 'rows?page=0' },
    );
    expect(await rows).toEqual([10, 11, 30, 31]);
    expect(server.requests).toEqual(['GET /rows?page=0', 'GET /rows?page=1', 'GET /rows?page=2']);
  });
});

describe('A list is not used', () => {
  it('when a cursor comes back', async () => {
    const { rows } = await listOf(
      () => ({ body: { rows: [1], next: 'same' } }),
      nextByCursor('cursor', 'next'),
    );
    expect((await connectorErrorOf(rows)).message).toContain(
      'The list never ends (a page came back twice), so nothing in it was used',
    );
  });

  it('when it has more pages than any real one', async () => {
    let page = 0;
    const { rows } = await listOf(
      () => ({ body: { rows: [1], next: `c${++page}` } }),
      nextByCursor('cursor', 'next'),
      { mostPages: 5 },
    );
    expect((await connectorErrorOf(rows)).message).toContain('more than 5 pages');
    expect(page).toBe(5);
  });

  it('when its next page is on another host: the token is not sent there', async () => {
    const { rows, server } = await listOf(
      () => ({ body: { rows: [1], next: 'https://evil.example/rows' } }),
      nextByUrl('next'),
    );
    expect((await connectorErrorOf(rows)).message).toContain('the token is not sent elsewhere');
    expect(server.requests).toHaveLength(1);
  });

  it('when the cursor is no cursor', async () => {
    const { rows } = await listOf(
      () => ({ body: { rows: [1], next: { at: 3 } } }),
      nextByCursor('cursor', 'next'),
    );
    expect((await connectorErrorOf(rows)).message).toContain('a next that is neither text nor a number');
  });
});
