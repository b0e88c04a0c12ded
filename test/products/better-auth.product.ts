import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectorErrorOf } from '../support/connector-io.ts';
import { declaredAt } from './declared.ts';
import { installed } from './install.ts';
import { answers, freePort, type Running, running } from './running.ts';

const COUNT = 250;
const EMAIL = 'admin@acme.co';
const PASSWORD = 'lab-password-1';
/** A ban that ends before is over. */
const NOW = Date.now();
const HOUR = 3_600_000;

let product: Running;
let origin: string;
let file: string;
let folder: string;

/** An app of somebody's own, as Better Auth's documentation shows it. */
const program = (port: number, sqlite: string) => `
import { createRequire } from 'node:module';
import { createServer } from 'node:http';
import { betterAuth } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import { toNodeHandler } from 'better-auth/node';
import { admin, bearer } from 'better-auth/plugins';
const Database = createRequire(${JSON.stringify(sqlite)})('better-sqlite3');
const database = new Database(${JSON.stringify(file)});
const options = {
  database,
  secret: 'qX7-a secret of the lab that is long enough-4kP2',
  baseURL: 'http://127.0.0.1:${port}',
  emailAndPassword: { enabled: true },
  plugins: [admin(), bearer()],
  rateLimit: { enabled: false },
};
const { runMigrations } = await getMigrations(options);
await runMigrations();
const auth = betterAuth(options);
await auth.api.signUpEmail({ body: { email: '${EMAIL}', password: '${PASSWORD}', name: 'Admin' } });
database.prepare("UPDATE user SET role = 'admin'").run();
createServer(toNodeHandler(auth)).listen(${port}, '127.0.0.1');
`;

beforeAll(async () => {
  const packages = await installed('better-auth', ['better-auth@1.7.5']);
  folder = mkdtempSync(join(tmpdir(), 'better-auth-'));
  file = join(folder, 'app.db');
  const port = await freePort();
  origin = `http://127.0.0.1:${port}`;
  const own = createRequire(import.meta.url).resolve('better-sqlite3/package.json');
  product = await running(
    {
      command: process.execPath,
      args: ['--input-type=module', '-e', program(port, own)],
      cwd: packages,
      env: { BETTER_AUTH_TELEMETRY: '0' },
    },
    () => answers(`${origin}/api/auth/ok`),
  );
  seed();
});

afterAll(async () => {
  await product?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** People of every state, written where the product keeps them. */
function seed(): void {
  const database = new Database(file);
  const add = database.prepare(
    'INSERT INTO user (id, name, email, emailVerified, createdAt, updatedAt, role, banned, banExpires) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const at = '2026-01-02T03:04:05.000Z';
  for (let number = 1; number < COUNT; number++) {
    const banned = number % 5 === 0 ? 1 : number % 2 === 0 ? 0 : null;
    const ends = number % 15 === 0 ? new Date(NOW - HOUR) : number % 10 === 0 ? new Date(NOW + HOUR) : null;
    add.run(
      `id-${number}`,
      `Pé ${number}`,
      `person${number}@acme.co`,
      number % 3 === 0 ? 1 : 0,
      at,
      at,
      number % 7 === 0 ? 'user,editor' : 'user',
      banned,
      ends?.toISOString() ?? null,
    );
  }
  database.close();
}

const app = () => declaredAt('better-auth', origin, { url: origin, email: EMAIL, password: PASSWORD });

interface Stored {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: string;
  readonly banned: number | null;
  readonly banExpires: string | null;
}

describe('Better Auth 1.7.5', () => {
  it('is read whole: everybody whom its own database has, also where a ban is over', async () => {
    const read = await app().read();
    const database = new Database(file, { readonly: true });
    const truth = database
      .prepare('SELECT id, name, email, role, banned, banExpires FROM user')
      .all() as Stored[];
    database.close();
    const isBanned = ({ banned, banExpires }: Stored) =>
      banned === 1 && (banExpires === null || Date.parse(banExpires) > NOW);
    const expected = truth.map((each) =>
      [
        each.id,
        each.name,
        each.email,
        each.role.split(',').join(', '),
        isBanned(each) ? 'suspended' : 'active',
      ].join(' | '),
    );
    const seen = read.map(({ id, name, emails, role, state }) =>
      [id, name, emails[0], role, state].join(' | '),
    );
    expect(seen.toSorted()).toEqual(expected.toSorted());
    expect(read).toHaveLength(COUNT);
  });

  it('is read the same in other page sizes', async () => {
    const ids = async (pageSize: number) => (await app().read({ pageSize })).map(({ id }) => id).toSorted();
    expect(await ids(7)).toEqual(await ids(1000));
  });

  it('refuses a wrong password, in words without it', async () => {
    const error = await connectorErrorOf(app().read({ password: 'wrong-password-4711' }));
    expect(error.kind).toBe('auth');
    expect(error.message).not.toContain('4711');
  });

  it('bans, shows it, takes it back, and tells who is gone from who is not shown', async () => {
    const connection = app().connect({ removal: { email: EMAIL, password: PASSWORD } });
    const { removal } = connection;
    const account = (await app().read()).find(({ id }) => id === 'id-1');
    if (removal === undefined || account === undefined) throw new Error('nothing to remove');
    const step = { way: 'disable', license: null, account };
    expect(await removal.look(step)).toMatchObject({ removed: false, account });
    await removal.carryOut(step, {});
    expect(await removal.look(step)).toMatchObject({ removed: true, account: { state: 'suspended' } });
    await removal.undo?.(step, {});
    expect(await removal.look(step)).toMatchObject({ removed: false, account });
    const over = (await app().read()).find(({ id }) => id === 'id-15');
    if (over === undefined) throw new Error('nobody whose ban is over');
    expect(await removal.look({ ...step, account: over })).toMatchObject({ removed: false });
    const database = new Database(file);
    database.prepare("DELETE FROM user WHERE id = 'id-1'").run();
    database.close();
    expect(await removal.look(step)).toEqual({ kind: 'gone' });
    expect(await connection.ownAccounts?.()).toEqual([
      (await app().read()).find(({ role }) => role === 'admin')?.id,
    ]);
  });
});
