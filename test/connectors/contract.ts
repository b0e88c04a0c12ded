import type { RequestListener } from 'node:http';
import { describe, expect, it } from 'vitest';
import { badRowText } from '../../src/chat/say/sync/set-aside.ts';
import type { Connection, Connector, ConnectorIo } from '../../src/connectors/base/connector.ts';
import type { ConnectorErrorKind } from '../../src/connectors/base/errors.ts';
import type { Account } from '../../src/domain/account.ts';
import type { SetAside } from '../../src/domain/sync/set-aside.ts';
import { connectorErrorOf, everyOf } from '../support/connector-io.ts';
import { sendJson } from '../support/http-server.ts';

/** An app to test a connector against. */
export interface Source<Settings> {
  readonly settings: Settings;
  readonly io: ConnectorIo;
  /** The requests the app has seen so far, `GET /Users`; empty for files. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

export interface ContractCase<Settings> {
  readonly connector: Connector<Settings>;
  /** A healthy app with more than one page, and the ids of all its accounts. */
  healthy(): Promise<Source<Settings> & { readonly ids: readonly string[] }>;
  /** An app with one bad row, and how an error must name that row. */
  malformed(): Promise<Source<Settings> & { readonly names: RegExp }>;
  /** For apps behind HTTP: a server that answers everything with `handle`. */
  readonly http?: {
    readonly secret: string;
    answering(handle: RequestListener): Promise<Source<Settings>>;
    /** An app that returns the same page again and again. */
    repeating(): Promise<Source<Settings>>;
  };
}

async function setAsideBy(connection: Connection, setAside: () => SetAside): Promise<string> {
  await everyOf(connection.accounts());
  return setAside().rows.map(badRowText).join('; ');
}

/** The promises that the rest of Seatkeeper relies on, for every app. */
export function keepsTheContract<Settings>(name: string, given: ContractCase<Settings>): void {
  const { connector, http } = given;
  const list = (source: Source<Settings>) =>
    everyOf(connector.connect(source.settings, source.io).accounts());

  describe(`${name} keeps the connector contract`, () => {
    it('lists every account of every page, once, and stops', async () => {
      const source = await given.healthy();
      const pages: (readonly Account[])[] = [];
      for await (const page of connector.connect(source.settings, source.io).accounts()) pages.push(page);
      expect(pages.length).toBeGreaterThan(1);
      expect(pages.flat().map((account) => account.id)).toEqual(source.ids);
      expect(source.requests.filter((request) => !request.startsWith('GET '))).toEqual([]);
      await source.close();
    });

    it('gives the same ids in the next run', async () => {
      const source = await given.healthy();
      expect((await list(source)).map(({ id }) => id)).toEqual((await list(source)).map(({ id }) => id));
      await source.close();
    });

    it('fills no column it does not declare', async () => {
      const source = await given.healthy();
      if (connector.columns !== 'any') {
        const declared = new Set(connector.columns.map((column) => column.key));
        const filled = (await list(source)).flatMap((account) => Object.keys(account.columns));
        expect(filled.filter((key) => !declared.has(key))).toEqual([]);
      }
      await source.close();
    });

    it('proves its access without changing anything', async () => {
      const source = await given.healthy();
      await connector.connect(source.settings, source.io).check();
      expect(source.requests.filter((request) => !request.startsWith('GET '))).toEqual([]);
      await source.close();
    });

    it('throws at a bad row or sets it aside, and names it', async () => {
      const source = await given.malformed();
      const connection = connector.connect(source.settings, source.io);
      const named =
        connection.setAside === undefined
          ? (await connectorErrorOf(everyOf(connection.accounts()))).message
          : await setAsideBy(connection, connection.setAside);
      expect(named).toMatch(source.names);
      await source.close();
    });

    it('removes by its usual way, proves it by reading again, and finds the account gone afterwards', async () => {
      const source = await given.healthy();
      const { removal } = connector.connect(source.settings, source.io);
      const account = (await list(source)).find(({ id }) => id === source.ids[1]);
      const [usual] = account === undefined ? [] : (removal?.usual(account) ?? []);
      if (removal !== undefined && account !== undefined && usual !== undefined) {
        const step = { ...usual, account };
        const before = await removal.look(step);
        if (before.kind === 'gone') throw new Error('the account is gone before it was removed');
        expect(before).toMatchObject({ removed: false, obstacle: null, account: { id: account.id } });
        await removal.carryOut(step, before.before);
        const after = await removal.look(step);
        expect(after.kind === 'gone' || after.removed).toBe(true);
        const nobody = { ...step, account: { ...account, id: 'no-such-account' } };
        expect(await removal.look(nobody)).toEqual({ kind: 'gone' });
      }
      await source.close();
    });

    if (http === undefined) return;

    it.each(FAULTS)('fails as $kind when the app $title', async ({ kind, handle }) => {
      const source = await http.answering(handle);
      const error = await connectorErrorOf(list(source));
      expect(error.kind).toBe(kind);
      expect(error.message.length).toBeGreaterThan(20);
      expect(`${error.message} ${String(error.cause)} ${error.stack}`).not.toContain(http.secret);
      await source.close();
    });

    it('refuses a list that repeats its pages', async () => {
      const source = await http.repeating();
      expect((await connectorErrorOf(list(source))).kind).toBe('unexpected-response');
      await source.close();
    });
  });
}

interface Fault {
  readonly title: string;
  readonly kind: ConnectorErrorKind;
  readonly handle: RequestListener;
}

const FAULTS: readonly Fault[] = [
  { title: 'answers 401', kind: 'auth', handle: echoing(401) },
  { title: 'answers 402', kind: 'plan', handle: echoing(402) },
  { title: 'answers 403', kind: 'permission', handle: echoing(403) },
  { title: 'answers 429', kind: 'rate-limit', handle: echoing(429) },
  { title: 'answers 500', kind: 'unavailable', handle: echoing(500) },
  { title: 'answers 503', kind: 'unavailable', handle: echoing(503) },
  {
    title: 'answers a web page',
    kind: 'unexpected-response',
    handle: (_, response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><h1>Sign in</h1>'),
  },
  {
    title: 'cuts its JSON off',
    kind: 'unexpected-response',
    handle: (_, response) => response.end('{"Resources": [{"id"'),
  },
  { title: 'answers nothing', kind: 'unexpected-response', handle: (_, response) => response.end() },
  { title: 'hangs up', kind: 'unavailable', handle: (request) => request.socket.destroy() },
];

/** An app that repeats the credentials it was sent in its answer. */
function echoing(status: number): RequestListener {
  return (request, response) =>
    sendJson(response, { detail: `No: ${request.headers.authorization}` }, status);
}
