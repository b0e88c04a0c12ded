import { afterEach, describe, expect, it } from 'vitest';
import type { Connection, ConnectorIo } from '../../../src/connectors/base/connector.ts';
import type { ConnectorErrorKind } from '../../../src/connectors/base/errors.ts';
import type { RosterSource } from '../../../src/roster/roster.ts';
import { connectorErrorOf, everyOf } from '../../support/connector-io.ts';
import { ioFor, type Reply, type VendorServer } from './server.ts';

/** A connector, as far as its list goes; see `asApp` for a roster source. */
interface Lists<Settings> {
  connect(
    settings: Settings,
    io: ConnectorIo,
  ): Pick<Connection, 'usage'> & { accounts(): AsyncIterable<readonly { readonly id: string }[]> };
}

/** A roster source with its people in place of accounts. */
export function asApp<Settings>(source: RosterSource<Settings>): Lists<Settings> {
  return {
    connect(settings, io) {
      const connection = source.connect(settings, io);
      const { usage } = connection;
      return { accounts: () => connection.people(), ...(usage === undefined ? {} : { usage }) };
    },
  };
}

/** What a vendor's test file tells, so that every fault can be tried on it. */
export interface VendorKit<Settings> {
  readonly connector: Lists<Settings>;
  /** A healthy server with at least four pages of accounts, or with one answer that holds all, and the ids of those, in order. */
  start(): Promise<VendorServer & { readonly ids: readonly string[] }>;
  settings(server: VendorServer): Settings;
  /** Every secret of the settings, and every token that the server gives out. */
  readonly secrets: readonly string[];
  /** The requests of the list of accounts, `GET /path?query`. */
  readonly list: RegExp;
  /** `one`: the vendor gives the whole list at once, so nothing can go wrong between pages. */
  readonly pages?: 'one';
  /** The rows in the body of one of its pages: the array itself, so that it can be changed. */
  rows(body: unknown): Record<string, unknown>[];
  /** Where a row holds its id. */
  readonly idKey: string;
  /** The id itself, where that key holds a block. */
  idOf?(row: Record<string, unknown>): unknown;
  /** How an error names the second row of a page that has no id. */
  readonly namesRow: RegExp;
  /** `fetched`: by OAuth, so a token that ends in the middle is replaced; `fixed`: it is what the admin made. */
  readonly token: 'fetched' | 'fixed';
  readonly unauthorised: Reply;
  /** The vendor's answer to a missing right, and the right's name, where the answer or the connector tells it. */
  readonly forbidden: { readonly reply: Reply; readonly right: string | null };
  /** The vendor's own form of a rate limit that lasts `seconds`. */
  throttled(seconds: number, server: VendorServer): Reply;
  /** Takes the mark of a further page out of an answer, as a server that stops halfway. Left out with one page, as `half`. */
  ended?(reply: Reply): Reply;
  /** `error`: the vendor tells a total or a mark, so half a list is refused; `guard`: only the guard can know. */
  readonly half?: 'error' | 'guard';
  /** `error`: the vendor tells a total, so a page that lacks its rows is refused; left out, an empty page is legal. */
  readonly emptied?: 'error';
  /** An answer as another tenant would send it, and what comes of it; `untold` where nothing that the vendor sends says whose it is. */
  readonly otherTenant: OtherTenant | 'untold';
}

export interface OtherTenant {
  /** The requests that are answered so; left out for the second page of the list. */
  readonly on?: RegExp;
  change(reply: Reply): Reply;
  /** How the read is refused, or that the rows of the page are left out of it. */
  readonly outcome: ConnectorErrorKind | 'left-out';
}

/** The faults that every vendor must survive, tried on the second page of the list of accounts. */
export function survivesFaults<Settings>(name: string, kit: VendorKit<Settings>): void {
  const open: VendorServer[] = [];
  afterEach(async () => {
    for (const server of open.splice(0)) await server.close();
  });

  async function started(changes: Partial<ConnectorIo> = {}) {
    const server = await kit.start();
    open.push(server);
    const io = ioFor(server, changes);
    const connection = kit.connector.connect(kit.settings(server), io);
    return { server, io, connection };
  }

  const idsOf = async (connection: ReturnType<Lists<Settings>['connect']>) =>
    (await everyOf(connection.accounts())).map(({ id }) => id);

  async function failure(connection: ReturnType<Lists<Settings>['connect']>) {
    const error = await connectorErrorOf(idsOf(connection));
    const shown = `${error.message} ${error.advice} ${String(error.cause)} ${error.stack}`;
    for (const secret of kit.secrets) expect(shown).not.toContain(secret);
    return error;
  }

  const second = { on: kit.list, from: kit.pages === 'one' ? 1 : 2 };
  const once = { ...second, times: 1 };
  const betweenPages = kit.pages === 'one' ? () => {} : it;

  describe(`${name} survives`, () => {
    it('a healthy read: every account once, requests counted', async () => {
      const { server, connection } = await started();
      expect(await idsOf(connection)).toEqual(server.ids);
      const asked = server.requests.filter((request) => kit.list.test(request)).length;
      if (kit.pages === 'one') expect(asked).toBe(1);
      else expect(asked).toBeGreaterThanOrEqual(4);
      expect(connection.usage?.().requests).toBe(server.requests.length);
    });

    it('401 in the middle of a list', async () => {
      const { server, connection } = await started();
      server.breakWith({ ...once, by: () => kit.unauthorised });
      if (kit.token === 'fetched') expect(await idsOf(connection)).toEqual(server.ids);
      else expect((await failure(connection)).kind).toBe('auth');
    });

    it('401 for good', async () => {
      const { server, connection } = await started();
      server.breakWith({ ...second, by: () => kit.unauthorised });
      expect((await failure(connection)).kind).toBe('auth');
    });

    it('a missing right, and names it', async () => {
      const { server, connection } = await started();
      server.breakWith({ ...second, by: () => kit.forbidden.reply });
      expect(await failure(connection)).toMatchObject({ kind: 'permission', right: kit.forbidden.right });
    });

    it('a rate limit, by waiting as long as it lasts', async () => {
      const { server, io, connection } = await started();
      server.breakWith({ ...once, by: () => kit.throttled(40, server) });
      expect(await idsOf(connection)).toEqual(server.ids);
      expect(Math.max(...io.waits)).toBe(40_000);
    });

    it('a rate limit of an hour, by leaving it to the next read', async () => {
      const { server, connection } = await started();
      server.breakWith({ ...once, by: () => kit.throttled(3600, server) });
      expect(await failure(connection)).toMatchObject({
        kind: 'rate-limit',
        retryAt: new Date(server.clock.now.getTime() + 3_600_000).toISOString(),
      });
    });

    it('500 once, by asking again', async () => {
      const { server, connection } = await started();
      server.breakWith({ ...once, by: () => ({ status: 500, body: {} }) });
      expect(await idsOf(connection)).toEqual(server.ids);
    });

    it.each<readonly [string, ConnectorErrorKind, () => Reply | 'hang' | 'cut' | 'drop']>([
      ['500 for good', 'unavailable', () => ({ status: 500, body: {} })],
      ['a connection that breaks', 'unavailable', () => 'drop'],
      ['a web page', 'unexpected-response', () => ({ body: '<!doctype html><h1>Sign in</h1>' })],
      ['JSON that is cut off', 'unexpected-response', () => 'cut'],
    ])('%s, as %s', async (_, kind, by) => {
      const { server, connection } = await started();
      server.breakWith({ ...second, by });
      expect((await failure(connection)).kind).toBe(kind);
    });

    it('an answer that never comes', async () => {
      const { server, connection } = await started({ timeoutMs: 50 });
      server.breakWith({ ...second, by: () => 'hang' });
      expect((await failure(connection)).kind).toBe('unavailable');
    });

    betweenPages('a cursor that comes back', async () => {
      const { server, connection } = await started();
      let again: Reply | null = null;
      server.breakWith({
        ...second,
        by: (reply) => {
          again ??= reply;
          return again;
        },
      });
      expect((await failure(connection)).kind).toBe('unexpected-response');
    });

    betweenPages('an empty page in the middle', async () => {
      const { server, connection } = await started();
      let emptied: readonly unknown[] = [];
      server.breakWith({
        ...once,
        by: (reply) =>
          changed(reply, (rows) => {
            emptied = rows.splice(0);
          }),
      });
      if (kit.emptied === 'error') {
        await failure(connection);
        expect(emptied.length).toBeGreaterThan(0);
        return;
      }
      const ids = await idsOf(connection);
      expect(emptied.length).toBeGreaterThan(0);
      expect(ids).toEqual(server.ids.filter((id) => !emptied.some((row) => isRow(row, id))));
    });

    betweenPages('half the list', async () => {
      const { server, connection } = await started();
      server.breakWith({ ...second, by: (reply) => kit.ended?.(reply) ?? reply });
      if (kit.half === 'error') await failure(connection);
      else expect(server.ids.join()).toMatch(new RegExp(`^${(await idsOf(connection)).join()}.`));
    });

    it('a row without its id, and names it', async () => {
      const { server, connection } = await started();
      server.breakWith({
        ...second,
        by: (reply) => changed(reply, (rows) => void delete rows[1]?.[kit.idKey]),
      });
      const error = await failure(connection);
      expect(error.kind).toBe('unexpected-response');
      expect(error.message).toMatch(kit.namesRow);
    });

    it('an id above 2^53, by reading it as it is or not at all', async () => {
      const { server, connection } = await started();
      server.breakWith({
        ...once,
        by: (reply) => {
          const marked = changed(reply, (rows) => {
            if (rows[0] !== undefined) rows[0][kit.idKey] = 'BIG';
          });
          return { ...marked, body: JSON.stringify(marked.body).replaceAll('"BIG"', BIG) };
        },
      });
      const read = await idsOf(connection).catch(() => [BIG]);
      expect(read.some((id) => id.includes(BIG))).toBe(true);
      expect(read.some((id) => id.includes(String(Number(BIG))))).toBe(false);
    });

    const { otherTenant } = kit;
    if (otherTenant === 'untold') return;

    it('an answer from another tenant', async () => {
      const { server, connection } = await started();
      const where = otherTenant.on === undefined ? second : { on: otherTenant.on, from: 1 };
      let changed = 0;
      server.breakWith({
        ...where,
        by: (reply) => {
          changed++;
          return otherTenant.change(reply);
        },
      });
      if (otherTenant.outcome === 'left-out') {
        const ids = await idsOf(connection);
        expect(ids.length).toBeLessThan(server.ids.length);
        expect(server.ids).toEqual(expect.arrayContaining(ids));
      } else expect((await failure(connection)).kind).toBe(otherTenant.outcome);
      expect(changed).toBeGreaterThan(0);
    });
  });

  /** A copy of the answer with other rows. */
  function changed(reply: Reply, change: (rows: Record<string, unknown>[]) => void): Reply {
    const body = structuredClone(reply.body);
    change(kit.rows(body));
    return { ...reply, body };
  }

  function isRow(row: unknown, id: string): boolean {
    const found = row as Record<string, unknown>;
    return id.includes(String(kit.idOf === undefined ? found[kit.idKey] : kit.idOf(found)));
  }
}

/** 2^53 + 1: a double holds 9007199254740992 instead. */
const BIG = '9007199254740993';
