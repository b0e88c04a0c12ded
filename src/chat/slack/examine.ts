import { z } from 'zod';
import { addressCheck, clockCheck } from '../say/chats/doctor.ts';
import type { Examined, OwnAddress } from '../say/chats/examined.ts';
import { type SlackCheck, slackCheckWords } from '../say/chats/slack-doctor.ts';
import { slackFailureText } from '../say/chats/slack-failure.ts';
import { callFor, type SlackApi, SlackApiError } from './web-api/api.ts';

export interface ExamineOptions {
  readonly api: SlackApi;
  readonly channel: string;
  /** Whether membership of the channel is enough to change things. */
  readonly membersMayChange: boolean;
  /** The scopes of manifests/slack.json. */
  readonly scopes: readonly string[];
  readonly mode:
    | { readonly type: 'http'; readonly address: OwnAddress }
    /** The Web API with the app token. */
    | { readonly type: 'socket'; readonly api: SlackApi };
}

/** Checks everything Slack needs to work, with as few requests as possible. Changes nothing and never throws. */
export async function examineSlack(options: ExamineOptions): Promise<readonly Examined[]> {
  const token = await examineToken(options);
  if (token.some(({ state }) => state === 'bad')) return token;
  return [...token, ...(await examineChannel(options)), ...(await examineMode(options))];
}

async function examineToken({ api, channel, scopes, mode }: ExamineOptions): Promise<Examined[]> {
  // The manifest of the other mode would turn Socket Mode off, or on.
  const manifest = `manifests/slack${mode.type === 'http' ? '' : '-socket'}.json`;
  try {
    const { team, user, response_metadata: more } = await callFor(api, AuthTest, 'auth.test', {});
    return [
      slackCheckWords({ kind: 'token', user, workspace: team }),
      slackCheckWords(checkOfScopes(more?.scopes, scopes, manifest)),
      clockCheck('Slack', api.skewMs()),
    ];
  } catch (error) {
    return [slackCheckWords({ kind: 'token-rejected', why: explain(error, channel) })];
  }
}

function checkOfScopes(
  granted: readonly string[] | undefined,
  needed: readonly string[],
  manifest: string,
): SlackCheck {
  if (granted === undefined) return { kind: 'scopes-unknown', manifest };
  const missing = needed.filter((scope) => !granted.includes(scope));
  return missing.length === 0
    ? { kind: 'scopes', count: needed.length, manifest }
    : { kind: 'scopes-missing', missing, manifest };
}

async function examineChannel({ api, channel, membersMayChange }: ExamineOptions): Promise<Examined[]> {
  try {
    const { channel: found } = await callFor(api, ChannelInfo, 'conversations.info', { channel });
    const state = stateOf(found, membersMayChange);
    return [slackCheckWords({ kind: 'channel', state, id: channel, name: found.name ?? null })];
  } catch (error) {
    return [slackCheckWords({ kind: 'channel-not-found', why: explain(error, channel) })];
  }
}

function stateOf(
  channel: z.infer<typeof ChannelInfo>['channel'],
  membersMayChange: boolean,
): Extract<SlackCheck, { kind: 'channel' }>['state'] {
  if (channel.is_archived === true) return 'archived';
  if (channel.is_member === false) return 'not-a-member';
  if (channel.is_ext_shared === true) return 'shared';
  return membersMayChange && channel.is_private === false ? 'public' : 'good';
}

/** How requests reach us: by the socket, or at our address with the signing secret. */
async function examineMode({ mode, channel }: ExamineOptions): Promise<Examined[]> {
  if (mode.type === 'socket') {
    try {
      await mode.api.call('apps.connections.open', {});
      return [slackCheckWords({ kind: 'socket' })];
    } catch (error) {
      return [slackCheckWords({ kind: 'socket-rejected', why: explain(error, channel) })];
    }
  }
  const route = { path: '/slack/events', used: 'in the manifest' };
  return [slackCheckWords({ kind: 'signing-secret' }), addressCheck('Slack', mode.address, route)];
}

function explain(error: unknown, channel: string): string {
  if (error instanceof SlackApiError) return slackFailureText(error, channel);
  throw error;
}

const AuthTest = z.object({
  team: z.string().default('?'),
  user: z.string().default('?'),
  response_metadata: z.object({ scopes: z.array(z.string()).optional() }).optional(),
});
const ChannelInfo = z.object({
  channel: z.object({
    name: z.string().optional(),
    is_archived: z.boolean().optional(),
    is_member: z.boolean().optional(),
    is_private: z.boolean().optional(),
    is_ext_shared: z.boolean().optional(),
  }),
});
