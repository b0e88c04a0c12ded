import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { run, start } from '../support/cli.ts';
import { accounts, company, people, seats, staff } from '../support/company.ts';
import { eventually } from '../support/eventually.ts';
import { folder } from '../support/folder.ts';
import { freePort } from '../support/free-port.ts';
import { SlackClient } from '../support/slack/slack-client.ts';
import { BOT_TOKEN, SIGNING_SECRET, Workspace } from '../support/slack/slack-workspace.ts';

const APPS = ['adobe', 'figma', 'github', 'miro', 'notion', 'zoom'];
const STAFF = 300;
const DB = ['--db', 'seatkeeper.db'];
const PATIENCE_S = 60;
/** How long Slack holds a post while a node dies. */
const HELD_MS = 1500;
const STEP_MS = 20;

async function acme() {
  const workspace = await Workspace.open();
  const { directory } = company({
    roster: people(...staff(STAFF, (n) => (n % 60 === 0 ? 'offboarded' : 'active'))),
    apps: Object.fromEntries(APPS.map((id) => [id, accounts(...seats(STAFF), `x-${id},eve@else.example`)])),
    at: new Date().toISOString(),
    yaml: `schedule: { sync: "0 0 1 1 *", digest: "0 0 1 1 *" }\nadmin: { slack: { channel: ${workspace.channel} } }`,
  });
  return { workspace, directory };
}

/** The volume is attached to another node: the same files, other processes. */
function moved(from: string): string {
  const to = join(folder(), 'volume');
  cpSync(from, to, { recursive: true, preserveTimestamps: true });
  return to;
}

/** Starts the service, and admins who ask as soon as it listens and do not stop asking. */
async function serve(directory: string, workspace: Workspace) {
  const port = await freePort();
  const env = {
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_API_URL: workspace.apiUrl,
    PORT: String(port),
  };
  const { child, ended } = start(directory, ['start', ...DB], env);
  let [log, alive, answered] = ['', true, 0];
  child.stderr?.on('data', (chunk) => {
    log += chunk;
  });
  const kim = new SlackClient(workspace, { url: `http://127.0.0.1:${port}/slack/events` });
  const asking = (async () => {
    while (alive) {
      const heard = workspace.whispers.length;
      const taken = await kim.command('status').catch(() => null);
      if (taken?.status === 200) {
        await eventually(() => !alive || workspace.whispers.length > heard, 'an answer', PATIENCE_S);
        answered++;
      } else await wait(STEP_MS);
    }
  })();
  const outbox = (status: string) => {
    const sqlite = new Database(join(directory, 'seatkeeper.db'), { readonly: true });
    const found = sqlite
      .prepare('SELECT count(*) FROM outbox WHERE status = ?')
      .pluck()
      .get(status) as number;
    sqlite.close();
    return found;
  };
  return {
    outbox,
    answered: () => answered,
    synced: () =>
      new Set([...log.matchAll(/"source":"(\w+)","status":"complete"/g)].map(([, id]) => id)).size,
    /** Stops it at a moment at which no request is on its way to Slack. */
    async halt() {
      do {
        child.kill('SIGCONT');
        await wait(STEP_MS);
        child.kill('SIGSTOP');
        await wait(STEP_MS);
      } while (outbox('sending') > 0);
    },
    async end(signal: 'SIGKILL' | 'SIGTERM') {
      child.kill(signal);
      alive = false;
      const end = await ended;
      await asking;
      return end;
    },
  };
}

test('a service that dies under load and goes on elsewhere, four times, tells everything once', async () => {
  const { workspace, directory } = await acme();
  const eventuallySo = (look: () => boolean | Promise<boolean>, what: string) =>
    eventually(look, what, PATIENCE_S);

  // Slack is out of reach, so everything waits.
  workspace.fail(/^chat\.(?:post|update)/, { type: 'status', status: 503 }, 100_000);
  let life = await serve(directory, workspace);
  await eventuallySo(() => life.synced() >= 2, 'half of the first sync');
  await life.halt();
  await life.end('SIGKILL');

  let volume = moved(directory);
  life = await serve(volume, workspace);
  await eventuallySo(() => life.synced() > APPS.length && life.answered() > 2, 'the sync and some answers');
  await life.halt();
  expect(life.outbox('pending')).toBeGreaterThanOrEqual(APPS.length);
  await life.end('SIGKILL');
  expect(await workspace.messages()).toEqual([]);

  // It comes back, and takes its time: two nodes die with a message on its way.
  workspace.recover();
  for (const arrived of [1, 3]) {
    workspace.fail(/^chat\.postMessage/, { type: 'delay', ms: HELD_MS }, 1000);
    volume = moved(volume);
    life = await serve(volume, workspace);
    const isOnItsWay = async () => workspace.holding === 1 && (await workspace.messages()).length >= arrived;
    await eventuallySo(isOnItsWay, `a message on its way after ${arrived}`);
    await life.end('SIGKILL');
    workspace.recover();
    await eventuallySo(() => workspace.holding === 0, 'the arrival of what the dead node sent');
  }

  volume = moved(volume);
  life = await serve(volume, workspace);
  await eventuallySo(() => life.outbox('pending') + life.outbox('sending') === 0, 'the end of the waiting');
  expect((await life.end('SIGTERM')).code).toBe(0);
  const said = (await workspace.messages()).map(({ text }) => text.split(/[ :]/, 1)[0]?.toLowerCase());
  // The introduction, and the alert of every app.
  expect(said.sort()).toEqual(['acme', ...APPS]);
  // Those whose answer was lost are named, and were not posted again.
  const health = await run(volume, ['health', ...DB]);
  expect(health.out.match(/stopped while sending it/g)).toHaveLength(2);
}, 240_000);
