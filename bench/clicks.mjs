/**
 * A program: `node bench/clicks.mjs [--quick]`. Runs the built service with a small stand-in for Slack's API, and sends bursts of
 * 50 signed clicks at the same moment while the service syncs 1,000,000 accounts, for the first time and unchanged. Prints the times
 * until Slack had its acknowledgement, and until the person had the answer. Exits with 1 when an acknowledgement is too late.
 */
import { spawn } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { generate } from './generate.mjs';
import { exportAgain } from './sync.mjs';

const CLICKS = 50;
const EVERY_MS = 1000;
const LIMIT_MS = 500;
const COLD_LIMIT_MS = 2000;
const SECRET = 'bench';
const MAIN = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const { quick } = parseArgs({ options: { quick: { type: 'boolean', default: false } } }).values;
const size = quick ? { people: 20_000, accounts: 100_000 } : { people: 200_000, accounts: 1_000_000 };

const folder = mkdtempSync(join(tmpdir(), 'seatkeeper-clicks-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
const { large } = generate(folder, size);
appendFileSync(
  join(large.folder, 'seatkeeper.yaml'),
  'admin: { slack: { channel: C1, users: [] } }\nschedule: { sync: "0 0 1 1 *", digest: "0 0 1 1 *" }\n',
);

/** Response addresses: the time of the first answer to each, and its content. */
const answered = new Map();
const slack = await listen(createServer(answerAsSlack));
const port = 20_000 + Math.floor(Math.random() * 12_000);
const origin = `http://127.0.0.1:${port}`;
const service = spawn(process.execPath, [MAIN, 'start', '--db', join(folder, 'bench.db')], {
  cwd: large.folder,
  env: {
    PATH: process.env.PATH,
    SLACK_BOT_TOKEN: 'xoxb-bench',
    SLACK_SIGNING_SECRET: SECRET,
    SLACK_API_URL: `${slack}/api/`,
    PORT: String(port),
    LOG_LEVEL: 'warn',
  },
  stdio: ['ignore', 'inherit', 'inherit'],
});
process.once('exit', () => service.kill('SIGKILL'));
while (!(await fetch(`${origin}/healthz`).catch(() => null))) await wait(20);

// The first fifty reach a process that has compiled nothing yet, so they are reported separately. Like the others they come in
// the middle of the first sync.
const cold = await clicksUntil(async () => true);
const first = await clicksUntil(async () => (await fetch(`${origin}/readyz`)).status === 200);
exportAgain(large.folder);
const sync = await command('sync');
const second = await clicksUntil(async () => answered.has(sync.address));
service.kill('SIGTERM');
await new Promise((resolve) => service.once('exit', resolve));

const figures = { accounts: size.accounts, clicks: CLICKS, cold, first, second };
process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
const late =
  cold.acknowledged.max > COLD_LIMIT_MS ||
  [first, second].some(({ acknowledged }) => acknowledged.p99 > LIMIT_MS);
process.exit(late && !quick ? 1 : 0);

/** Sends bursts of clicks at fixed moments until the sync is over. Every other click changes something. */
async function clicksUntil(isOver) {
  const waiting = [];
  let over = false;
  while (!over) {
    const due = performance.now() + EVERY_MS;
    for (let index = 0; index < CLICKS; index++)
      waiting.push(index % 2 === 0 ? command('status') : click(index));
    over = await isOver();
    await wait(Math.max(0, due - performance.now()));
  }
  const clicks = await Promise.all(waiting);
  for (let tries = 0; tries < 600 && clicks.some(({ address }) => !answered.has(address)); tries++)
    await wait(50);
  return {
    sent: clicks.length,
    unanswered: clicks.filter(({ address }) => !answered.has(address)).length,
    acknowledged: percentiles(clicks.map(({ ms }) => ms)),
    answered: percentiles(clicks.map(({ address, at }) => (answered.get(address) ?? Infinity) - at)),
  };
}

function command(text) {
  const address = `${slack}/respond/${randomUUID()}`;
  return send(
    {
      command: '/seats',
      text,
      user_id: 'U1',
      user_name: 'kim',
      team_id: 'T1',
      channel_id: 'C1',
      response_url: address,
      trigger_id: randomUUID(),
    },
    address,
  );
}

function click(index) {
  const address = `${slack}/respond/${randomUUID()}`;
  const until = `2099-01-${String((index % 28) + 1).padStart(2, '0')}`;
  const payload = {
    type: 'block_actions',
    user: { id: `U${index}`, team_id: 'T1' },
    team: { id: 'T1' },
    trigger_id: randomUUID(),
    response_url: address,
    container: { type: 'message', channel_id: 'C1', message_ts: '1.1', is_ephemeral: false },
    actions: [
      {
        type: 'button',
        action_id: 'act:0',
        value: JSON.stringify({ type: 'snooze-app', app: 'figma', until }),
      },
    ],
  };
  return send({ payload: JSON.stringify(payload) }, address);
}

async function send(body, address) {
  const text = new URLSearchParams(body).toString();
  const stamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', SECRET).update(`v0:${stamp}:${text}`).digest('hex');
  const at = performance.now();
  const response = await fetch(`${origin}/slack/events`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': stamp,
      'x-slack-signature': `v0=${signature}`,
    },
    body: text,
  });
  await response.arrayBuffer();
  if (response.status !== 200) throw new Error(`a click was answered ${response.status}`);
  return { at, address, ms: performance.now() - at };
}

async function answerAsSlack(request, response) {
  for await (const _ of request);
  if (request.url.startsWith('/respond/')) {
    const address = `${slack}${request.url}`;
    if (!answered.has(address)) answered.set(address, performance.now());
    return response.end('ok');
  }
  const said = {
    'auth.test': { team_id: 'T1', team: 'Acme', user: 'seatkeeper' },
    'users.info': { user: { team_id: 'T1', name: 'kim' } },
    'conversations.members': { members: Array.from({ length: CLICKS + 1 }, (_, index) => `U${index}`) },
  }[request.url.slice('/api/'.length)] ?? { channel: 'C1', ts: '1.1' };
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ ok: true, ...said }));
}

async function listen(server) {
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${server.address().port}`;
}

function percentiles(waits) {
  const sorted = waits.toSorted((a, b) => a - b);
  const at = (percent) => Math.round(sorted[Math.ceil((percent / 100) * sorted.length) - 1]);
  return { p50: at(50), p99: at(99), max: at(100) };
}
