/**
 * A program: `node bench/clicks.mjs [--quick]`. Runs the built service with a small stand-in for Slack's API, and sends bursts of
 * 50 signed clicks at the same moment while the service syncs 1,000,000 accounts, for the first time and unchanged. Prints the times
 * until Slack had its acknowledgement, and until the person had the answer. Exits with 1 when an acknowledgement is too late.
 */
import { createHmac, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { bursts, CLICKS, company, listen, percentiles, report, startService } from './bursts.mjs';
import { exportAgain } from './sync.mjs';

const LIMIT_MS = 500;
const COLD_LIMIT_MS = 2000;
const SECRET = 'bench';

const folder = company('admin: { slack: { channel: C1, users: [] } }\n');
/** Response addresses: the time of the first answer to each. */
const answered = new Map();
const slack = await listen(createServer(answerAsSlack));
const service = await startService(folder, {
  SLACK_BOT_TOKEN: 'xoxb-bench',
  SLACK_SIGNING_SECRET: SECRET,
  SLACK_API_URL: `${slack}/api/`,
  LOG_LEVEL: 'warn',
});

// The first fifty reach a process that has compiled nothing yet, so they are reported separately. Like the others they come in
// the middle of the first sync.
const cold = await clicksUntil(async () => true);
const first = await clicksUntil(service.isReady);
exportAgain(folder);
const sync = await command('sync');
const second = await clicksUntil(async () => answered.has(sync.address));
await service.stop();
report(
  { cold, first, second },
  cold.acknowledged.max > COLD_LIMIT_MS ||
    [first, second].some(({ acknowledged }) => acknowledged.p99 > LIMIT_MS),
);

/** Every other click changes something. */
async function clicksUntil(isOver) {
  const isAnswered = ({ address }) => answered.has(address);
  const click = (index) => (index % 2 === 0 ? command('status') : press(index));
  const { clicks, ...figures } = await bursts(click, { isOver, isAnswered });
  const waits = clicks.map(({ address, at }) => (answered.get(address) ?? Infinity) - at);
  return { ...figures, answered: percentiles(waits) };
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

function press(index) {
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
  const response = await fetch(`${service.origin}/slack/events`, {
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
