import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { plainMessage } from '../../../../src/chat/say/plain-message.ts';
import { openApi } from '../../../../src/chat/slack/bolt.ts';
import { createResponder } from '../../../../src/chat/slack/web-api/respond.ts';
import { createPromptFetch } from '../../../../src/connectors/network/dial.ts';
import { eventually } from '../../../support/eventually.ts';
import { BOT_TOKEN, Workspace } from '../../../support/slack/slack-workspace.ts';
import { acmeInSlack, whisper } from '../acme.ts';

const log = { warn: () => {}, error: () => {} };

async function submitted(prepare: (workspace: Workspace) => void) {
  const { office, workspace, card } = await acmeInSlack();
  const kim = office.client();
  await kim.click(await card(), 'Mark as known…');
  const form = await eventually(() => kim.modal().catch(() => null));
  prepare(workspace);
  await kim.submit(form, { 'Why it is fine': 'contractor' });
  return { office, workspace };
}

test('an answer that Slack asks to delay is shown after that time', async () => {
  const { workspace } = await submitted((slack) =>
    slack.fail(/^chat\.postEphemeral/, { type: 'rate-limit', seconds: 1 }),
  );
  expect((await whisper(workspace, 'is marked as known')).by).toBe('ephemeral');
});

test('an answer that Slack asks to delay everywhere still arrives', async () => {
  const { workspace } = await submitted((slack) => {
    slack.fail(/^chat\.postEphemeral/, { type: 'rate-limit', seconds: 1 }, 2);
    slack.fail(/^chat\.postMessage/, { type: 'rate-limit', seconds: 1 });
  });
  expect((await whisper(workspace, 'is marked as known')).by).toBe('direct');
});

test('a service that is stopping does not wait for the pause that Slack asked for', async () => {
  const { office, workspace } = await submitted((slack) =>
    slack.fail(/^chat\./, { type: 'rate-limit', seconds: 20 }, 99),
  );
  await eventually(() => workspace.made('chat.postEphemeral')[0]);
  const started = performance.now();
  await office.stop();
  expect(performance.now() - started).toBeLessThan(4000);
});

test('an answer whose layout Slack rejects is shown as plain text, in the channel too', async () => {
  const { workspace } = await submitted((slack) =>
    slack.fail(/^chat\.postEphemeral/, { type: 'error', error: 'invalid_blocks' }),
  );
  expect((await whisper(workspace, 'is marked as known')).by).toBe('ephemeral');
});

test('an answer that Slack was slow to accept is not shown twice', async () => {
  const workspace = await Workspace.open();
  const { apiUrl } = workspace;
  const fetch = createPromptFetch();
  const api = openApi({ botToken: BOT_TOKEN, apiUrl }, log, Date.now, fetch);
  const sleep = (ms: number) => wait(ms);
  const { whisper: say } = createResponder({ api, apiUrl, log, fetch, sleep, timeoutMs: 200 });
  const kim = workspace.user('kim');
  workspace.fail(/^response_url/, { type: 'delay', ms: 500 });
  await say({ channel: workspace.channel, responseUrl: workspace.address(kim) }, kim, plainMessage('Hello.'));
  await wait(600);
  expect(workspace.whispers.map(({ by }) => by)).toEqual(['response_url']);
});
