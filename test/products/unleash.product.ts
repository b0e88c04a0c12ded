import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectorErrorOf } from '../support/connector-io.ts';
import { ask } from './ask.ts';
import { declaredAt } from './declared.ts';
import { installed, NODE_22, nodeOf } from './install.ts';
import { type Database, startPostgres } from './postgres.ts';
import { answers, freePort, type Running, running } from './running.ts';

const COUNT = 60;
const EVERYBODY =
  'SELECT id FROM users WHERE deleted_at IS NULL AND NOT is_service AND NOT is_system ORDER BY id';

let database: Database;
let product: Running;
let origin: string;
let token: string;

beforeAll(async () => {
  const folder = await installed('unleash', ['unleash-server@8.2.0', NODE_22]);
  database = await startPostgres();
  const port = await freePort();
  origin = `http://127.0.0.1:${port}`;
  product = await running(
    {
      command: nodeOf(folder),
      args: ['-e', `require('unleash-server').start({ server: { port: ${port}, host: '127.0.0.1' } })`],
      cwd: folder,
      env: {
        DATABASE_URL: database.url,
        DATABASE_SSL: 'false',
        CHECK_VERSION: 'false',
        SEND_TELEMETRY: 'false',
        LOG_LEVEL: 'error',
        CREATE_USER_RATE_LIMIT_PER_MINUTE: '10000',
      },
    },
    () => answers(`${origin}/health`),
  );
  const { cookie } = await ask('POST', `${origin}/auth/simple/login`, {
    body: { username: 'admin', password: 'unleash4all' },
  });
  const made = await ask<{ secret: string }>('POST', `${origin}/api/admin/user/tokens`, {
    body: { description: 'Seatkeeper', expiresAt: '2099-01-01T00:00:00Z' },
    headers: { cookie },
  });
  token = made.value.secret;
  for (let at = 1; at <= COUNT; at++) await create(at);
  await remove(7);
});

afterAll(async () => {
  await product?.stop();
  await database?.stop();
});

const headers = () => ({ authorization: token });

async function create(at: number): Promise<void> {
  const who =
    at % 10 === 0 ? { username: `robot-${at}` } : { email: `Person${at}@acme.co`, name: `Pé ${at}` };
  const body = { ...who, rootRole: (at % 3) + 1, sendEmail: false };
  await ask('POST', `${origin}/api/admin/user-admin`, { body, headers: headers() });
}

async function remove(at: number): Promise<void> {
  const [[id] = []] = await database.rows(`SELECT id FROM users WHERE email ILIKE 'person${at}@acme.co'`);
  await ask('DELETE', `${origin}/api/admin/user-admin/${id}`, { headers: headers() });
}

const unleash = () => declaredAt('unleash', origin, { url: origin, token });

describe('Unleash 8.2.0', () => {
  it('is read whole: everybody whom its own database has, with address, name and role', async () => {
    const read = await unleash().read();
    const truth = await database.rows(
      `SELECT u.id, coalesce(lower(u.email), ''), coalesce(u.username, ''), coalesce(u.name, ''), r.name
       FROM users u JOIN role_user ru ON ru.user_id = u.id JOIN roles r ON r.id = ru.role_id AND r.type = 'root'
       WHERE u.deleted_at IS NULL AND NOT u.is_service AND NOT u.is_system ORDER BY u.id`,
    );
    const seen = read.map(({ id, emails, username, name, role }) => [
      id,
      emails[0] ?? '',
      username ?? '',
      name ?? '',
      role ?? '',
    ]);
    expect(seen.toSorted((a, b) => Number(a[0]) - Number(b[0]))).toEqual(truth);
    expect(read).toHaveLength(COUNT);
  });

  it('somebody who never signed in has no last use, though an invite link is there', async () => {
    const read = await unleash().read();
    expect(read.filter(({ lastActive }) => lastActive !== null).map(({ username }) => username)).toEqual([
      'admin',
    ]);
    expect(JSON.stringify(read)).not.toContain('new-user?token');
  });

  it('somebody who was deleted since is gone from the next read', async () => {
    await remove(8);
    const ids = (await unleash().read()).map(({ id }) => id).toSorted((a, b) => Number(a) - Number(b));
    expect(ids).toEqual((await database.rows(EVERYBODY)).map(([id]) => id));
  });

  it('refuses a wrong token, in words without it', async () => {
    const error = await connectorErrorOf(unleash().read({ token: 'user:wrong-token-4711' }));
    expect(error.kind).toBe('auth');
    expect(error.message).not.toContain('4711');
  });
});
