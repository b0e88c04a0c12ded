import { once } from 'node:events';
import { unlinkSync } from 'node:fs';
import { createServer } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import {
  type ConnectionView,
  connectionRow,
  connectionText,
} from '../../../src/chat/say/overview/connection.ts';
import { ConnectorError, type ConnectorErrorKind } from '../../../src/connectors/base/errors.ts';
import { findAccess } from '../../../src/flows/access/find-access.ts';
import { checkConnection } from '../../../src/flows/overview/look-at-connection.ts';
import { accounts, company, people, seats, staff } from '../../support/company.ts';
import { desk, FILES, printed, seen } from '../desk.ts';

const plain = (text: string) => text.replace(/\s+/g, ' ');

test('access, app and status explain why an app was never read, and how to connect it', async () => {
  const acme = company(FILES);
  const office = acme.open();
  expect(plain(seen(await office.ask('access figma')))).toContain(
    'Figma has not been read yet: sync figma reads it.',
  );
  expect(seen(await office.ask('status'))).toContain('not read yet');
  unlinkSync(acme.file('figma.csv'));
  for (const question of ['access figma', 'app figma'])
    expect(plain(seen(await office.ask(question)))).toMatch(
      /Figma cannot be read: .*figma\.csv.* Once the file is in order, run: sync figma/,
    );
});

test('a file that is missing is advised on once, in status as in app', async () => {
  const acme = company(FILES);
  unlinkSync(acme.file('figma.csv'));
  const office = acme.open();
  await office.sync().catch(() => {});
  for (const question of ['status', 'app figma']) {
    const said = plain(seen(await office.ask(question)));
    expect(said).toContain(
      'put it there or correct the path in seatkeeper.yaml. Once the file is in order, run: sync figma',
    );
    expect(said).not.toMatch(/Fix the file/);
  }
});

test('answers that lack an app that was never read report that, instead of looking clean', async () => {
  const acme = company(FILES);
  const office = acme.open();
  await office.sync('roster');
  await office.sync('zoom');
  for (const question of [
    'access figma',
    'app figma',
    'clearing figma',
    'subscriptions figma',
    'subscribers figma',
  ])
    expect(plain(seen(await office.ask(question)))).toContain(
      'Figma has not been read yet: sync figma reads it.',
    );
  for (const question of ['who ada@acme.example', 'clearing', 'subscribers', 'savings', 'simulate idle:9'])
    expect(plain(seen(await office.ask(question)))).toContain(
      'Incomplete: data is missing or old from Figma (not read yet).',
    );
  expect((await office.ask('app figma')).message.summary).toBe('Figma has not been read yet.');
  expect((await office.ask('clearing')).message.summary).not.toContain('every account');
  expect((await office.ask('access figma f1')).message.summary).toContain(
    'Figma has not been read yet, so it is not known whether it has the account "f1".',
  );
  const listed = await office.ask('access figma');
  expect(listed.ok).toBe(false);
  expect(printed(listed)).toMatchObject({ ok: false, text: 'Figma has not been read yet.' });
  await office.sync();
  expect(seen(await office.ask('who ada@acme.example'))).not.toContain('Not everything');
});

test('access, app and status report that an app lost its connection, and show its last data', async () => {
  const { acme, office } = await desk();
  acme.at('2026-03-03T09:00:00Z');
  acme.write('figma.csv', 'nothing,here\n');
  await office.sync();
  for (const question of ['access figma', 'app figma', 'status']) {
    const said = plain(seen(await office.ask(question)));
    expect(said).toMatch(/Figma cannot be read: .* Once the file is in order, run: sync figma/);
    expect(said).toContain('You still see the data of 2 Mar 10:00.');
  }
  expect(seen(await office.ask('status'), 200)).toContain('Figma (cannot be read: last good 2 Mar 10:00)');
  expect(printed(await office.ask('access figma'))).toHaveLength(8);
  expect(printed(await office.ask('status'))).toMatchObject({
    apps: [
      { app: 'figma', connection: { kind: 'bad-file', how: expect.stringContaining('sync figma') } },
      { connection: null },
    ],
  });
  acme.write('figma.csv', FILES.apps.figma);
  await office.sync();
  expect(seen(await office.ask('status'))).not.toContain('lost');
});

test('app lists the facts that its connection cannot report', async () => {
  const office = company({
    roster: people(...staff(2)),
    apps: { figma: 'id,email\na1,p1@acme.example\n' },
  }).open();
  await office.sync();
  const said = seen(await office.ask('app figma'));
  expect(said).toMatch(/no license list +no subscriptions file is set/);
  expect(said).toMatch(/no activity +figma\.csv has no column with the last use \(last_active\)/);
  expect(printed(await office.ask('app figma'))).toMatchObject({
    connection: null,
    withheld: [{ capability: 'subscriptions' }, { capability: 'lastActive' }],
  });
});

const VIEW: ConnectionView = {
  app: { id: 'notion', name: 'Notion' },
  dataAt: '2026-03-01T08:00:00.000Z',
  trouble: null,
  scopes: ['scim:read', 'seats:write'],
  timezone: 'Europe/Berlin',
  now: '2026-03-02T09:00:00.000Z',
};
const KINDS: Readonly<Record<ConnectorErrorKind, string>> = {
  auth: 'After a change of seatkeeper.yaml or the environment, restart Seatkeeper. It needs: scim:read',
  permission: 'Give the token the missing permission. It needs: scim:read; seats:write.',
  plan: 'Change the plan, or connect it with a list it exports',
  'rate-limit': 'It will be tried again after 2 Mar 11:00. To try sooner',
  unavailable: 'It may be an outage.',
  'unexpected-response': 'check its settings under apps:',
  changed: 'it is read again at the next sync',
  'file-changed': 'rename it when it is complete',
  'bad-file': 'Once the file is in order',
  'no-connection': 'Its certificate or a proxy is in the way.',
  'not-allowed': 'The app was not contacted. Change its address, or network: in seatkeeper.yaml',
};

test.each(Object.entries(KINDS))(
  'after a read that failed for %s, the answer shows what to do',
  (kind, expected) => {
    const retryAt = kind === 'rate-limit' ? '2026-03-02T10:00:00.000Z' : null;
    const view = { ...VIEW, trouble: { kind, message: 'Notion said no (403)', retryAt } };
    const { why, how } = connectionText(view);
    expect(why).toBe('Notion said no (403)');
    expect(how).toContain(expected);
    expect(how).toMatch(/: sync notion$/);
    expect(/It needs: scim:read/.test(how)).toBe(['auth', 'permission', 'plan'].includes(kind));
    const { spans, detail } = connectionRow(view);
    const file = { 'bad-file': 'cannot be read', 'file-changed': 'could not be read' }[kind];
    expect(spans.join()).toContain(file ?? 'lost its connection');
    expect(detail).toBe('You still see the data of 1 Mar 09:00.');
  },
);

test('what a vendor advises is not contradicted: a wrong clock is no reason for a new token', () => {
  const message =
    'POST token answered 400 invalid_grant; the clock of this machine is wrong by some minutes; set it';
  const { spans } = connectionRow({ ...VIEW, trouble: { kind: 'auth', message, retryAt: null } });
  expect(spans.join('')).toContain(
    `${message}. After a change of seatkeeper.yaml or the environment, restart`,
  );
  expect(spans.join('')).not.toMatch(/new token|new one/);
});

test('app asks the app itself what is wrong, and does not wait for one that hangs', async () => {
  const server = createServer(() => {}).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const office = company({ roster: people(...staff(2)), apps: { figma: accounts(...seats(2)) } }).open();
  const [figma] = office.context.config.apps;
  if (figma === undefined) throw new Error('no app');
  const app = {
    config: figma,
    source: {
      id: 1,
      kind: 'app',
      name: 'figma',
      sealedRun: 0,
      dataAt: null,
      numbers: {
        total: 0,
        idle: null,
        atStake: {},
        openStake: {},
        drift: null,
        policy: '',
        seats: null,
        held: null,
        facts: null,
        expected: null,
        trouble: null,
        setAside: null,
        unused: null,
        usage: null,
        withheld: [],
        domains: [],
        content: null,
        origin: null,
      },
    },
  } as const;
  const asking = (check: (signal: AbortSignal | undefined) => Promise<never>) => {
    const dependencies = {
      ...office.context.dependencies,
      app: (_: unknown, signal?: AbortSignal) => ({ check: () => check(signal) }),
    };
    return checkConnection({ ...office.context, dependencies: dependencies as never }, app);
  };
  const refused = await asking(async () => {
    throw new ConnectorError('figma', 'permission', 'The token lacks org:read.');
  });
  expect(refused.connection?.trouble).toEqual({
    kind: 'permission',
    message: 'The token lacks org:read.',
    retryAt: null,
  });
  const { port } = server.address() as { port: number };
  const hung = await asking(async (signal) => {
    await fetch(`http://127.0.0.1:${port}/`, { signal: signal ?? null });
    throw new Error('it answered');
  });
  expect(hung.connection?.trouble).toBeNull();
  expect((await findAccess(office.context, app, {}, null)).total).toBe(0);
});
