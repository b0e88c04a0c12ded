import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Connector } from '../../../src/connectors/base/connector.ts';
import { catalogue, shippedDeclaration } from '../../../src/connectors/rest/catalogue.ts';
import type { RowList } from '../../../src/connectors/rest-declaration/lists.ts';
import type { Account } from '../../../src/domain/account.ts';
import { everyOf } from '../../support/connector-io.ts';
import { survivesFaults } from '../vendors/faults.ts';
import { type RemovalKit, removesCarefully } from '../vendors/removal.ts';
import {
  type Ask,
  ioFor,
  type Reply,
  type Route,
  startVendor,
  type VendorServer,
} from '../vendors/server.ts';
import { type PageShown, type Paging, pageOf, type Row } from './paging.ts';

/** A vendor as its documentation describes it, and what must be read of it. */
export interface Fixture {
  /** The name of its file in `catalogues/apps`. */
  readonly id: string;
  /** What an admin writes under `settings`, without `base`. `{origin}` stands for the address of the server. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Every secret in them. */
  readonly secrets: readonly string[];
  /** The path of the base address: `/api/v4`. */
  readonly basePath: string;
  /** Whether this request proves who asks. Called for every request. */
  accepts(ask: Ask): boolean;
  /** What a wrong key gets. */
  readonly refused: Reply;
  /** What a key without the right gets, and the name of the right that the error must hold; `null` where the answer names none. */
  readonly forbidden: { readonly reply: Reply; readonly right: string | null };
  /** Another form of a rate limit than 429 with Retry-After. */
  throttled?(seconds: number): Reply;
  /** The list of accounts. */
  readonly list: {
    /** `GET /api/v4/users` */
    readonly on: string;
    /** Where its further pages are, if not there. */
    readonly further?: string;
    readonly paging: Paging;
    /** Rows that the documentation shows, and of every state that it names; they come first. */
    readonly rows: readonly Row[];
    /** A usual row; as many as needed for four pages are made of it. */
    usual(number: number): Row;
    /** The page as the vendor's body has it. */
    body(page: PageShown): unknown;
    headers?(page: PageShown): Reply['headers'];
    /** The rows that a filter of this request leaves; `null` where it has none. */
    filtered?(ask: Ask, rows: readonly Row[]): readonly Row[] | null;
    /** A request that the vendor would refuse: a parameter that is missing or too large. */
    refuses?(ask: Ask): Reply | null;
    /** The key of a row that holds its id. */
    readonly idKey: string;
    /** The id of a row, where that key holds a block, or the id is made of several. */
    idOf?(row: Row): unknown;
    /** The rows in a body: the array itself. */
    rowsIn(body: never): Row[];
  };
  /** What else is asked: tables, checks, subscriptions, sign-in. */
  readonly routes?: readonly Route[];
  /** What `rows` must be read as, in order. */
  readonly accounts: readonly Partial<Account>[];
  /** `fetched` where the token is fetched by a request. */
  readonly token?: 'fetched';
  /** What a request is called, where its method and address do not tell it apart from others. */
  nameOf?(ask: Ask): string;
  /** Left out where nothing can be removed. */
  readonly removal?: {
    /** What is asked of the vendor's rows, by themselves and to change them. */
    routes(rows: Row[]): readonly Route[];
    /** Every way that is declared. */
    readonly ways: readonly FixtureWay[];
  };
}

export interface FixtureWay
  extends Pick<RemovalKit, 'way' | 'write' | 'account' | 'undo' | 'empty' | 'provenBy' | 'forbiddenAs'> {
  /** Left out, every GET. */
  readonly read?: RegExp;
  /** What a key gets that may read and not change anything; left out, what one gets that may not even read. */
  readonly forbidden?: Reply;
}

const NOTHING: Reply = { status: 404, body: { message: 'Not Found' } };
const MOST = 3;

/** Runs a shipped declaration against a server that is made after the vendor's documentation, through every fault. */
export function keepsTheCatalogue(fixture: Fixture): void {
  const { id, list } = fixture;
  const connector = shipped(id);
  const lists = [shippedDeclaration(id)?.accounts ?? []].flat();
  const first = lists[0];
  const start = () => startFixture(fixture);
  const settings = (server: VendorServer) => settingsFor(fixture, connector, server);

  describe(`${connector.name}, as declared`, () => {
    it('reads the rows of the documentation as they are meant', async () => {
      const server = await start();
      try {
        const connection = connector.connect(settings(server), ioFor(server));
        const accounts = await everyOf(connection.accounts());
        expect(accounts.slice(0, fixture.accounts.length)).toMatchObject(fixture.accounts);
        expect(accounts).toHaveLength(server.ids.length);
      } finally {
        await server.close();
      }
    });

    it('checks its key without changing anything', async () => {
      const server = await start();
      try {
        await connector.connect(settings(server), ioFor(server)).check();
        expect(server.requests.filter((request) => /^(PUT|PATCH|DELETE) /.test(request))).toEqual([]);
      } finally {
        await server.close();
      }
    });
  });

  const declared = connector.removal.map(({ key }) => key);
  it(`${connector.name}: every way to remove an account that it declares is carried out here`, () => {
    expect((fixture.removal?.ways ?? []).map(({ way }) => way)).toEqual(declared);
  });
  for (const way of fixture.removal?.ways ?? [])
    removesCarefully(`${connector.name}'s ${way.way}`, {
      read: /^GET /,
      forbidden: fixture.forbidden.reply,
      ...way,
      ways: connector.removal,
      connect: (server, io) => connector.connect(settings(server), io),
      start,
      secrets: fixture.secrets,
      unauthorised: fixture.refused,
      throttled: (seconds) =>
        fixture.throttled?.(seconds) ?? {
          status: 429,
          headers: { 'retry-after': String(seconds) },
          body: {},
        },
    });

  if (first === undefined) return;
  survivesFaults(connector.name, {
    connector,
    start,
    settings,
    secrets: fixture.secrets,
    list: new RegExp(onesOf(list).map(patternOf).join('|')),
    rows: (body) => list.rowsIn(body as never),
    idKey: list.idKey,
    ...(list.idOf === undefined ? {} : { idOf: list.idOf }),
    namesRow: /has a row that cannot be read: \S*\[\d\]: \S+ is missing/,
    token: fixture.token ?? 'fixed',
    unauthorised: fixture.refused,
    forbidden: fixture.forbidden,
    throttled: (seconds) =>
      fixture.throttled?.(seconds) ?? { status: 429, headers: { 'retry-after': String(seconds) }, body: {} },
    ended: (reply) => endedOf(first, reply, list.rowsIn),
    half: knowsMore(first) || first.pages.by === 'offset' ? 'error' : 'guard',
    otherTenant: 'untold',
    ...(knowsMore(first) || ['offset', 'page'].includes(first.pages.by) ? { emptied: 'error' as const } : {}),
    ...(list.paging.by === 'none' ? { pages: 'one' as const } : {}),
  });
}

/** A connection to a vendor with other rows, for a test of one trap. Close the server at the end. */
export async function connectedTo(fixture: Fixture, rows = fixture.list.rows) {
  const server = await startFixture({ ...fixture, list: { ...fixture.list, rows } });
  const connector = shipped(fixture.id);
  const connection = connector.connect(settingsFor(fixture, connector, server), ioFor(server));
  return { server, connection };
}

function shipped(id: string): Connector {
  const found = catalogue.find((connector) => connector.id === id);
  if (found === undefined) throw new Error(`catalogues/apps/${id}.yaml is missing`);
  return found;
}

/** The vendor on loopback, with at least four pages of accounts. */
async function startFixture(fixture: Fixture): Promise<VendorServer & { readonly ids: readonly string[] }> {
  const { list, routes = [], removal } = fixture;
  const rows = structuredClone([...list.rows]);
  while (rows.length < MOST * 4 + 1) rows.push(list.usual(rows.length));
  const server = await startVendor(() => ({
    ...(fixture.nameOf === undefined ? {} : { nameOf: fixture.nameOf }),
    gates: [(ask) => (fixture.accepts(ask) ? null : fixture.refused)],
    routes: [
      ...(removal?.routes(rows) ?? []),
      ...onesOf(list).map((on) => ({
        on,
        answer: (ask: Ask) => {
          const refusal = list.refuses?.(ask) ?? null;
          if (refusal !== null) return refusal;
          const page = pageOf(list.paging, ask, list.filtered?.(ask, rows) ?? rows, MOST);
          return {
            body: list.body(page),
            ...(list.headers === undefined ? {} : { headers: list.headers(page) ?? {} }),
          };
        },
      })),
      ...routes,
    ],
    nothing: NOTHING,
  }));
  return {
    ...server,
    ids: rows.map((row) => String(list.idOf === undefined ? row[list.idKey] : list.idOf(row))),
  };
}

function settingsFor(fixture: Fixture, connector: Connector, { origin }: VendorServer): unknown {
  const settings: Record<string, unknown> = Object.fromEntries(
    Object.entries(fixture.settings).map(([name, value]) => [
      name,
      typeof value === 'string' ? value.replace('{origin}', origin) : value,
    ]),
  );
  return connector.settings.parse({
    ...settings,
    ...(fixture.removal === undefined ? {} : { removal: writingFrom(connector, settings) }),
    base: `${origin}${fixture.basePath}`,
    pageSize: MOST,
  });
}

/** The credentials for reading, as those for removal. */
function writingFrom(connector: Connector, settings: Readonly<Record<string, unknown>>) {
  const { properties = {} } = z.toJSONSchema(connector.settings, { io: 'input' });
  const names = Object.keys((properties.removal as { properties?: object }).properties ?? {});
  return Object.fromEntries(names.flatMap((name) => (name in settings ? [[name, settings[name]]] : [])));
}

/** Whether half a list is known to be one: by a total, or because a list that does not say where it ends is read twice. */
function knowsMore({ pages: { total, drift, by } }: Pick<RowList, 'pages'>): boolean {
  if (total !== undefined && total !== 'none') return true;
  return by === 'page' ? drift !== 'none' : drift === 'twice' && (by === 'cursor' || by === 'link');
}

/** Without the mark of a further page, as a server that stops halfway. */
function endedOf({ pages }: RowList, reply: Reply, rowsIn: (body: never) => Row[]): Reply {
  const body = structuredClone(reply.body);
  switch (pages.by) {
    case 'link': {
      const { link: _, ...headers } = reply.headers ?? {};
      return { ...reply, headers };
    }
    case 'cursor':
      if (typeof pages.cursor === 'object') return { ...reply, headers: {} };
      return { ...reply, body: without(without(body, pages.cursor, null), pages.more, false) };
    case 'url':
      return { ...reply, body: without(body, pages.next, null) };
    default:
      rowsIn(body as never).splice(0);
      return { ...reply, body };
  }
}

function without(body: unknown, path: string | undefined, value: unknown): unknown {
  if (path === undefined) return body;
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const held = keys.reduce<unknown>((at, key) => (at as Row | null | undefined)?.[key], body);
  if (typeof held === 'object' && held !== null) (held as Row)[last] = value;
  return body;
}

function onesOf({ on, further }: Fixture['list']): string[] {
  return further === undefined ? [on] : [on, further];
}

function patternOf(on: string): string {
  const text = on.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/:\w+/g, '[^/?]+');
  return `^${text}(?:\\?|$)`;
}
