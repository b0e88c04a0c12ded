import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { csv } from '../../../src/connectors/csv/csv.ts';
import { createSockets } from '../../../src/connectors/network/sockets.ts';
import { csvRoster } from '../../../src/roster/csv.ts';
import { connectorErrorOf, everyOf, folderWith, testIo } from '../../support/connector-io.ts';
import { newKey, type SftpTestServer, startSftp } from './sftp-server.ts';

const KEY = newKey();
const LIST = 'email,state\na@acme.example,active\n';
/** 9 March 2026, 12:00 UTC: a day before the clock of the tests. */
const YESTERDAY = Date.parse('2026-03-09T12:00:00Z') / 1000;

let server: SftpTestServer;
let downloads: string;
beforeEach(async () => {
  server = await startSftp(KEY);
  server.files.set('/out/slack-1.csv', { content: LIST, mtime: YESTERDAY });
  downloads = join(await folderWith({}), 'copies');
});
afterEach(() => server.close());

const io = () => testIo({ downloads, sockets: createSockets({ allow: ['127.0.0.1'] }) });

function connect(path = '/out/slack-1.csv', sftp: Record<string, unknown> = {}) {
  const accounts = `sftp://kim@127.0.0.1:${server.port}${path}`;
  const access = { hostKey: server.fingerprint, privateKey: KEY, ...sftp };
  return csv.connect(csv.settings.parse({ accounts, sftp: access }), io());
}

const opened = () => server.asked.filter((what) => what.startsWith('open '));

describe('A file at an sftp address', () => {
  it('is read with a key, and is as old as the server says', async () => {
    const app = connect();
    expect(await everyOf(app.accounts())).toMatchObject([{ emails: ['a@acme.example'] }]);
    expect(await app.dataAge?.()).toBe('2026-03-09T12:00:00.000Z');
    expect(app.dataFile).toBe('slack-1.csv');
  });

  it('or with a password, and as a roster', async () => {
    const file = `sftp://kim@127.0.0.1:${server.port}/out/people.csv`;
    server.files.set('/out/people.csv', {
      content: 'email,status\nb@acme.example,active\n',
      mtime: YESTERDAY,
    });
    const roster = csvRoster.connect(
      csvRoster.settings.parse({ file, sftp: { hostKey: [server.fingerprint], password: 'pw' } }),
      io(),
    );
    expect(await everyOf(roster.people())).toMatchObject([{ email: 'b@acme.example' }]);
  });

  it('is not downloaded again while size and date are as they were', async () => {
    const before = await connect().content?.();
    expect(await connect().content?.()).toBe(before);
    expect(opened()).toEqual(['open /out/slack-1.csv']);
    server.files.set('/out/slack-1.csv', { content: `${LIST}b@acme.example,active\n`, mtime: YESTERDAY });
    expect(await connect().content?.()).not.toBe(before);
  });

  it('may be the newest of those that fit a pattern', async () => {
    server.files.set('/out/slack-2.csv', {
      content: `${LIST}b@acme.example,active\n`,
      mtime: YESTERDAY + 60,
    });
    server.files.set('/out/zoom-3.csv', { content: LIST, mtime: YESTERDAY + 120 });
    const app = connect('/out/slack-*.csv');
    expect(await everyOf(app.accounts())).toHaveLength(2);
    expect(app.dataFile).toBe('slack-2.csv');
    server.files.set('/out/slack-3.csv', { content: LIST, mtime: YESTERDAY + 60 });
    const error = await connectorErrorOf(everyOf(connect('/out/slack-*.csv').accounts()));
    expect(error.message).toContain('fits two files that are equally new (slack-2.csv and slack-3.csv');
  });
});

describe('A server that is not the right one is told nothing', () => {
  it('another host key', async () => {
    const error = await connectorErrorOf(
      everyOf(connect('/out/slack-1.csv', { hostKey: `SHA256:${'a'.repeat(43)}` }).accounts()),
    );
    expect(error.kind).toBe('no-connection');
    expect(error.message).toContain(`has the key ${server.fingerprint}, which is not the one under hostKey:`);
    expect(server.asked).toEqual([]);
  });

  it('an address of the inner network that nobody allowed', async () => {
    const settings = csv.settings.parse({
      accounts: `sftp://kim@127.0.0.1:${server.port}/out/slack-1.csv`,
      sftp: { hostKey: server.fingerprint, password: 'pw' },
    });
    const app = csv.connect(settings, testIo({ downloads, sockets: createSockets({ allow: [] }) }));
    expect(await connectorErrorOf(everyOf(app.accounts()))).toMatchObject({ kind: 'not-allowed' });
    expect(server.asked).toEqual([]);
  });
});

describe('What cannot be read is refused in words', () => {
  it.each([
    [
      'a wrong password',
      '/out/slack-1.csv',
      { privateKey: undefined, password: 'no' },
      'auth',
      /does not let kim in/,
    ],
    ['a key that is none', '/out/slack-1.csv', { privateKey: 'abc' }, 'auth', /privateKey cannot be read/],
    ['a file that is not there', '/out/gone.csv', {}, 'bad-file', /is not on the server/],
    ['a folder', '/out', {}, 'bad-file', /is a folder/],
    ['a pattern that fits nothing', '/out/x-*.csv', {}, 'bad-file', /fits no file/],
  ])('%s', async (_, path, sftp, kind, message) => {
    const error = await connectorErrorOf(everyOf(connect(path, sftp).accounts()));
    expect(error.signIn).toBe(error.message.includes('does not let kim in'));
    expect(error.kind).toBe(kind);
    expect(error.message).toMatch(message);
    expect(error.message).not.toContain('PRIVATE KEY');
  });

  it('a file that is being written while it is downloaded', async () => {
    server.onRead = (path) => {
      const file = server.files.get(path);
      if (file !== undefined) file.content += 'b@acme.example,active\n';
    };
    const error = await connectorErrorOf(everyOf(connect().accounts()));
    expect(error.kind).toBe('file-changed');
    server.onRead = () => {};
    expect(await everyOf(connect().accounts())).not.toHaveLength(0);
  });

  it('a server that is not there', async () => {
    const { port } = server;
    const settings = csv.settings.parse({
      accounts: `sftp://kim@127.0.0.1:${port}/a.csv`,
      sftp: { hostKey: server.fingerprint, password: 'pw' },
    });
    await server.close();
    const error = await connectorErrorOf(everyOf(csv.connect(settings, io()).accounts()));
    expect(error).toMatchObject({ kind: 'unavailable' });
    expect(error.message).toContain('cannot be reached');
    server = await startSftp(KEY);
  });
});
