/**
 * A program: `node bench/invokes.mjs [--quick]`. Runs the built service with TEAMS_LOCAL and a small stand-in for the Bot Connector,
 * and sends bursts of 50 invokes at the same moment, each by another person, while the service syncs 1,000,000 accounts, for the first
 * time and unchanged. Prints the times until Teams had the response, and until the person had the answer. Exits with 1 when one is too late.
 */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
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
/** Teams' clients give up after 5 seconds; an answer that takes longer than 1.5 seconds is announced and comes as a message. */
const LIMIT_MS = 2000;
const COLD_LIMIT_MS = 3000;
const CHANNEL = '19:bench@thread.tacv2';
const MAIN = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const { quick } = parseArgs({ options: { quick: { type: 'boolean', default: false } } }).values;
const size = quick ? { people: 20_000, accounts: 100_000 } : { people: 200_000, accounts: 1_000_000 };

const folder = mkdtempSync(join(tmpdir(), 'seatkeeper-invokes-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
const { large } = generate(folder, size);
appendFileSync(
  join(large.folder, 'seatkeeper.yaml'),
  'schedule: { sync: "0 0 1 1 *", digest: "0 0 1 1 *" }\n',
);

/** The time of the first message in each thread. Every click has its own thread. */
const said = new Map();
const teams = await listen(createServer(answerAsTeams));
const port = 20_000 + Math.floor(Math.random() * 12_000);
const origin = `http://127.0.0.1:${port}`;
const service = spawn(process.execPath, [MAIN, 'start', '--db', join(folder, 'bench.db')], {
  cwd: large.folder,
  env: { PATH: process.env.PATH, TEAMS_LOCAL: '1', PORT: String(port), LOG_LEVEL: 'error' },
  stdio: ['ignore', 'inherit', 'inherit'],
});
process.once('exit', () => service.kill('SIGKILL'));
while (!(await fetch(`${origin}/healthz`).catch(() => null))) await wait(20);

// The first fifty reach a process that has compiled nothing yet, so they are reported separately. Like the others they come in
// the middle of the first sync.
const cold = await clicksUntil(async () => true);
await deliver({ type: 'installationUpdate', action: 'add' }, CHANNEL, 0);
const first = await clicksUntil(async () => (await fetch(`${origin}/readyz`)).status === 200);
exportAgain(large.folder);
const sync = `${CHANNEL};messageid=sync`;
await deliver({ type: 'message', text: '<at>Seatkeeper</at> sync', entities: [mention()] }, sync, 0);
const second = await clicksUntil(async () => said.has(sync));
service.kill('SIGTERM');
await new Promise((resolve) => service.once('exit', resolve));

const figures = { accounts: size.accounts, clicks: CLICKS, cold, first, second };
process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
const late =
  cold.acknowledged.max > COLD_LIMIT_MS ||
  [cold, first, second].some(({ unanswered }) => unanswered > 0) ||
  [first, second].some(({ acknowledged }) => acknowledged.p99 > LIMIT_MS);
process.exit(late && !quick ? 1 : 0);

/** Sends bursts of clicks at fixed moments until the sync is over. Every other click changes something. */
async function clicksUntil(isOver) {
  const waiting = [];
  let over = false;
  while (!over) {
    const due = performance.now() + EVERY_MS;
    for (let index = 0; index < CLICKS; index++) waiting.push(click(index));
    over = await isOver();
    await wait(Math.max(0, due - performance.now()));
  }
  const clicks = await Promise.all(waiting);
  const isAnswered = ({ announced, thread }) => !announced || said.has(thread);
  for (let tries = 0; tries < 600 && !clicks.every(isAnswered); tries++) await wait(50);
  return {
    sent: clicks.length,
    announced: clicks.filter(({ announced }) => announced).length,
    unanswered: clicks.filter((one) => !isAnswered(one)).length,
    acknowledged: percentiles(clicks.map(({ ms }) => ms)),
    answered: percentiles(
      clicks.map(({ announced, thread, at, ms }) => (announced ? (said.get(thread) ?? Infinity) - at : ms)),
    ),
  };
}

async function click(index) {
  const thread = `${CHANNEL};messageid=${randomUUID()}`;
  const until = `2099-01-${String((index % 28) + 1).padStart(2, '0')}`;
  const asked =
    index % 2 === 0
      ? { do: 'command', command: 'status', page: 1 }
      : { do: 'action', action: { type: 'snooze-app', app: 'figma', until } };
  const action = { type: 'Action.Execute', verb: asked.do, data: { seatkeeper: 1, ...asked } };
  const invoke = { type: 'invoke', name: 'adaptiveCard/action', replyToId: randomUUID(), value: { action } };
  const at = performance.now();
  const response = await deliver(invoke, thread, index);
  const body = await response.text();
  const ms = performance.now() - at;
  if (response.status !== 200 || JSON.parse(body).statusCode !== 200)
    throw new Error(`an invoke was answered ${response.status}: ${body.slice(0, 200)}`);
  return { at, ms, thread, announced: body.includes('Still working on it') };
}

function deliver(activity, conversation, person) {
  return fetch(`${origin}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      ...activity,
      id: randomUUID(),
      channelId: 'msteams',
      serviceUrl: `${teams}/`,
      from: { id: `29:${person}`, name: 'Kim Lee', aadObjectId: `kim-${person}` },
      recipient: { id: '28:bot', name: 'Seatkeeper' },
      conversation: { id: conversation, conversationType: 'channel', isGroup: true, tenantId: 't' },
      channelData: { tenant: { id: 't' }, team: { id: CHANNEL }, channel: { id: CHANNEL } },
    }),
  });
}

function mention() {
  return {
    type: 'mention',
    text: '<at>Seatkeeper</at>',
    mentioned: { id: '28:bot', name: 'Seatkeeper' },
  };
}

async function answerAsTeams(request, response) {
  for await (const _ of request);
  const [, thread, what, id] =
    /^\/v3\/conversations\/([^/]+)\/(activities|members)(?:\/([^/]+))?$/.exec(request.url) ?? [];
  response.setHeader('content-type', 'application/json');
  if (what === 'members')
    return response.end(JSON.stringify({ id: decodeURIComponent(id), userRole: 'user', tenantId: 't' }));
  const where = decodeURIComponent(thread ?? '');
  if (request.method === 'POST' && !said.has(where)) said.set(where, performance.now());
  response.end(JSON.stringify({ id: id ?? randomUUID() }));
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
