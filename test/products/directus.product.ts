import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectorErrorOf } from '../support/connector-io.ts';
import { ask } from './ask.ts';
import { declaredAt } from './declared.ts';
import { installed, NODE_22, nodeOf } from './install.ts';
import { type Database, startPostgres } from './postgres.ts';
import { answers, freePort, type Running, running } from './running.ts';

const COUNT = 180;
const TOKEN = 'lab-static-token-7781';
const STATUSES = ['active', 'invited', 'draft', 'unverified', 'suspended', 'archived'] as const;

/** Only flows with scripts need it, and its binary is compiled by an install script. */
const WITHOUT_ISOLATED_VM = `const Module = require('node:module');
const load = Module._load;
Module._load = (request, ...rest) => (/isolated[-_]vm/.test(request) ? {} : load.call(Module, request, ...rest));
`;

let database: Database;
let product: Running;
let origin: string;

beforeAll(async () => {
  const folder = await installed('directus', ['directus@12.4.0', NODE_22]);
  writeFileSync(join(folder, 'without-isolated-vm.cjs'), WITHOUT_ISOLATED_VM);
  database = await startPostgres();
  const port = await freePort();
  origin = `http://127.0.0.1:${port}`;
  const env = {
    DB_CLIENT: 'pg',
    DB_HOST: '127.0.0.1',
    DB_PORT: String(database.port),
    DB_USER: 'postgres',
    DB_PASSWORD: 'none',
    DB_DATABASE: 'product',
    SECRET: 'secret of the lab',
    ADMIN_EMAIL: 'admin@acme.co',
    ADMIN_PASSWORD: 'lab-password-1',
    ADMIN_TOKEN: TOKEN,
    TELEMETRY: 'false',
    HOST: '127.0.0.1',
    PORT: String(port),
    PUBLIC_URL: origin,
    LOG_LEVEL: 'error',
  };
  const directus = (command: string) =>
    `process.argv = [process.argv[0], 'directus', '${command}']; import('${folder}/node_modules/directus/cli.js')`;
  product = await running(
    {
      command: 'sh',
      args: [
        '-c',
        '"$0" -r ./without-isolated-vm.cjs -e "$1" && exec "$0" -r ./without-isolated-vm.cjs -e "$2"',
        nodeOf(folder),
        directus('bootstrap'),
        directus('start'),
      ],
      cwd: folder,
      env,
    },
    () => answers(`${origin}/server/ping`),
  );
  await seed();
});

afterAll(async () => {
  await product?.stop();
  await database?.stop();
});

const headers = { authorization: `Bearer ${TOKEN}` };

async function seed(): Promise<void> {
  const role = await ask<{ data: { id: string } }>('POST', `${origin}/roles`, {
    headers,
    body: { name: 'Editor' },
  });
  const people = Array.from({ length: COUNT }, (_, at) => ({
    first_name: at % 4 === 0 ? null : `Pé ${at}`,
    last_name: at % 3 === 0 ? null : 'Last',
    email: at % 10 === 0 ? null : `Person${at}@acme.co`,
    status: STATUSES[at % STATUSES.length],
    role: at % 2 === 0 ? role.value.data.id : null,
  }));
  await ask('POST', `${origin}/users`, { headers, body: people });
}

const directus = () => declaredAt('directus', origin, { url: origin, token: TOKEN });

const STATES: Readonly<Record<string, string>> = {
  active: 'active',
  invited: 'invited',
  draft: 'invited',
  unverified: 'invited',
  suspended: 'suspended',
  archived: 'deactivated',
};

describe('Directus 12.4.0', () => {
  it.each([7, 50, 1000])(
    'is read whole in pages of %d: everybody whom its own database has',
    async (pageSize) => {
      const read = await directus().read({ pageSize });
      const rows = await database.rows(
        `SELECT u.id, coalesce(concat_ws(' ', u.first_name, u.last_name), ''), coalesce(lower(u.email), ''), u.status, coalesce(r.name, '')
       FROM directus_users u LEFT JOIN directus_roles r ON r.id = u.role`,
      );
      const truth = rows.map(([id, name, email, status = '', role]) =>
        [id, name, email, STATES[status], role].join('|'),
      );
      const seen = read.map(({ id, name, emails, state, role }) =>
        [id, name ?? '', emails[0] ?? '', state, role ?? ''].join('|'),
      );
      expect(seen.toSorted()).toEqual(truth.toSorted());
      expect(read).toHaveLength(COUNT + 1);
    },
  );

  it('no password and no token is read, starred or not', async () => {
    expect(JSON.stringify(await directus().read())).not.toMatch(/\*\*|password|lab-static/);
  });

  it('a wrong token and none at all are two things, and both are told', async () => {
    const wrong = await connectorErrorOf(directus().read({ token: 'wrong-token-4711' }));
    expect(wrong.kind).toBe('auth');
    expect(wrong.message).not.toContain('4711');
  });
});
