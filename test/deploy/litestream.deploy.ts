import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { openStore } from '../../src/store/db/open.ts';
import { installed } from '../products/install.ts';
import { run, start } from '../support/cli.ts';
import { accounts, type Company, company, people, seats, staff } from '../support/company.ts';
import { eventually } from '../support/eventually.ts';
import { folder } from '../support/folder.ts';
import { BOT_TOKEN, SIGNING_SECRET, Workspace } from '../support/slack/slack-workspace.ts';

/** Litestream 0.3.13 for Linux on x64. Of the 0.5 line there is no program in npm's registry or Debian's. */
const LITESTREAM = '@flydotio/litestream-linux-x64@1.0.1';
const SETTINGS = fileURLToPath(new URL('../../deploy/litestream/file.yml', import.meta.url));
const CLOCK = fileURLToPath(new URL('../support/moved-clock.cjs', import.meta.url));
const db = ['--db', 'seatkeeper.db'];
const MANY = 20_000;

let program: string;
beforeAll(async () => {
  program = join(
    await installed('litestream', [LITESTREAM]),
    'node_modules/@flydotio/litestream-linux-x64/litestream',
  );
});

interface Settings {
  readonly dbs: readonly [{ readonly path: string; readonly replica: object }];
}

/** Our own settings, for a folder in place of another machine's disk, in the words of 0.3: a list of replicas, and theirs the retention. */
function settingsFor(acme: Company, replica: string): string {
  const text = readFileSync(SETTINGS, 'utf8')
    .replace(/\$\{SEATKEEPER_DB\}/g, acme.config.database)
    .replace(/\$\{LITESTREAM_PATH\}/g, replica);
  const { dbs } = parse(text) as Settings;
  const { replica: only, ...rest } = dbs[0];
  const file = acme.file('litestream.yml');
  writeFileSync(file, stringify({ dbs: [{ ...rest, replicas: [{ ...only, retention: '168h' }] }] }));
  return file;
}

function litestream(...words: string[]): {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  log(): string;
} {
  const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  for (const output of [child.stdout, child.stderr]) output.on('data', (chunk) => (log += chunk));
  onTestFinished(() => void child.kill('SIGKILL'));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, ended, log: () => log };
}

/** A state of the replica in a file of its own: the newest, or that of a moment. */
async function restoredTo(settings: string, acme: Company, file: string, ...at: string[]): Promise<void> {
  const { ended, log } = litestream('restore', '-config', settings, ...at, '-o', file, acme.config.database);
  if ((await ended) !== 0) throw new Error(log());
}

const decided = (file: string) => {
  const store = openStore(file, { verify: true, copy: true });
  try {
    return store.sqlite
      .prepare('SELECT account FROM decision WHERE ended_at IS NULL ORDER BY 1')
      .pluck()
      .all();
  } finally {
    store.close();
  }
};

const NEVER = 'schedule: { sync: "0 0 1 1 *", digest: "0 0 1 1 *" }';

/** In a Slack workspace that outlives the machine. */
const office = (count: number, { channel }: Workspace) =>
  company({
    roster: people(...staff(count)),
    apps: {
      figma: accounts(...seats(count), 'x1,eve@else.example', 'x2,mal@else.example', 'x3,joe@else.example'),
    },
    at: new Date().toISOString(),
    yaml: `${NEVER}\nadmin: { slack: { channel: ${channel} } }`,
  });

/** A company whose service is copied from its first moment on: its first read is written while SQLite and Litestream write the log back. */
async function copied(count = 40) {
  const workspace = await Workspace.open();
  const acme = office(count, workspace);
  const env = {
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_API_URL: workspace.apiUrl,
    PORT: '0',
  };
  const replica = folder();
  const settings = settingsFor(acme, replica);
  const copier = litestream('replicate', '-config', settings);
  const service = start(acme.directory, ['start', ...db], env);
  await eventually(async () => (await workspace.messages()).length === 1, 'the first alert', 60);
  await eventually(
    () => readdirSync(replica, { recursive: true }).some((name) => String(name).endsWith('.lz4')),
    'the first copy',
    30,
  );
  const known = (account: string) =>
    run(acme.directory, ['known', 'figma', account, 'contractor', ...db], env);
  return { workspace, env, acme, settings, service, copier, known };
}

/** Waits until the newest state of the replica has these decisions. */
async function arrived(settings: string, acme: Company, accounts: readonly string[]): Promise<string> {
  const place = folder();
  for (let n = 0; n < 60; n++) {
    const file = join(place, `${n}.db`);
    await restoredTo(settings, acme, file).catch(() => {});
    if (existsSync(file) && decided(file).join() === accounts.join()) return file;
    await wait(500);
  }
  throw new Error(`no copy has the decisions ${accounts.join()}`);
}

test('a killed machine is replaced: its standby is promoted from the copy, says so, and knows the last decision', async () => {
  const { workspace, env, acme, settings, service, copier, known } = await copied(MANY);
  expect((await known('x1')).code).toBe(0);
  expect((await known('x2')).code).toBe(0);
  await arrived(settings, acme, ['x1', 'x2']);
  service.child.kill('SIGKILL');
  copier.child.kill('SIGKILL');
  await Promise.all([service.ended, copier.ended]);

  const standby = office(MANY, workspace);
  await restoredTo(settings, acme, standby.file('seatkeeper.db.standby'));
  const early = await run(standby.directory, ['promote', '--old-is-stopped', ...db], env);
  expect(early.code).toBe(1);
  expect(early.out.replace(/\s+/g, ' ')).toContain('gave its last sign of life just now');
  expect(existsSync(standby.file('seatkeeper.db'))).toBe(false);

  const later = { ...env, NODE_OPTIONS: `--require ${CLOCK}`, CLOCK_FILE: standby.file('clock') };
  writeFileSync(standby.file('clock'), String(5 * 60_000));
  const asked = await run(standby.directory, ['promote', ...db], later);
  expect(asked.code).toBe(1);
  expect(asked.out.replace(/\s+/g, ' ')).toContain('Add --old-is-stopped');
  const promoted = await run(standby.directory, ['promote', '--old-is-stopped', ...db], later);
  expect(promoted).toMatchObject({ code: 0, err: '' });
  expect(decided(standby.file('seatkeeper.db'))).toEqual(['x1', 'x2']);
  const again = start(standby.directory, ['start', ...db], later);
  const said = async () => (await workspace.messages()).map(({ text }) => text);
  await eventually(
    async () => (await said()).some((text) => text.startsWith('I run on another machine now')),
    'the word',
    60,
  );
  again.child.kill('SIGTERM');
  expect((await again.ended).code).toBe(0);
  // The alert stands where it stood, and is not posted again.
  expect(await said()).toEqual([
    expect.stringContaining('Figma is connected'),
    expect.stringContaining('I run on another machine now'),
  ]);
  expect((await run(standby.directory, ['audit', '--verify', ...db], later)).code).toBe(0);
});

test('a point in time is restored from the copy, and the decisions after it are named', async () => {
  const { acme, settings, service, copier, known } = await copied();
  await known('x1');
  await arrived(settings, acme, ['x1']);
  // Litestream dates what it copies by the second in which it did.
  await wait(2500);
  const moment = new Date().toISOString();
  await wait(2500);
  await known('x2');
  await arrived(settings, acme, ['x1', 'x2']);
  service.child.kill('SIGTERM');
  copier.child.kill('SIGTERM');
  await Promise.all([service.ended, copier.ended]);

  const file = join(folder(), 'earlier.db');
  await restoredTo(settings, acme, file, '-timestamp', moment);
  const { code, out } = await run(acme.directory, ['restore', file, '--yes', ...db]);
  expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining('known figma/x2') });
  expect(decided(acme.config.database)).toEqual(['x1']);

  // The copying goes on with the database that is in place now, and loses nothing that it had.
  const next = litestream('replicate', '-config', settings);
  await known('x3');
  await arrived(settings, acme, ['x1', 'x3']);
  next.child.kill('SIGTERM');
  await next.ended;
  const before = join(folder(), 'before.db');
  await restoredTo(settings, acme, before, '-timestamp', moment);
  expect(decided(before)).toEqual(['x1']);
});

test('a restore says that the database is in use while Litestream has it open', async () => {
  const { acme, service, copier } = await copied();
  const backup = join(folder(), 'backup.db');
  await run(acme.directory, ['backup', backup, ...db]);
  service.child.kill('SIGTERM');
  await service.ended;
  const { code, err } = await run(acme.directory, ['restore', backup, '--yes', ...db]);
  expect({ code, err }).toMatchObject({
    code: 1,
    err: expect.stringContaining('is in use by another process'),
  });
  copier.child.kill('SIGTERM');
  await copier.ended;
  expect((await run(acme.directory, ['restore', backup, '--yes', ...db])).code).toBe(0);
});
