import { z } from 'zod';
import { bad, type Examined, examineAddress, examineClock, good, unsure } from '../doctor-check.ts';
import { callFor, type SlackApi, SlackApiError } from './web-api/api.ts';
import { refusalText } from './web-api/refusal.ts';

export interface ExamineOptions {
  readonly api: SlackApi;
  readonly channel: string;
  /** Whether being in the channel is enough to change things. */
  readonly membersMayChange: boolean;
  /** The scopes of manifests/slack.json. */
  readonly scopes: readonly string[];
  readonly mode:
    | { readonly type: 'http'; readonly baseUrl: string | null }
    /** The Web API with the app token. */
    | { readonly type: 'socket'; readonly api: SlackApi };
}

/** Looks at everything Slack needs to work, the cheapest way, and changes nothing. Never throws. */
export async function examineSlack(options: ExamineOptions): Promise<readonly Examined[]> {
  const token = await examineToken(options);
  if (token.some(({ state }) => state === 'bad')) return token;
  return [...token, ...(await examineChannel(options)), ...(await examineWay(options))];
}

async function examineToken({ api, channel, scopes, mode }: ExamineOptions): Promise<Examined[]> {
  // The other one would turn Socket Mode off, or on.
  const manifest = `manifests/slack${mode.type === 'http' ? '' : '-socket'}.json`;
  try {
    const { team, user, response_metadata: more } = await callFor(api, AuthTest, 'auth.test', {});
    const granted = more?.scopes;
    const missing = granted === undefined ? [] : scopes.filter((scope) => !granted.includes(scope));
    return [
      good('Slack token', `${user} in the workspace ${team}`),
      granted === undefined
        ? unsure('Slack scopes', 'Slack did not name them', `Compare them with ${manifest}.`)
        : missing.length === 0
          ? good('Slack scopes', `all ${scopes.length} of ${manifest}`)
          : bad(
              'Slack scopes',
              `missing: ${missing.join(', ')}`,
              `Add them under OAuth & Permissions, or paste ${manifest} into App Manifest, and install the app again.`,
            ),
      examineClock('Slack', api.skewMs()),
    ];
  } catch (error) {
    return [bad('Slack token', 'not accepted', explain(error, channel))];
  }
}

async function examineChannel({ api, channel, membersMayChange }: ExamineOptions): Promise<Examined[]> {
  const name = 'admin channel';
  try {
    const { channel: found } = await callFor(api, ChannelInfo, 'conversations.info', { channel });
    const called = `${found.name === undefined ? channel : `#${found.name}`} (${channel})`;
    if (found.is_archived === true)
      return [bad(name, `${called} is archived`, 'Unarchive it, or put another into admin.slack.channel.')];
    if (found.is_member === false)
      return [bad(name, `not a member of ${called}`, 'Type /invite @Seatkeeper in the channel.')];
    if (found.is_ext_shared === true)
      return [
        unsure(
          name,
          `${called} is shared with another company`,
          'Its people read the alerts: use a channel of your own.',
        ),
      ];
    if (membersMayChange && found.is_private === false)
      return [
        unsure(
          name,
          `${called} is public: whoever joins it may change things`,
          'Make it private, or set admin.slack.channelMembersMayChange to false and list users.',
        ),
      ];
    return [good(name, called)];
  } catch (error) {
    return [bad(name, 'not found', explain(error, channel))];
  }
}

async function examineWay({ mode, channel }: ExamineOptions): Promise<Examined[]> {
  if (mode.type === 'socket') {
    try {
      await mode.api.call('apps.connections.open', {});
      return [good('Socket Mode', 'the app token opens a socket')];
    } catch (error) {
      const fix = `Make an app-level token with connections:write, turn Socket Mode on, and set SLACK_APP_TOKEN. ${explain(error, channel)}`;
      return [bad('Socket Mode', 'the app token is not accepted', fix)];
    }
  }
  const secret = good('signing secret', 'set; only a request of Slack proves that it is the right one');
  const way = { path: '/slack/events', used: 'in the manifest' };
  return [secret, await examineAddress('Slack', mode.baseUrl, way)];
}

function explain(error: unknown, channel: string): string {
  if (error instanceof SlackApiError) return refusalText(error, channel);
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
