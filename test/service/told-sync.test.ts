import type { ServerResponse } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../src/store/db/open.ts';
import { start } from '../support/cli.ts';
import { company, people, staff } from '../support/company.ts';
import { eventually } from '../support/eventually.ts';
import { sendJson, startServer } from '../support/http-server.ts';
import { SlackClient } from '../support/slack/slack-client.ts';
import { slackOffice } from '../support/slack/slack-office.ts';
import { BOT_TOKEN, SIGNING_SECRET, Workspace } from '../support/slack/slack-workspace.ts';
import { CHANNEL } from '../support/teams/teams-client.ts';
import { teamsOffice } from '../support/teams/teams-office.ts';

const APPS = ['figma', 'github', 'zoom', 'miro', 'jira'];
const START = Date.parse('2026-03-02T09:00:00Z');

/** A company of five apps, whose vendors answer at once, or, once they are `slow`, when the test says so. */
async function slowCompany() {
  const waiting = new Map<string, ServerResponse>();
  let slow = false;
  const list = (app: string) => ({
    totalResults: 1,
    startIndex: 1,
    itemsPerPage: 1,
    Resources: [{ id: `${app}-1`, userName: 'p1@acme.example', active: true }],
  });
  const server = await startServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost');
    const [, app = '', what] = pathname.split('/');
    if (what !== 'Users') return sendJson(response, {}, 404);
    if (searchParams.get('startIndex') !== '1')
      return sendJson(response, { ...list(app), itemsPerPage: 0, Resources: [] });
    if (!slow) return sendJson(response, list(app));
    waiting.set(app, response);
  });
  onTestFinished(() => server.close());
  const acme = company({
    roster: people(...staff(3)),
    apps: {},
    at: new Date(START).toISOString(),
    yaml: `network: { allow: ["${server.origin}"] }\nschedule: { sync: "0 0 1 1 *", digest: "0 0 1 1 *" }`,
  });
  const entries = APPS.map(
    (id) =>
      `  - { id: ${id}, name: ${id}, connector: scim, settings: { baseUrl: "${server.origin}/${id}/", token: "\${TOKEN}" } }`,
  );
  acme.configure((text) => text.replace(/^apps:.*$/m, `apps:\n${entries.join('\n')}`));
  let seconds = 0;
  return {
    acme,
    beSlow: (now = true) => {
      slow = now;
    },
    asked: () => eventually(() => waiting.size === APPS.length, 'every app was asked'),
    pass(more: number) {
      seconds += more;
      acme.at(new Date(START + seconds * 1000).toISOString());
    },
    answer(...apps: readonly string[]) {
      for (const app of apps) {
        const response = waiting.get(app);
        if (response === undefined) throw new Error(`${app} was not asked`);
        sendJson(response, list(app));
      }
    },
    fail: (app: string) => sendJson(waiting.get(app) as ServerResponse, {}, 403),
  };
}

type Slow = Awaited<ReturnType<typeof slowCompany>>;

/** Goes through a whole sync; `shown` gives the texts of the messages about it, `edits` how often one was changed. */
async function follow(
  { beSlow, asked, pass, answer, fail }: Slow,
  context: Awaited<ReturnType<typeof slackOffice>>['context'],
  shown: () => Promise<readonly string[]>,
  edits: () => number,
  sync: () => void,
) {
  const done = async (many: number) => {
    const sql = `SELECT count(*) FROM run JOIN source ON source.id = run.source
      WHERE source.kind = 'app' AND run.status IN ('complete', 'failed')`;
    const ended = () => context.store.sqlite.prepare(sql).pluck().get();
    await eventually(() => ended() === APPS.length + many, `${many} are done`);
    // Its own step follows at once.
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
  };
  beSlow();
  sync();
  await asked();
  expect(await shown()).toEqual([]);
  pass(1);
  await eventually(async () => (await shown())[0] === 'Syncing 5 apps, 0 done.', 'the first message');
  answer('figma', 'github');
  await done(2);
  pass(2);
  expect(edits()).toBe(0);
  pass(1);
  await eventually(async () => (await shown())[0] === 'Syncing 5 apps, 2 done.', 'the first change');
  fail('zoom');
  await done(3);
  answer('miro');
  await done(4);
  pass(3);
  await eventually(async () => (await shown())[0] === 'Syncing 5 apps, 4 done.', 'the second change');
  expect(edits()).toBe(2);
  answer('jira');
  await eventually(async () => /over/.test((await shown())[0] ?? ''), 'the result');
  expect(await shown()).toEqual([
    'The sync of 5 apps is over after 7 s. 1 of 6 sources not read or not accepted. Nothing was changed there: you see the last good data, if there is any.',
  ]);
  expect(edits()).toBe(3);
}

const SYNC = /^Syncing|^The sync of/;

test('a sync from Slack shows in one message how far it is, changed at most every 3 seconds', async () => {
  const slow = await slowCompany();
  const workspace = await Workspace.open();
  onTestFinished(() => workspace.close());
  const office = await slackOffice(slow.acme, workspace);
  await office.settled();
  await follow(
    slow,
    office.context,
    async () => (await workspace.messages()).map(({ text }) => text).filter((text) => SYNC.test(text)),
    () =>
      workspace.calls.filter(({ method, args }) => method === 'chat.update' && SYNC.test(String(args.text)))
        .length,
    () => void office.client().command('sync'),
  );
  expect(await office.values("SELECT count(*) FROM setting WHERE name LIKE 'sync-told%'")).toEqual([0]);
  // The person who asked gets the table.
  await eventually(
    () => workspace.whispers.find(({ text }) => text.startsWith('1 of 6 sources')),
    'the answer',
  );
}, 60_000);

test('a sync from Teams shows in one message how far it is, changed at most every 3 seconds', async () => {
  const slow = await slowCompany();
  const office = await teamsOffice(slow.acme);
  await office.settled();
  const told = () =>
    office.connector.in(CHANNEL).filter(({ activity }) => SYNC.test(String(activity.summary)));
  await follow(
    slow,
    office.context,
    async () => told().map(({ activity }) => String(activity.summary)),
    () => told().reduce((sum, { edits }) => sum + edits, 0),
    () => void office.client().mention('sync'),
  );
}, 60_000);

test('a service that is killed during a sync says so after its next start, in the same message', async () => {
  const { acme, beSlow, asked } = await slowCompany();
  const workspace = await Workspace.open();
  onTestFinished(() => workspace.close());
  acme.configure((text) => `${text}admin: { slack: { channel: ${workspace.channel} } }\n`);
  const port = 20_000 + Math.floor(Math.random() * 12_000);
  const env = {
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_API_URL: workspace.apiUrl,
    TOKEN: 'token-1234',
    PORT: String(port),
  };
  const serve = async () => {
    const service = start(acme.directory, ['start', '--db', 'seatkeeper.db'], env);
    const ready = () => fetch(`http://127.0.0.1:${port}/readyz`).then(({ status }) => status === 200);
    await eventually(() => ready().catch(() => false), 'readiness', 30);
    return service;
  };
  const about = async () =>
    (await workspace.messages()).map(({ text }) => text).filter((text) => SYNC.test(text));
  const killed = await serve();
  beSlow();
  await new SlackClient(workspace, { url: `http://127.0.0.1:${port}/slack/events` }).command('sync');
  await asked();
  await eventually(async () => (await about())[0] === 'Syncing 5 apps, 0 done.', 'the message', 30);
  // A post whose answer is lost could not be found again.
  await eventually(() => {
    const store = openStore(acme.config.database);
    const posted = store.sqlite
      .prepare("SELECT count(*) FROM posted WHERE subject LIKE 'sync:%'")
      .pluck()
      .get();
    store.close();
    return posted === 1;
  }, 'the answer');
  killed.child.kill('SIGKILL');
  await killed.ended;
  beSlow(false);
  await serve();
  await eventually(async () => /interrupted/.test((await about())[0] ?? ''), 'the end', 30);
  expect(await about()).toEqual([
    'The sync of 5 apps was interrupted, because Seatkeeper was stopped. What had been read completely is kept, and the rest is read with the next sync.',
  ]);
}, 150_000);
