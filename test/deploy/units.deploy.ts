import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { accounts, company, people } from '../support/company.ts';
import { eventually } from '../support/eventually.ts';
import { freePort } from '../support/free-port.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const MAIN = join(ROOT, 'dist/main.js');
const UNITS = join(ROOT, 'deploy/systemd');
const SERVICES = [
  'seatkeeper.service',
  'seatkeeper-backup.service',
  'seatkeeper-litestream.service',
  'seatkeeper-standby.service',
];
const MOST_EXPOSURE = 2;
const DB = ['--db', 'seatkeeper.db'];

/** The units with the Node and the build of this machine, which systemd looks for. */
function units(): string {
  const folder = mkdtempSync(join(tmpdir(), 'seatkeeper-units-'));
  for (const name of readdirSync(UNITS).filter((each) => /\.(?:service|timer)$/.test(each))) {
    const text = readFileSync(join(UNITS, name), 'utf8');
    writeFileSync(
      join(folder, name),
      text
        .replaceAll('/usr/bin/node', process.execPath)
        // Any program does: systemd only looks whether it is there.
        .replaceAll('/usr/bin/litestream', process.execPath)
        .replaceAll('/opt/seatkeeper/dist/main.js', MAIN),
    );
  }
  return folder;
}

const analyze = (...words: string[]) =>
  execFileSync('systemd-analyze', ['--no-pager', ...words], { cwd: units(), stdio: 'pipe' }).toString();

test('systemd reads the units without a complaint', () => {
  const files = readdirSync(units()).map((name) => `./${name}`);
  expect(files).toHaveLength(5);
  expect(analyze('verify', '--man=no', ...files)).toBe('');
  const wrong = units();
  writeFileSync(join(wrong, 'seatkeeper.service'), '[Service]\nExecStart=/usr/bin/absent\n');
  expect(() =>
    execFileSync('systemd-analyze', ['verify', '--man=no', './seatkeeper.service'], {
      cwd: wrong,
      stdio: 'pipe',
    }),
  ).toThrow('absent');
});

test.each(SERVICES)('%s is exposed to little, by what systemd itself counts', (name) => {
  const [, level = '10'] =
    /exposure level for \S+ ([\d.]+)/.exec(analyze('security', '--offline=true', `./${name}`)) ?? [];
  expect(Number(level)).toBeLessThanOrEqual(MOST_EXPOSURE);
});

/** The system calls that the unit allows, group by group as systemd knows them. */
function allowedCalls(): ReadonlySet<string> {
  const lines = [
    ...readFileSync(join(UNITS, 'seatkeeper.service'), 'utf8').matchAll(/^SystemCallFilter=(~?)(.+)$/gm),
  ];
  const allowed = new Set<string>();
  for (const [, not, groups = ''] of lines)
    for (const call of groups.split(' ').flatMap(callsOf))
      not === '' ? allowed.add(call) : allowed.delete(call);
  return allowed;
}

function callsOf(group: string): readonly string[] {
  if (!group.startsWith('@')) return [group];
  const lines = analyze('syscall-filter', group).split('\n').slice(1);
  const names = lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
  return names.flatMap(callsOf);
}

test('the service does its work where every other system call is refused, and stops cleanly', async () => {
  const allowed = allowedCalls();
  expect(allowed.size).toBeGreaterThan(200);
  const acme = company({
    roster: people('1,ada@acme.example,,,Ada'),
    apps: { figma: accounts('f1,ada@acme.example', 'f2,eve@else.example') },
    at: new Date().toISOString(),
  });
  mkdirSync(acme.file('backups'));
  const port = await freePort();
  // As the filter does: what is not allowed fails with EPERM. A call that this kernel does not have is none to strace either.
  const refused = `inject=!${[...allowed].map((each) => `?${each}`).join()}:error=EPERM`;
  const traced = (verb: string, ...words: string[]) =>
    spawn(
      'strace',
      [
        '-f',
        '-qq',
        '-o',
        acme.file(`${verb}.calls`),
        '-e',
        refused,
        process.execPath,
        MAIN,
        verb,
        ...words,
        ...DB,
      ],
      {
        cwd: acme.directory,
        env: { PATH: process.env.PATH ?? '', PORT: String(port) },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
  const service = traced('start');
  const ended = new Promise((resolve) => service.once('close', resolve));
  let log = '';
  service.stderr.on('data', (chunk) => {
    log += chunk;
  });
  await eventually(() => /"source":"figma".*"synced"/.test(log), `the first sync, ${log}`, 60);
  const backup = traced('backup', 'backups', 'keep:2');
  expect(await new Promise((resolve) => backup.once('close', resolve))).toBe(0);
  expect(readdirSync(acme.file('backups'))).toHaveLength(1);
  const [main = ''] = readFileSync(`/proc/${service.pid}/task/${service.pid}/children`, 'utf8').split(' ');
  process.kill(Number(main), 'SIGTERM');
  expect(await ended).toBe(0);
  // Proof that calls are refused: as root, SQLite tries to hand its files to their owner.
  expect(readFileSync(acme.file('start.calls'), 'utf8')).toContain('(INJECTED)');
}, 180_000);
