import { readdir, stat } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { ConnectorIo } from '../../../src/connectors/base/connector.ts';
import { csv } from '../../../src/connectors/csv/csv.ts';
import { csvRoster } from '../../../src/roster/csv.ts';
import { connectorErrorOf, everyOf, folderWith, testIo } from '../../support/connector-io.ts';
import { startServer, type TestServer } from '../../support/http-server.ts';

const LIST = 'email,state\na@acme.example,active\n';

let servers: TestServer[] = [];
afterEach(async () => {
  await Promise.all(servers.map((server) => server.close()));
  servers = [];
});

interface Asked {
  readonly headers: Readonly<Record<string, unknown>>;
}

/** A server of one file. */
async function fileServer(answer: (response: ServerResponse, asked: Asked) => void) {
  const asked: Asked[] = [];
  const server = await startServer((request, response) => {
    asked.push({ headers: request.headers });
    answer(response, { headers: request.headers });
  });
  servers.push(server);
  const downloads = join(await folderWith({}), 'copies');
  const io = (changes: Partial<ConnectorIo> = {}) =>
    testIo({ allow: [server.origin], downloads, ...changes });
  return { origin: server.origin, asked, downloads, io };
}

/** As servers of files answer: with marks by which they tell whether it has changed. */
function marked(body: () => string, { etag = '"1"', modified = 'Mon, 02 Mar 2026 09:00:00 GMT' } = {}) {
  return (response: ServerResponse, { headers }: Asked) => {
    if (headers['if-none-match'] === etag) response.writeHead(304, { etag }).end();
    else response.writeHead(200, { etag, 'last-modified': modified, 'content-type': 'text/csv' }).end(body());
  };
}

describe('A file at an https address', () => {
  it('is as old as the server says, and is named without what may be a key', async () => {
    const { origin, io } = await fileServer(marked(() => LIST));
    const app = csv.connect({ accounts: `${origin}/out/members.csv?sig=s3cret` }, io());
    expect(await everyOf(app.accounts())).toMatchObject([{ emails: ['a@acme.example'] }]);
    expect(await app.dataAge?.()).toBe('2026-03-02T09:00:00.000Z');
    expect(app.dataFile).toBe('members.csv');
    expect(JSON.stringify(app.unusedColumns?.())).not.toContain('s3cret');
    expect(app.local).toBeUndefined();
    expect(app.usage?.().requests).toBe(1);
  });

  it('is not downloaded again while it is as it was: what is stored is its content', async () => {
    let sent = 0;
    const { origin, asked, io } = await fileServer(
      marked(() => {
        sent++;
        return LIST;
      }),
    );
    const connect = () => csv.connect({ accounts: `${origin}/members.csv` }, io());
    const first = await connect().content?.();
    expect(await connect().content?.()).toBe(first);
    expect(sent).toBe(1);
    expect(asked[1]?.headers['if-none-match']).toBe('"1"');
    expect(asked[1]?.headers['if-modified-since']).toBe('Mon, 02 Mar 2026 09:00:00 GMT');
    const again = connect();
    expect(await everyOf(again.accounts())).toHaveLength(1);
    expect(await again.dataAge?.()).toBe('2026-03-02T09:00:00.000Z');
  });

  it('may have changed where the server tells no mark, and is as new as the download then', async () => {
    let body = LIST;
    const { origin, io } = await fileServer((response) => response.end(body));
    const connect = () => csv.connect({ accounts: `${origin}/members.csv` }, io());
    const first = connect();
    const before = await first.content?.();
    expect(await first.dataAge?.()).toBe('2026-03-10T12:00:00.000Z');
    body += 'b@acme.example,active\n';
    expect(await connect().content?.()).not.toBe(before);
    expect(await everyOf(connect().accounts())).toHaveLength(2);
  });

  it('is a roster, too', async () => {
    const { origin, io } = await fileServer(marked(() => 'email,status\na@acme.example,active\n'));
    const roster = csvRoster.connect({ file: `${origin}/people.csv` }, io());
    expect(await everyOf(roster.people())).toMatchObject([{ email: 'a@acme.example' }]);
    expect(await roster.dataAge?.()).toBe('2026-03-02T09:00:00.000Z');
  });

  it('is asked for with the headers of the settings, which no error shows', async () => {
    const { origin, io } = await fileServer((response, { headers }) => {
      if (headers.authorization === 'Bearer t0ken') response.end(LIST);
      else response.writeHead(401).end('Bearer wr0ng is not known');
    });
    const read = (token: string) =>
      everyOf(
        csv
          .connect({ accounts: `${origin}/a.csv`, headers: { Authorization: `Bearer ${token}` } }, io())
          .accounts(),
      );
    expect(await read('t0ken')).toHaveLength(1);
    const error = await connectorErrorOf(read('wr0ng'));
    expect(error.kind).toBe('auth');
    expect(error.message).not.toContain('wr0ng');
  });

  it('is kept where only the user of Seatkeeper reads it, whole or not at all', async () => {
    const { origin, downloads, io } = await fileServer(marked(() => LIST));
    await everyOf(csv.connect({ accounts: `${origin}/members.csv` }, io()).accounts());
    const names = await readdir(downloads);
    expect(names).toHaveLength(2);
    for (const name of names) expect((await stat(join(downloads, name))).mode & 0o077).toBe(0);
    expect((await stat(downloads)).mode & 0o077).toBe(0);
  });

  it('is forgotten when nobody has asked for it for a month', async () => {
    const { origin, downloads, io } = await fileServer(marked(() => LIST));
    await everyOf(csv.connect({ accounts: `${origin}/old.csv` }, io()).accounts());
    const later = io({ now: () => new Date('2026-05-01T12:00:00Z') });
    await everyOf(csv.connect({ accounts: `${origin}/new.csv` }, later).accounts());
    expect(await readdir(downloads)).toHaveLength(2);
  });
});

describe('What is no file of accounts is refused in words, and the copy before it stays', () => {
  it.each([
    [
      'the page of a login',
      (r: ServerResponse) => r.writeHead(200, { 'content-type': 'text/html' }).end('<p>Hi</p>'),
      /is a web page \(HTML\), not a table/,
    ],
    [
      'such a page under another name',
      (r: ServerResponse) => r.end('<!DOCTYPE html><html></html>'),
      /is a web page \(HTML\)/,
    ],
    ['nothing', (r: ServerResponse) => r.end(), /is empty; it needs at least a header line/],
    ['an address without a file', (r: ServerResponse) => r.writeHead(404).end(), /answered 404/],
  ])('%s', async (_, answer, message) => {
    const { origin, io } = await fileServer(answer);
    const error = await connectorErrorOf(
      everyOf(csv.connect({ accounts: `${origin}/a.csv` }, io()).accounts()),
    );
    expect(error.message).toMatch(message);
  });

  it('half a file, which is asked for again', async () => {
    let times = 0;
    const { origin, io } = await fileServer((response) => {
      if (++times === 1) {
        response.writeHead(200, { 'content-length': '1000' });
        response.write(LIST, () => response.destroy());
      } else response.end(LIST);
    });
    expect(await everyOf(csv.connect({ accounts: `${origin}/a.csv` }, io()).accounts())).toHaveLength(1);
    expect(times).toBe(2);
  });

  it('a server of the inner network that nobody allowed', async () => {
    const { origin, io } = await fileServer((response) => response.end(LIST));
    const app = csv.connect({ accounts: `${origin}/a.csv` }, { ...io(), fetch: testIo().fetch });
    expect(await connectorErrorOf(everyOf(app.accounts()))).toMatchObject({ kind: 'not-allowed' });
  });
});

describe('Settings that name files', () => {
  const problem = (settings: unknown) => csv.settings.safeParse(settings).error?.issues[0]?.message;
  it.each([
    [{ accounts: 'ftp://h/a.csv' }, /begins with ftp:\/\/, which is not read/],
    [{ accounts: 'https://kim:pw@h/a.csv' }, /holds a password/],
    [{ accounts: 'sftp://h/a.csv' }, /names no user/],
    [{ accounts: 'sftp://kim@h/a.csv' }, /needs sftp: \{ hostKey/],
    [
      { accounts: ['https://a/x', 'https://b/x'], headers: { Authorization: 'x' } },
      /headers: are for one server/,
    ],
    [{ accounts: 'sftp://kim@h/a.csv', sftp: { password: 'x' } }, /fingerprint/],
    [{ accounts: 'sftp://kim@h/a.csv', sftp: { hostKey: 'abc', password: 'x' } }, /fingerprint/],
    [
      { accounts: 'sftp://kim@h/a.csv', sftp: { hostKey: `SHA256:${'a'.repeat(43)}` } },
      /neither privateKey nor password/,
    ],
  ])('%j', (settings, message) => {
    expect(problem(settings)).toMatch(message);
  });
});
