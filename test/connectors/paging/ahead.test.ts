import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createApi } from '../../../src/connectors/http/http.ts';
import { readList } from '../../../src/connectors/paging/list.ts';
import { nextByCursor } from '../../../src/connectors/paging/next.ts';
import { ioFor, startVendor, type VendorServer } from '../vendors/server.ts';

const open: VendorServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

const Rows = z.object({ rows: z.array(z.number()) });

/** A list of five pages of one row each; a page may be refused. */
async function list({ refused, stopsEarly = false }: { refused?: number; stopsEarly?: boolean } = {}) {
  const server = await startVendor(() => ({
    routes: [
      {
        on: 'GET /rows',
        answer: ({ query }) => {
          const page = Number(query.get('cursor') ?? 1);
          if (page === refused) return { status: 403 };
          return { body: { rows: [page], ...(page < 5 ? { next: page + 1 } : {}) } };
        },
      },
    ],
    nothing: { status: 404 },
  }));
  open.push(server);
  const api = createApi({
    app: 'acme',
    baseUrl: server.origin,
    headers: {},
    secrets: [],
    io: ioFor(server),
  });
  const pages = readList({
    app: 'acme',
    api,
    first: 'rows',
    next: nextByCursor('cursor', 'next'),
    rows: (answer) => answer.json(Rows).rows,
    stopsEarly,
  });
  return { server, pages };
}

/** Waits until so many requests have arrived; the test ends by its own limit if they never do. */
async function arrived(server: VendorServer, requests: number): Promise<void> {
  while (server.requests.length < requests) await wait(1);
}

describe('While the rows of a page are worked on', () => {
  it('the next page is under way, one at a time and each once', async () => {
    const { server, pages } = await list();
    await pages.next();
    expect((await pages.next()).value).toEqual([2]);
    await arrived(server, 3);
    expect((await pages.next()).value).toEqual([3]);
    await arrived(server, 4);
    expect((await pages.next()).value).toEqual([4]);
    expect((await pages.next()).value).toEqual([5]);
    expect((await pages.next()).done).toBe(true);
    expect(server.requests).toHaveLength(5);
  });

  it('a page that is refused spoils nothing before it, and is told of in its turn', async () => {
    const { server, pages } = await list({ refused: 3 });
    await pages.next();
    expect((await pages.next()).value).toEqual([2]);
    await arrived(server, 3);
    await expect(pages.next()).rejects.toThrow('403');
  });

  it('a reader who goes away leaves no error behind', async () => {
    const { server, pages } = await list({ refused: 3 });
    await pages.next();
    await pages.next();
    await arrived(server, 3);
    await pages.return(undefined);
    expect(server.requests).toHaveLength(3);
  });
});

describe('No request is made that nobody may want', () => {
  it('for a list of which the first page is enough', async () => {
    const { server, pages } = await list();
    await pages.next();
    await pages.return(undefined);
    expect(server.requests).toHaveLength(1);
  });

  it('for a list whose reader may stop early', async () => {
    const { server, pages } = await list({ stopsEarly: true });
    await pages.next();
    await pages.next();
    await pages.next();
    expect(server.requests).toHaveLength(3);
  });
});
