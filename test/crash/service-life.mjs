import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { endState } from './end-state.mjs';
import { endingOf } from './killed-life.mjs';

/** A real service in a process of its own, which syncs in its thread: first a company, then the same with changes and leavers. */
const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const PRELOADS = ['../support/moved-clock.cjs', './thread-points.cjs'].flatMap((name) => [
  '--require',
  fileURLToPath(new URL(name, import.meta.url)),
]);
const FIRST = '2026-03-02T10:00:00Z';
const SECOND = '2026-03-02T11:00:00Z';
const LAST_SOURCE = 'zoom';
const PATIENCE_MS = 60_000;

const numbers = (count) => Array.from({ length: count }, (_, index) => index + 1);
const csv = (header, rows) => `${[header, ...rows].join('\n')}\n`;
const roster = (status) =>
  csv(
    'id,email,name,status,end_date',
    numbers(40).map((n) => `P${n},p${n}@acme.example,Person ${n},${status(n)}`),
  );
const list = (rows) => csv('id,email,role,licenses,last_active', rows);
const seat = (n, licenses) => `a${n},p${n}@acme.example,member,${licenses},2026-02-2${n % 8}`;

const COMPANY = {
  'seatkeeper.yaml': `organisation: Acme
domains: [acme.example]
timezone: Europe/Berlin
roster: [{ source: csv, file: roster.csv }]
apps:
  - id: figma
    connector: csv
    settings: { accounts: figma.csv, subscriptions: figma-licenses.csv }
    subscriptions: { DEV: { entitlement: 30 } }
  - { id: zoom, connector: csv, settings: { accounts: zoom.csv } }
`,
  'figma-licenses.csv':
    'sku,product,purchased,consumed,unit_price,currency,term\nFULL,Full,60,38,45,USD,monthly\nDEV,Dev,20,5,35,USD,monthly\nVIEW,View,60,5,5,USD,monthly\n',
  'roster.csv': roster(() => 'active,'),
  'figma.csv': list(numbers(38).map((n) => seat(n, n % 7 === 0 ? 'Full;Dev' : 'Full'))),
  'zoom.csv': list(numbers(40).map((n) => seat(n, 'Pro'))),
};
/** Licenses are given, taken and exchanged, seats come and go, and two people left. */
const CHANGES = {
  'roster.csv': roster((n) => (n === 3 || n === 14 ? 'offboarded,2026-03-01' : 'active,')),
  'figma.csv': list(
    numbers(40)
      .slice(3)
      .map((n) => seat(n, n % 7 === 0 ? 'Full' : n % 5 === 0 ? 'View' : n % 3 === 0 ? 'Full;Dev' : 'Full')),
  ),
  'zoom.csv': list(
    numbers(40)
      .slice(4)
      .map((n) => seat(n, 'Pro')),
  ),
};

/** Prepares `<home>/first`: a company after its first sync, with the files of the second in place. */
export async function prepareService(home) {
  const directory = join(home, 'first');
  mkdirSync(directory, { recursive: true });
  write(directory, COMPANY, FIRST);
  const ended = await serve(directory, FIRST);
  if (ended !== 0) throw new Error(`the first start ended with ${ended}`);
  write(directory, CHANGES, SECOND);
}

/** The second sync without a kill: how many statements its thread runs, and what it leaves. */
export async function wholeService(home) {
  const directory = await copyOf(home, 'not-killed');
  const file = join(home, 'service-points');
  const ended = await serve(directory, SECOND, { POINTS_FILE: file });
  if (ended !== 0) throw new Error(`the second start ended with ${ended}`);
  return { points: Number(readFileSync(file, 'utf8')), state: stateOf(directory) };
}

/** The same, killed at each of these statements of the thread, one start after the other, and then left to finish. */
export async function killedService(home, deaths) {
  const directory = await copyOf(home, `killed-at-${deaths.join('-')}`);
  let kills = 0;
  for (const death of deaths)
    if ((await serve(directory, SECOND, { CRASH_AT: String(death) })) === 'SIGKILL') kills++;
  const ended = await serve(directory, SECOND);
  const state = ended === 0 ? stateOf(directory) : null;
  rmSync(directory, { recursive: true, force: true });
  return { kills, ended, state };
}

async function copyOf(home, name) {
  const directory = join(home, name);
  cpSync(join(home, 'first'), directory, { recursive: true, preserveTimestamps: true });
  return directory;
}

function write(directory, files, at) {
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(directory, name), text);
    utimesSync(join(directory, name), new Date(at), new Date(at));
  }
}

/** Starts the service, stops it once it has synced, and returns its exit code or the signal that ended it. */
export function serve(directory, at, env = {}, { last = LAST_SOURCE, onStart = () => {} } = {}) {
  const clock = join(directory, 'clock');
  writeFileSync(clock, String(Date.parse(at) - Date.now()));
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...PRELOADS, MAIN, 'start', '--db', 'seatkeeper.db'], {
      cwd: directory,
      env: { PATH: process.env.PATH, CLOCK_FILE: clock, ...env },
      stdio: ['pipe', 'ignore', 'pipe'],
      timeout: PATIENCE_MS,
    });
    onStart(child);
    let heard = '';
    child.stderr.on('data', (chunk) => {
      heard += chunk;
      if (new RegExp(`"source":"${last}".*"synced"`).test(heard)) child.kill('SIGTERM');
    });
    child.once('error', reject);
    // Not at 'exit': what it wrote last may still be on its way.
    child.once('close', (code, signal) => resolve(endingOf({ code, signal, complaint: heard.slice(-2000) })));
  });
}

/**
 * What the service left, with every time of day written as T: a service that is started again does everything a little later. What the main
 * thread was sending when it was killed is not of interest here.
 */
export function stateOf(directory, inOrder = true) {
  const state = endState(directory, inOrder);
  const audit = state.audit.filter((line) => !line.includes(' message-in-doubt '));
  const snapshot = { ...state.snapshot, waiting: [], jobs: [] };
  return JSON.parse(JSON.stringify({ ...state, audit, snapshot }).replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'T'));
}
