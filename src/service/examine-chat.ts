import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { chatNotSetUp, NO_CHAT_SET_UP } from '../chat/say/chats/doctor.ts';
import { type Examined, healthPage, type OwnAddress } from '../chat/say/chats/examined.ts';
import type { LoadedConfig } from '../config/config.ts';
import { createPromptFetch } from '../connectors/network/dial.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/db/open.ts';
import { conversationProblems, conversationsOf } from '../store/outbox/conversations.ts';

const Manifest = z.object({ oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }) });

/** The addresses of the chat platforms' own servers, where a test has its own. */
export interface Elsewhere {
  readonly loginUrl?: string;
}

/** What `doctor` checks of the chat platforms that are set up. */
export async function examineChat(
  loaded: LoadedConfig,
  log: Log,
  store: Store,
  elsewhere: Elsewhere = {},
): Promise<readonly Examined[]> {
  const [slack, teams] = await Promise.all([slackOf(loaded, log), teamsOf(loaded, store, elsewhere)]);
  if (slack !== null || teams !== null) return [...(slack ?? []), ...(teams ?? [])];
  return [NO_CHAT_SET_UP];
}

/** `null` when Slack is mentioned neither in the configuration nor in the environment. */
async function slackOf({ config, environment }: LoadedConfig, log: Log): Promise<readonly Examined[] | null> {
  const { slack, baseUrl } = environment;
  const { slack: admin } = config.admin;
  if (admin === null) return null;
  if (slack === null) return [chatNotSetUp('Slack')];
  // The SDK takes a second to load, so it is loaded only where it is needed.
  const { openApi } = await import('../chat/slack/bolt.ts');
  const { examineSlack } = await import('../chat/slack/examine.ts');
  const fetch = createPromptFetch(config.network);
  const api = openApi(slack, log, Date.now, fetch);
  return examineSlack({
    api,
    channel: admin.channel,
    membersMayChange: admin.channelMembersMayChange,
    scopes: scopesOfManifest(),
    mode:
      slack.mode === 'http'
        ? { type: 'http', address: await ownAddress(baseUrl) }
        : { type: 'socket', api: openApi({ ...slack, botToken: slack.appToken }, log, Date.now, fetch) },
  });
}

/** `null` when Teams is mentioned neither in the configuration nor in the environment. */
async function teamsOf(
  { config, environment }: LoadedConfig,
  store: Store,
  elsewhere: Elsewhere,
): Promise<readonly Examined[] | null> {
  const { teams, baseUrl } = environment;
  const { teams: admin } = config.admin;
  if (teams === null) return admin === null ? null : [chatNotSetUp('Teams')];
  const { examineTeams } = await import('../chat/teams/examine.ts');
  const problems = conversationProblems(store).filter(({ platform }) => platform === 'teams');
  return examineTeams({
    ...elsewhere,
    access: teams,
    users: admin?.users ?? [],
    address: await ownAddress(baseUrl),
    memory: { conversations: () => conversationsOf(store, 'teams') },
    problemOf: (conversation) => problems.find(({ id }) => id === conversation)?.problem ?? null,
    now: Date.now,
    fetch: createPromptFetch(config.network),
  });
}

const TIMEOUT_MS = 5000;

/** Calls our own health page at the address the platforms use. From inside the network it may be unreachable. */
async function ownAddress(baseUrl: string | null): Promise<OwnAddress> {
  if (!baseUrl?.startsWith('https:')) return { baseUrl, status: null };
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const response = await fetch(healthPage(baseUrl), { redirect: 'manual', signal }).catch(() => null);
  return { baseUrl, status: response?.status ?? null };
}

function scopesOfManifest(): readonly string[] {
  const file = new URL('../../manifests/slack.json', import.meta.url);
  return Manifest.parse(JSON.parse(readFileSync(file, 'utf8'))).oauth_config.scopes.bot;
}
