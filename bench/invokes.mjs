/**
 * A program: `node bench/invokes.mjs [--quick]`. Runs the built service with TEAMS_LOCAL and a small stand-in for the Bot Connector,
 * and sends bursts of 50 invokes at the same moment, each by another person, while the service syncs 1,000,000 accounts, for the first
 * time and unchanged. Prints the times until Teams had the response, and until the person had the answer. Exits with 1 when one is too late.
 */
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { bursts, company, listen, percentiles, report, startService } from './bursts.mjs';
import { exportAgain } from './sync.mjs';

/** Teams' clients give up after 5 seconds; an answer that takes longer than 1.5 seconds is announced and comes as a message. */
const LIMIT_MS = 2000;
const COLD_LIMIT_MS = 3000;
const CHANNEL = '19:bench@thread.tacv2';

const folder = company();
/** The time of the first message in each thread. Every click has its own thread. */
const messages = new Map();
const teams = await listen(createServer(answerAsTeams));
const service = await startService(folder, { TEAMS_LOCAL: '1', LOG_LEVEL: 'error' });

// The first fifty reach a process that has compiled nothing yet, so they are reported separately. Like the others they come in
// the middle of the first sync.
const cold = await clicksUntil(async () => true);
await deliver({ type: 'installationUpdate', action: 'add' }, CHANNEL, 0);
const first = await clicksUntil(service.isReady);
exportAgain(folder);
const sync = `${CHANNEL};messageid=sync`;
await deliver({ type: 'message', text: '<at>Seatkeeper</at> sync', entities: [mention()] }, sync, 0);
const second = await clicksUntil(async () => messages.has(sync));
await service.stop();
report(
  { cold, first, second },
  cold.acknowledged.max > COLD_LIMIT_MS ||
    [cold, first, second].some(({ unanswered }) => unanswered > 0) ||
    [first, second].some(({ acknowledged }) => acknowledged.p99 > LIMIT_MS),
);

async function clicksUntil(isOver) {
  const isAnswered = ({ announced, thread }) => !announced || messages.has(thread);
  const { clicks, ...figures } = await bursts(click, { isOver, isAnswered });
  const waits = clicks.map(({ announced, thread, at, ms }) =>
    announced ? (messages.get(thread) ?? Infinity) - at : ms,
  );
  const announced = clicks.filter((one) => one.announced).length;
  return { ...figures, announced, answered: percentiles(waits) };
}

/** Every other click changes something. */
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
  return fetch(`${service.origin}/api/messages`, {
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
  if (request.method === 'POST' && !messages.has(where)) messages.set(where, performance.now());
  response.end(JSON.stringify({ id: id ?? randomUUID() }));
}
