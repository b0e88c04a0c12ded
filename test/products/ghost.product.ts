import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccountNow, Removal } from '../../src/connectors/base/removal.ts';
import type { Account } from '../../src/domain/account.ts';
import { connectorErrorOf } from '../support/connector-io.ts';
import { ask } from './ask.ts';
import { declaredAt } from './declared.ts';
import { NODE_22, nodeOf, unpacked } from './install.ts';
import { freePort, type Running, running } from './running.ts';

const COUNT = 12;
const PASSWORD = `lab-${randomBytes(12).toString('hex')}`;

let site: string;
let product: Running;
let database: Database.Database;
let origin: string;
let cookie: string;
let key: readonly [string, string];

beforeAll(async () => {
  const folder = await unpacked('ghost', {
    package: 'ghost@6.65.0',
    besides: [NODE_22],
    compiled: 'better-sqlite3',
  });
  site = mkdtempSync(join(tmpdir(), 'ghost-'));
  cpSync(join(folder, 'content'), site, { recursive: true });
  const file = join(site, 'ghost.db');
  const port = await freePort();
  origin = `http://127.0.0.1:${port}`;
  product = await running(
    {
      command: nodeOf(folder),
      args: ['index.js'],
      cwd: folder,
      env: {
        NODE_ENV: 'production',
        url: origin,
        server__host: '127.0.0.1',
        server__port: String(port),
        database__client: 'better-sqlite3',
        database__connection__filename: file,
        database__useNullAsDefault: 'true',
        paths__contentPath: site,
        mail__transport: 'stub',
        privacy__useUpdateCheck: 'false',
        privacy__useGravatar: 'false',
        security__staffDeviceVerification: 'false',
        logging__level: 'error',
        logging__transports: '["stdout"]',
      },
    },
    () => isSetUp(),
  );
  database = new Database(file);
  await admin('POST', 'authentication/setup/', {
    setup: [{ name: 'Olga Owner', email: 'Owner@acme.co', password: PASSWORD, blogTitle: 'Acme' }],
  });
  const signedIn = await fetch(`${origin}/ghost/api/admin/session/`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ username: 'owner@acme.co', password: PASSWORD }),
  });
  // The session is there once the whole answer is.
  const said = await signedIn.text();
  if (!signedIn.ok) throw new Error(`Ghost does not let its owner in: ${said}`);
  cookie = signedIn.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
  const made = await admin<{ integrations: { api_keys: { type: string; secret: string }[] }[] }>(
    'POST',
    'integrations/?include=api_keys',
    { integrations: [{ name: 'Seatkeeper' }] },
  );
  key = partsOf(made.integrations[0]?.api_keys.find(({ type }) => type === 'admin')?.secret);
  for (let at = 1; at <= COUNT; at++) await accepted(at);
  await admin('PUT', `users/${idOf(2)}/`, { users: [{ status: 'inactive' }] });
  await admin('DELETE', `users/${idOf(3)}/`);
});

afterAll(async () => {
  database?.close();
  await product?.stop();
  rmSync(site, { recursive: true, force: true });
});

/** Ghost says 503 while it makes its database. */
async function isSetUp(): Promise<boolean> {
  return fetch(`${origin}/ghost/api/admin/authentication/setup/`).then(
    ({ ok }) => ok,
    () => false,
  );
}

async function admin<T>(method: string, path: string, body?: unknown): Promise<T> {
  const headers = { origin, ...(cookie === undefined ? {} : { cookie }) };
  const { value } = await ask<T>(method, `${origin}/ghost/api/admin/${path}`, { body, headers });
  return value;
}

function partsOf(secret = ''): readonly [string, string] {
  const [id = '', rest = ''] = secret.split(':');
  return [id, rest];
}

/** Somebody is invited, and accepts. */
async function accepted(at: number): Promise<void> {
  const roles = database
    .prepare("SELECT id FROM roles WHERE name IN ('Editor', 'Author') ORDER BY name")
    .all();
  const role = roles[at % 2] as { id: string };
  const email = `Person${at}@acme.co`;
  await admin('POST', 'invites/', { invites: [{ email, role_id: role.id }] });
  const { token } = database.prepare('SELECT token FROM invites WHERE email = ?').get(email) as {
    token: string;
  };
  await admin('POST', 'authentication/invitation/', {
    invitation: [{ name: `Pé ${at}`, email, password: PASSWORD, token }],
  });
}

function idOf(at: number): string {
  const row = database.prepare('SELECT id FROM users WHERE email = ?').get(`Person${at}@acme.co`);
  return (row as { id: string }).id;
}

/** Of the owner. */
async function staffToken(): Promise<{ keyId: string; secret: string }> {
  const { apiKey } = await admin<{ apiKey: { id: string; secret: string } }>('GET', 'users/me/token/');
  return { keyId: apiKey.id, secret: apiKey.secret };
}

const ghost = () => declaredAt('ghost', origin, { url: origin, keyId: key[0], secret: key[1], pageSize: 3 });

describe('Ghost 6.65.0', () => {
  it('is read whole: everybody whom its own database has, with address, name, state and role', async () => {
    const read = await ghost().read();
    const truth = database
      .prepare(
        `SELECT u.id, lower(u.email) AS email, u.name, u.status, r.name AS role FROM users u
         JOIN roles_users ru ON ru.user_id = u.id JOIN roles r ON r.id = ru.role_id ORDER BY u.id`,
      )
      .all();
    expect(
      read.map(({ id, emails, name, columns, role }) => ({
        id,
        email: emails[0],
        name,
        status: columns.status,
        role,
      })),
    ).toEqual(truth);
    expect(read).toHaveLength(COUNT);
    expect(read.filter(({ state }) => state === 'suspended').map(({ id }) => id)).toEqual([idOf(2)]);
  });

  it('somebody who never signed in has no last use', async () => {
    const read = await ghost().read();
    expect(read.filter(({ lastActive }) => lastActive !== null).map(({ role }) => role)).toEqual(['Owner']);
  });

  it('gives the same to the staff access token of an administrator, which removal needs', async () => {
    const staff = await staffToken();
    expect(await declaredAt('ghost', origin, { url: origin, ...staff }).read()).toEqual(await ghost().read());
  });

  it('is suspended, taken back and deleted as declared, and knows the account of the token', async () => {
    const connection = ghost().connect({ removal: await staffToken() });
    const removal = connection.removal as Removal;
    const account = (await ghost().read()).find(({ id }) => id === idOf(5)) as Account;
    const statusOf = () => database.prepare('SELECT status FROM users WHERE id = ?').pluck().get(account.id);
    const disable = { way: 'disable', license: null, account };
    const { before } = (await removal.look(disable)) as Extract<AccountNow, { kind: 'present' }>;
    await removal.carryOut(disable, before);
    expect(await removal.look(disable)).toMatchObject({ kind: 'present', removed: true });
    expect(statusOf()).toBe('inactive');
    await removal.undo?.(disable, before);
    expect(await removal.look(disable)).toMatchObject({ removed: false, account });
    expect(statusOf()).toBe('active');
    await removal.carryOut({ ...disable, way: 'delete' }, {});
    expect(await removal.look({ ...disable, way: 'delete' })).toEqual({ kind: 'gone' });
    expect(statusOf()).toBeUndefined();
    const owner = (await ghost().read()).find(({ role }) => role === 'Owner');
    expect(await connection.ownAccounts?.()).toContain(owner?.id);
  });

  it('lets the key of an integration change nothing, and says which one may', async () => {
    const { removal } = ghost().connect({ removal: { keyId: key[0], secret: key[1] } });
    const account = (await ghost().read()).find(({ id }) => id === idOf(6)) as Account;
    const disable = { way: 'disable', license: null, account };
    const error = await connectorErrorOf((removal as Removal).carryOut(disable, {}));
    expect(error).toMatchObject({ kind: 'permission', effect: 'none' });
    expect(error.message).toContain('use the staff access token of an administrator');
  });

  it('refuses a wrong secret, in words without it', async () => {
    const error = await connectorErrorOf(ghost().read({ secret: '4711'.repeat(16) }));
    expect(error.kind).toBe('auth');
    expect(error.message).not.toContain('4711');
  });
});
