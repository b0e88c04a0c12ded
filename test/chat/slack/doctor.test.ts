import { expect, test } from 'vitest';
import { openApi, type SlackAccess } from '../../../src/chat/slack/bolt.ts';
import { type ExamineOptions, examineSlack } from '../../../src/chat/slack/examine.ts';
import { createPromptFetch } from '../../../src/connectors/network/dial.ts';
import { BOT_TOKEN, SCOPES, SIGNING_SECRET, Workspace } from '../../support/slack/slack-workspace.ts';

const log = { warn: () => {}, error: () => {} };

async function examined(
  prepare: (workspace: Workspace) => void | Promise<void> = () => {},
  now: () => number = Date.now,
  options: Partial<ExamineOptions> = {},
) {
  const workspace = await Workspace.open();
  const { channel } = workspace;
  await prepare(workspace);
  const access: SlackAccess = {
    mode: 'http',
    botToken: BOT_TOKEN,
    signingSecret: SIGNING_SECRET,
    apiUrl: workspace.apiUrl,
  };
  const checks = await examineSlack({
    api: openApi(access, log, now, createPromptFetch()),
    channel,
    membersMayChange: false,
    scopes: SCOPES,
    mode: { type: 'http', address: { baseUrl: null, status: null } },
    ...options,
  });
  return Object.fromEntries(
    checks.map(({ name, state, found, fix }) => [name, `${state}: ${found} → ${fix}`]),
  );
}

test('doctor: everything is fine except what only the admin can check', async () => {
  expect(await examined()).toMatchObject({
    'Slack token': expect.stringMatching(/^good: seatkeeper in the workspace/),
    'Slack scopes': expect.stringMatching(/^good: all/),
    clock: expect.stringMatching(/^good: \d s from/),
    'admin channel': expect.stringMatching(/^good: #it-admin/),
    'signing secret': expect.stringMatching(/^good/),
    address: expect.stringMatching(/^unsure: BASE_URL is not set/),
  });
});

test.each<[string, string, (workspace: Workspace) => void | Promise<void>, RegExp]>([
  [
    'a revoked token',
    'Slack token',
    (slack) => slack.fail(/^auth/, { type: 'error', error: 'token_revoked' }),
    /^bad: not accepted → .*set SLACK_BOT_TOKEN to the new one/,
  ],
  [
    'Slack out of reach',
    'Slack token',
    (slack) => slack.down(),
    /^bad: .*Slack cannot be reached \(ECONNREFUSED\)/,
  ],
  [
    'a missing scope',
    'Slack scopes',
    (slack) => {
      slack.scopes = SCOPES.filter((scope) => scope !== 'files:write');
    },
    /^bad: missing: files:write → Add them under OAuth & Permissions/,
  ],
  [
    'a channel it is not in',
    'admin channel',
    async (slack) => void (await slack.ask('conversations.leave', { channel: slack.channel })),
    /^bad: not a member of #it-admin .*→ Type \/invite @Seatkeeper/,
  ],
  [
    'an archived channel',
    'admin channel',
    async (slack) => void (await slack.ask('conversations.archive', { channel: slack.channel })),
    /^bad: #it-admin \(\w+\) is archived → Unarchive it/,
  ],
  [
    'a channel that is not there',
    'admin channel',
    (slack) => slack.fail(/^conversations\.info/, { type: 'error', error: 'channel_not_found' }),
    /^bad: not found → Slack has no channel/,
  ],
])('doctor finds %s and shows what to do', async (_, name, prepare, says) => {
  expect((await examined(prepare))[name]).toMatch(says);
});

test('doctor finds a wrong clock before every click is rejected', async () => {
  const slow = await examined(undefined, () => Date.now() - 400_000);
  expect(slow.clock).toMatch(/^bad: (?:399|400|401) s behind Slack's → Set it by NTP/);
});

test('doctor warns about a public channel whose members may change things, because everyone who joins is an admin', async () => {
  const open = await examined(undefined, Date.now, { membersMayChange: true });
  expect(open['admin channel']).toMatch(/^unsure: #it-admin \(\w+\) is public: .* → Make it private/);
});

test('in Socket Mode, doctor names the manifest that keeps Socket Mode on', async () => {
  const access = { botToken: BOT_TOKEN, apiUrl: null };
  const found = await examined(
    (slack) => {
      slack.scopes = [];
    },
    Date.now,
    { mode: { type: 'socket', api: openApi(access, log, Date.now, createPromptFetch()) } },
  );
  expect(found['Slack scopes']).toContain('paste manifests/slack-socket.json into App Manifest');
});
