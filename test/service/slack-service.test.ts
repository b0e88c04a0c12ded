import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { run, start } from '../support/cli.ts';
import { accounts, company, people } from '../support/company.ts';
import { eventually } from '../support/eventually.ts';
import { SlackClient } from '../support/slack/slack-client.ts';
import { BOT_TOKEN, SIGNING_SECRET, Workspace } from '../support/slack/slack-workspace.ts';

const db = ['--db', 'seatkeeper.db'];

async function acme(slack = true) {
  const workspace = await Workspace.open();
  const admin = slack ? `admin: { slack: { channel: ${workspace.channel} } }` : '';
  const { directory } = company({
    roster: people('1,ada@acme.example,,,Ada'),
    apps: { figma: accounts('f1,ada@acme.example', 'f2,eve@else.example') },
    at: new Date().toISOString(),
    yaml: `schedule: { sync: "0 0 1 1 *", digest: "0 0 1 1 *" }\n${admin}`,
  });
  const env = {
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_API_URL: workspace.apiUrl,
    PORT: '0',
  };
  return { workspace, directory, env };
}

test('the built service posts to Slack, answers on its one port, reports that it is ready, and stops with 0', async () => {
  const { workspace, directory, env } = await acme();
  const port = 20_000 + Math.floor(Math.random() * 12_000);
  const service = start(directory, ['start', ...db], { ...env, PORT: String(port) });
  await eventually(async () => (await workspace.messages()).length === 1, 'the alert');
  const origin = `http://127.0.0.1:${port}`;
  expect((await fetch(`${origin}/healthz`)).status).toBe(200);
  await eventually(async () => (await fetch(`${origin}/readyz`)).status === 200, 'readiness');
  expect((await fetch(`${origin}/`)).status).toBe(404);
  expect((await fetch(`${origin}/slack/events`)).status).toBe(405);

  await new SlackClient(workspace, { url: `${origin}/slack/events` }).command('status');
  await eventually(() => workspace.whispers.find(({ text }) => text.startsWith('Acme:')));

  // A shell on the same machine, with and without the service's environment: its decisions appear in Slack either way.
  await run(directory, ['known', 'figma', 'f2', 'contractor', ...db], env);
  await eventually(
    async () => (await workspace.messages())[0]?.text === 'Figma is clean: 1 decided (1 known).',
  );
  await run(directory, ['known', 'figma', 'f2', '--undo', ...db]);
  await eventually(async () => /took back/.test((await workspace.messages()).at(-1)?.text ?? ''));

  service.child.kill('SIGTERM');
  const { code, out, err } = await service.ended;
  expect(code).toBe(0);
  expect(out).not.toContain('is connected');
  for (const secret of [BOT_TOKEN, SIGNING_SECRET]) expect(out + err).not.toContain(secret);
}, 60_000);

test('a token without a channel starts nothing and shows what to write', async () => {
  const { directory, env } = await acme(false);
  const { code, err } = await run(directory, ['start', ...db], env);
  expect(code).toBe(2);
  expect(err).toContain('admin.slack.channel: is missing, but SLACK_BOT_TOKEN is set');
});

test('a port that is taken is reported in one clear sentence', async () => {
  const { directory, env, workspace } = await acme();
  const taken = new URL(workspace.apiUrl).port;
  const service = start(directory, ['start', ...db], { ...env, PORT: taken });
  await wait(0);
  const { code, err } = await service.ended;
  expect(code).toBe(1);
  expect(err).toContain(`Port ${taken} is taken by another program. Stop it, or set PORT to a free one.`);
});

test('doctor ends with 0 when all is well, with 1 and what to do when not, and works without Slack', async () => {
  const { workspace, directory, env } = await acme();
  const good = await run(directory, ['doctor', ...db], env);
  expect(good).toMatchObject({ code: 0, err: '' });
  expect(good.out).toContain('Nothing is wrong: 8 things checked. 2 things to check yourself.');
  workspace.fail(/^auth/, { type: 'error', error: 'invalid_auth' });
  const bad = await run(directory, ['doctor', '--json', ...db], env);
  expect(bad.code).toBe(1);
  expect(JSON.parse(bad.out)).toMatchObject({
    ok: false,
    checks: [{ name: 'Slack token', state: 'bad' }, {}, {}],
  });
  const without = await run(directory, ['doctor', ...db]);
  expect(without).toMatchObject({ code: 0, err: '' });
  expect(without.out.replace(/\s+/g, ' ')).toContain('admin.slack is set, but SLACK_BOT_TOKEN is not');
}, 60_000);
