/**
 * A service under load: the built product on the generated company, clicked on by 50 people at the same moment, every second, while it syncs.
 * `clicks.mjs` does it as Slack and `invokes.mjs` as Teams.
 */
import { spawn } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { generate } from './generate.mjs';

export const CLICKS = 50;
const EVERY_MS = 1000;
const MAIN = fileURLToPath(new URL('../dist/main.js', import.meta.url));

/** The command line, and the size of the company that follows from it. */
const { quick } = parseArgs({ options: { quick: { type: 'boolean', default: false } } }).values;
const size = quick ? { people: 20_000, accounts: 100_000 } : { people: 200_000, accounts: 1_000_000 };

/** The company as files, with these lines added to its seatkeeper.yaml; it never syncs by itself again. Gone when the process ends. */
export function company(lines = '') {
  const folder = mkdtempSync(join(tmpdir(), 'seatkeeper-bursts-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const { large } = generate(folder, size);
  const never = 'schedule: { sync: "0 0 1 1 *", digest: "0 0 1 1 *" }\n';
  appendFileSync(join(large.folder, 'seatkeeper.yaml'), `${lines}${never}`);
  return large.folder;
}

/** Starts the service in this folder and waits until it answers. */
export async function startService(folder, env) {
  const port = 20_000 + Math.floor(Math.random() * 12_000);
  const origin = `http://127.0.0.1:${port}`;
  const service = spawn(process.execPath, [MAIN, 'start', '--db', join(folder, 'bench.db')], {
    cwd: folder,
    env: { PATH: process.env.PATH, PORT: String(port), ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  process.once('exit', () => service.kill('SIGKILL'));
  while (!(await fetch(`${origin}/healthz`).catch(() => null))) await wait(20);
  return {
    origin,
    isReady: async () => (await fetch(`${origin}/readyz`)).status === 200,
    stop: async () => {
      service.kill('SIGTERM');
      await new Promise((resolve) => service.once('exit', resolve));
    },
  };
}

/** Sends bursts of `click(index)` at fixed moments until the sync is over, then waits half a minute at most for the last answers. */
export async function bursts(click, { isOver, isAnswered }) {
  const waiting = [];
  let over = false;
  while (!over) {
    const due = performance.now() + EVERY_MS;
    for (let index = 0; index < CLICKS; index++) waiting.push(click(index));
    over = await isOver();
    await wait(Math.max(0, due - performance.now()));
  }
  const clicks = await Promise.all(waiting);
  for (let tries = 0; tries < 600 && !clicks.every(isAnswered); tries++) await wait(50);
  return {
    clicks,
    sent: clicks.length,
    unanswered: clicks.filter((one) => !isAnswered(one)).length,
    acknowledged: percentiles(clicks.map(({ ms }) => ms)),
  };
}

/** Prints the figures and ends: with 1 when one of them is too late, unless the company is a small one. */
export function report({ cold, first, second }, isLate) {
  const figures = { accounts: size.accounts, clicks: CLICKS, cold, first, second };
  process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
  process.exit(isLate && !quick ? 1 : 0);
}

export async function listen(server) {
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${server.address().port}`;
}

export function percentiles(waits) {
  const sorted = waits.toSorted((a, b) => a - b);
  const at = (percent) => Math.round(sorted[Math.ceil((percent / 100) * sorted.length) - 1]);
  return { p50: at(50), p99: at(99), max: at(100) };
}
