import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type Examined, good, unsure } from '../chat/doctor-check.ts';
import type { LoadedConfig } from '../config/config.ts';
import { createPromptFetch } from '../connectors/http/dial.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/db/open.ts';
import { conversationProblems, conversationsOf } from '../store/outbox/conversations.ts';

const Manifest = z.object({ oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }) });

/** Where the chat platforms' own servers are, when that is not where they always are. */
export interface Elsewhere {
  readonly loginUrl?: string;
}

/** What `doctor` looks at of the chat platforms that the environment asks for. */
export async function examineChat(
  loaded: LoadedConfig,
  log: Log,
  store: Store,
  elsewhere: Elsewhere = {},
): Promise<readonly Examined[]> {
  const [slack, teams] = await Promise.all([slackOf(loaded, log), teamsOf(loaded, store, elsewhere)]);
  if (slack !== null || teams !== null) return [...(slack ?? []), ...(teams ?? [])];
  return [good('chat', 'neither Slack nor Teams is set up: the terminal is the chat')];
}

const SET_UP = 'The README says how to set it up in five steps.';

/** `null` when nothing speaks of Slack. */
async function slackOf({ config, environment }: LoadedConfig, log: Log): Promise<readonly Examined[] | null> {
  const { slack, baseUrl } = environment;
  const { slack: admin } = config.admin;
  if (admin === null) return null;
  if (slack === null) return [unsure('Slack', 'admin.slack is set, but SLACK_BOT_TOKEN is not', SET_UP)];
  // The SDK takes a second to load: only where it is needed.
  const { openApi } = await import('../chat/slack/bolt.ts');
  const { examineSlack } = await import('../chat/slack/examine.ts');
  const fetch = createPromptFetch();
  const api = openApi(slack, log, Date.now, fetch);
  return examineSlack({
    api,
    channel: admin.channel,
    membersMayChange: admin.channelMembersMayChange,
    scopes: scopesOfManifest(),
    mode:
      slack.mode === 'http'
        ? { type: 'http', baseUrl }
        : { type: 'socket', api: openApi({ ...slack, botToken: slack.appToken }, log, Date.now, fetch) },
  });
}

/** `null` when nothing speaks of Teams. */
async function teamsOf(
  { config, environment }: LoadedConfig,
  store: Store,
  elsewhere: Elsewhere,
): Promise<readonly Examined[] | null> {
  const { teams, baseUrl } = environment;
  const { teams: admin } = config.admin;
  if (teams === null)
    return admin === null ? null : [unsure('Teams', 'admin.teams is set, but TEAMS_APP_ID is not', SET_UP)];
  const { examineTeams } = await import('../chat/teams/examine.ts');
  const problems = conversationProblems(store).filter(({ platform }) => platform === 'teams');
  return examineTeams({
    ...elsewhere,
    access: teams,
    users: admin?.users ?? [],
    baseUrl,
    memory: { conversations: () => conversationsOf(store, 'teams') },
    problemOf: (conversation) => problems.find(({ id }) => id === conversation)?.problem ?? null,
    now: Date.now,
  });
}

function scopesOfManifest(): readonly string[] {
  const file = new URL('../../manifests/slack.json', import.meta.url);
  return Manifest.parse(JSON.parse(readFileSync(file, 'utf8'))).oauth_config.scopes.bot;
}
