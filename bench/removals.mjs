// Removes accounts in bulk from an app that answers after 100 ms and takes 10 requests a second, while commands are asked:
// `node bench/removals.mjs --accounts 1000`. The limit is the time that the app's own rate leaves for the requests.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { confirmAction } from '../dist/chat/say/removal/plan-buttons.js';
import { answer } from '../dist/commands/answer.js';
import { loadConfig } from '../dist/config/config.js';
import { connectors } from '../dist/connectors/registry.js';
import { askedFor } from '../dist/domain/sync/selection.js';
import { act } from '../dist/flows/decide/act.js';
import { planRemoval } from '../dist/flows/removal/plan-removal.js';
import { openExecutor } from '../dist/flows/removing/executor.js';
import { openSync } from '../dist/flows/sync/sync-all.js';
import { isSchedule } from '../dist/jobs/schedule.js';
import { createLog } from '../dist/log.js';
import { rosterSources } from '../dist/roster/registry.js';
import { openContext } from '../dist/service/open-context.js';

const LATENCY_MS = 100;
const PER_SECOND = 10;
const accounts = Number(
  parseArgs({ options: { accounts: { type: 'string', default: '1000' } } }).values.accounts,
);
const others = accounts * 11;
const say = (text) => process.stdout.write(`${text}\n`);

/** A SCIM server whose reads of lists are free, so that only removal is measured. */
function startApp() {
  const users = new Map(
    Array.from({ length: accounts + others }, (_, at) => [
      String(at),
      { id: String(at), userName: `u${at}@acme.example`, active: true },
    ]),
  );
  let [limited, writes] = [0, 0];
  let window = { began: 0, taken: 0 };
  const server = createServer((request, response) => {
    const url = new URL(request.url, 'http://app');
    const send = (status, body, headers = {}) => {
      response.writeHead(status, { 'content-type': 'application/scim+json', ...headers });
      response.end(JSON.stringify(body));
    };
    const one = /\/Users\/(\d+)$/.exec(url.pathname)?.[1];
    if (one === undefined) {
      const all = [...users.values()];
      const start = Number(url.searchParams.get('startIndex') ?? 1);
      const count = Number(url.searchParams.get('count') ?? 100);
      const Resources = url.pathname.endsWith('/Users') ? all.slice(start - 1, start - 1 + count) : [];
      return send(200, {
        totalResults: all.length,
        startIndex: start,
        itemsPerPage: Resources.length,
        Resources,
      });
    }
    const now = performance.now();
    if (now - window.began >= 1000) window = { began: now, taken: 0 };
    if (window.taken >= PER_SECOND) return send(429, { detail: 'Too many requests' }, { 'retry-after': '1' });
    window.taken++;
    limited++;
    if (request.method !== 'GET') {
      writes++;
      users.get(one).active = false;
    }
    setTimeout(() => send(200, users.get(one)), LATENCY_MS);
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () =>
      resolve({
        origin: `http://127.0.0.1:${server.address().port}`,
        counted: () => ({ limited, writes }),
        close: () => server.close(),
      }),
    );
  });
}

function companyAt(folder, origin) {
  const person = (at) =>
    at < accounts
      ? `P${at},u${at}@acme.example,Person ${at},offboarded,2026-01-20`
      : `P${at},u${at}@acme.example,Person ${at},active,`;
  const rows = Array.from({ length: accounts + others }, (_, at) => person(at));
  writeFileSync(join(folder, 'roster.csv'), ['id,email,name,status,end_date', ...rows, ''].join('\n'));
  writeFileSync(
    join(folder, 'seatkeeper.yaml'),
    `organisation: Acme
domains: [acme.example]
timezone: UTC
network: { allow: ["${origin}"] }
guard: { app: { inactivePercent: 100 } }
removal: { dryRun: off }
roster: [{ source: csv, file: roster.csv }]
apps: [{ id: chat, connector: scim, settings: { baseUrl: "${origin}/scim", token: "\${READ}", pageSize: 500, removal: { token: "\${WRITE}" } } }]
`,
  );
  return loadConfig({
    flags: { config: join(folder, 'seatkeeper.yaml'), db: join(folder, 'seatkeeper.db') },
    env: { READ: 'token-that-reads', WRITE: 'token-that-writes' },
    cwd: folder,
    connectors,
    rosterSources,
    isCron: isSchedule,
  }).config;
}

const folder = mkdtempSync(join(tmpdir(), 'seatkeeper-removals-'));
const app = await startApp();
const stop = new AbortController();
const context = openContext(companyAt(folder, app.origin), ['slack'], {
  now: () => new Date(),
  log: createLog({ level: 'error', secrets: [] }),
  signal: stop.signal,
  progress: () => {},
});
const kim = { on: 'slack', id: 'slack:UKIM', name: 'kim', mayChange: true, email: 'kim@acme.example' };
const lee = { on: 'slack', id: 'slack:ULEE', name: 'lee', mayChange: true, email: 'lee@acme.example' };
const sync = await openSync(context);
await sync.read(askedFor(null));
const asked = { scope: 'app', app: 'chat', filter: 'inactive' };
const plan = await planRemoval(context, kim, asked);
await act(context, kim, confirmAction(asked, plan.hash));
const [{ id, hash }] = context.store.sqlite.prepare('SELECT id, hash FROM removal_plan').all();
await act(context, lee, { type: 'approve-removal', plan: id, hash });

const before = app.counted().limited;
const waits = [];
let over = false;
const asking = (async () => {
  while (!over) {
    const began = performance.now();
    await answer(context, kim, ['status'], async () => [], null, true);
    waits.push(performance.now() - began);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
})();
const executor = openExecutor(
  { ...context, mayChange: async () => true },
  {
    readAgain: () => sync.read(askedFor('chat')),
    isStopped: () => false,
  },
);
const began = performance.now();
const left = () =>
  context.store.sqlite.prepare('SELECT count(*) AS n FROM removal_operation WHERE ended_at IS NULL').get().n;
while (left() > 0) if ((await executor.run()) === 0) await new Promise((resolve) => setTimeout(resolve, 200));
const seconds = (performance.now() - began) / 1000;
over = true;
await asking;
executor.close();
const requests = app.counted().limited - before;
const floor = requests / PER_SECOND;
const states = context.store.sqlite
  .prepare('SELECT state, count(*) AS n FROM removal_operation GROUP BY state')
  .all();
waits.sort((a, b) => a - b);
say(
  JSON.stringify({
    accounts,
    states,
    writes: app.counted().writes,
    requests,
    seconds: Number(seconds.toFixed(1)),
    atTheLimit: Number(floor.toFixed(1)),
    ratio: Number((seconds / floor).toFixed(2)),
    statusP50: Number(waits[Math.floor(waits.length / 2)].toFixed(1)),
    statusP99: Number(waits[Math.floor(waits.length * 0.99)].toFixed(1)),
  }),
);
await sync.close?.();
context.store.close();
app.close();
rmSync(folder, { recursive: true, force: true });
