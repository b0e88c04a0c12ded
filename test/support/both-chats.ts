import { setTimeout as wait } from 'node:timers/promises';
import type { ChatPlatform } from '../../src/chat/platform.ts';
import { createSlack, type SlackOptions } from '../../src/chat/slack/slack.ts';
import { createPromptFetch } from '../../src/connectors/network/dial.ts';
import type { Context } from '../../src/flows/context.ts';
import { createLog } from '../../src/log.ts';
import { memoryOf } from '../../src/service/chat-memory.ts';
import { SlackClient } from './slack/slack-client.ts';
import { BOT_TOKEN, SIGNING_SECRET, type Workspace } from './slack/slack-workspace.ts';
import type { TeamsOffice } from './teams/teams-office.ts';

/** Slack beside the Teams of an office. */
export function slackBeside(workspace: Workspace, admin: Partial<SlackOptions['admin']> = {}) {
  return (context: Context): readonly ChatPlatform[] => [
    createSlack({
      access: { mode: 'http', botToken: BOT_TOKEN, apiUrl: workspace.apiUrl, signingSecret: SIGNING_SECRET },
      admin: { channel: workspace.channel, users: [], channelMembersMayChange: true, ...admin },
      organisation: context.config.organisation,
      apps: context.config.apps.map(({ id, name }) => ({ id, name })),
      memory: memoryOf(context, 'slack'),
      log: createLog({ level: 'silent', secrets: [] }),
      now: Date.now,
      elapsed: () => performance.now(),
      sleep: (ms) => wait(ms),
      fetch: createPromptFetch(),
      gapMs: 5,
    }),
  ];
}

/** Somebody in that Slack. */
export function inSlackOf(
  workspace: Workspace,
  { url }: Pick<TeamsOffice, 'url'>,
  name: string,
): SlackClient {
  return new SlackClient(workspace, { url: url.replace('/api/messages', '/slack/events') }, name);
}
