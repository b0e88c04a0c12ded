import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { accounts, company, people } from '../support/company.ts';
import { eventually } from '../support/eventually.ts';
import { BOT_TOKEN, type Fault, SIGNING_SECRET, Workspace } from '../support/slack/slack-workspace.ts';

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const CLOCK = fileURLToPath(new URL('../support/moved-clock.cjs', import.meta.url));
/** A supervisor kills a service that takes longer. */
const LIMIT_MS = 10_000;
const HOUR = 3_600_000;
const FAILS: Fault = { type: 'status', status: 503 };
/** Longer than a service waits for an answer. */
const HANGS: Fault = { type: 'delay', ms: 14_000 };

test.each<[string, number, number, Fault]>([
  ['whose clock is set back by an hour', -HOUR, -HOUR, FAILS],
  ['whose clock is set back by a day while it stops', 0, -24 * HOUR, FAILS],
  ['whose clock is set ahead by a year while it stops', 0, 365 * 24 * HOUR, FAILS],
  ['whose clock is set ahead, and back while it stops', 24 * HOUR, 0, FAILS],
  ['whose chat takes requests and never answers', 0, 0, HANGS],
])(
  'a service %s stops before it is killed, though its chat takes no messages',
  async (_, before, meanwhile, fault) => {
    const workspace = await Workspace.open();
    const { directory, file } = company({
      roster: people('1,ada@acme.example,,,Ada'),
      apps: { figma: accounts('f1,ada@acme.example', 'f2,eve@else.example') },
      at: new Date().toISOString(),
      yaml: `admin: { slack: { channel: ${workspace.channel} } }`,
    });
    const clock = (ahead: number) => writeFileSync(file('clock'), String(ahead || 1));
    clock(1);
    workspace.fail(/^chat/, fault, 1000);
    const child = spawn(process.execPath, ['--require', CLOCK, MAIN, 'start', '--db', 'seatkeeper.db'], {
      cwd: directory,
      env: {
        PATH: process.env.PATH ?? '',
        CLOCK_FILE: file('clock'),
        SLACK_BOT_TOKEN: BOT_TOKEN,
        SLACK_SIGNING_SECRET: SIGNING_SECRET,
        SLACK_API_URL: workspace.apiUrl,
        PORT: '0',
        LOG_LEVEL: 'info',
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let log = '';
    child.stderr.on('data', (chunk) => {
      log += chunk;
    });
    const ended = new Promise((resolve) => child.once('close', (code, signal) => resolve(signal ?? code)));
    await eventually(() => /"source":"figma".*"synced"/.test(log), 'the first sync', 30);
    clock(before);
    if (before !== 0) await eventually(() => log.includes('the clock was set'), 'the jump', 30);
    if (fault === HANGS) await eventually(() => workspace.holding > 0, 'a message on its way', 30);
    child.kill('SIGTERM');
    clock(meanwhile);
    const asked = performance.now();
    const killer = setTimeout(() => child.kill('SIGKILL'), LIMIT_MS);
    expect(await ended).toBe(0);
    clearTimeout(killer);
    // What is on its way may take ten seconds to be given up otherwise.
    if (fault === HANGS) expect(performance.now() - asked).toBeLessThan(8500);
  },
  60_000,
);
