import { z } from 'zod';
import type { Examined } from '../examined.ts';
import { type Api, ApiError, callFor } from './api.ts';
import { refusalText } from './refusal.ts';

export interface ExamineOptions {
  readonly api: Api;
  readonly channel: string;
  /** The scopes of manifests/slack.json. */
  readonly scopes: readonly string[];
  readonly mode:
    | { readonly type: 'http'; readonly baseUrl: string | null }
    /** The Web API with the app token. */
    | { readonly type: 'socket'; readonly api: Api };
}

const MOST_SKEW_MS = 60_000;
const TIMEOUT_MS = 5000;

/** Looks at everything Slack needs to work, the cheapest way, and changes nothing. Never throws. */
export async function examineSlack(options: ExamineOptions): Promise<readonly Examined[]> {
  const token = await examineToken(options);
  if (token.some(({ state }) => state === 'bad')) return token;
  return [...token, ...(await examineChannel(options)), ...(await examineWay(options))];
}

async function examineToken({ api, channel, scopes }: ExamineOptions): Promise<Examined[]> {
  try {
    const { team, user, response_metadata: more } = await callFor(api, AuthTest, 'auth.test', {});
    const granted = more?.scopes;
    const missing = granted === undefined ? [] : scopes.filter((scope) => !granted.includes(scope));
    return [
      good('Slack token', `${user} in the workspace ${team}`),
      granted === undefined
        ? unsure('Slack scopes', 'Slack did not name them', 'Compare them with manifests/slack.json.')
        : missing.length === 0
          ? good('Slack scopes', `all ${scopes.length} of manifests/slack.json`)
          : bad(
              'Slack scopes',
              `missing: ${missing.join(', ')}`,
              'Add them under OAuth & Permissions, or paste manifests/slack.json into App Manifest, and install the app again.',
            ),
      examineClock(api),
    ];
  } catch (error) {
    return [bad('Slack token', 'not accepted', explain(error, channel))];
  }
}

function examineClock(api: Api): Examined {
  const skew = api.skewMs();
  if (skew === null)
    return unsure('clock', 'Slack did not say what time it is', 'Compare it with a clock you trust.');
  const seconds = Math.round(Math.abs(skew) / 1000);
  if (Math.abs(skew) <= MOST_SKEW_MS) return good('clock', `${seconds} s from Slack's`);
  const found = `${seconds} s ${skew > 0 ? 'behind' : 'ahead of'} Slack's`;
  return bad('clock', found, 'Set it by NTP: beyond 5 minutes every click is refused.');
}

async function examineChannel({ api, channel }: ExamineOptions): Promise<Examined[]> {
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
  const { baseUrl } = mode;
  if (baseUrl === null) {
    const fix =
      'Set BASE_URL to the https address Slack reaches this machine at, and use it in the manifest.';
    return [secret, unsure('address', 'BASE_URL is not set', fix)];
  }
  if (!baseUrl.startsWith('https:'))
    return [secret, bad('address', `${baseUrl} is not https`, 'Slack calls https addresses only.')];
  return [secret, await examineAddress(baseUrl)];
}

async function examineAddress(baseUrl: string): Promise<Examined> {
  const url = `${baseUrl}/healthz`;
  const fix = `Start the service, and let ${baseUrl}/slack/events lead to its PORT. From inside your network the address may not be reachable although Slack reaches it.`;
  try {
    const { status } = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) });
    return status === 200
      ? good('address', `${url} answers`)
      : unsure('address', `${url} answers ${status}`, fix);
  } catch {
    return unsure('address', `${url} does not answer`, fix);
  }
}

function explain(error: unknown, channel: string): string {
  if (error instanceof ApiError) return refusalText(error, channel);
  throw error;
}

const good = (name: string, found: string): Examined => ({ name, state: 'good', found, fix: null });
const bad = (name: string, found: string, fix: string): Examined => ({ name, state: 'bad', found, fix });
const unsure = (name: string, found: string, fix: string): Examined => ({
  name,
  state: 'unsure',
  found,
  fix,
});

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
    is_ext_shared: z.boolean().optional(),
  }),
});
