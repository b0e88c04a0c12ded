/** What `doctor` found out about Slack. */
export type SlackCheck =
  | { readonly kind: 'token'; readonly user: string; readonly workspace: string }
  | { readonly kind: 'token-rejected'; readonly why: string }
  /** Slack did not name the scopes it granted. */
  | { readonly kind: 'scopes-unknown'; readonly manifest: string }
  | { readonly kind: 'scopes'; readonly count: number; readonly manifest: string }
  | { readonly kind: 'scopes-missing'; readonly missing: readonly string[]; readonly manifest: string }
  | { readonly kind: 'channel-not-found'; readonly why: string }
  | {
      readonly kind: 'channel';
      readonly state: 'good' | 'archived' | 'not-a-member' | 'shared' | 'public';
      readonly id: string;
      /** Without its `#`; `null` when Slack did not name it. */
      readonly name: string | null;
    }
  | { readonly kind: 'socket' }
  | { readonly kind: 'socket-rejected'; readonly why: string }
  | { readonly kind: 'signing-secret' };

/** The same as `Examined` of `doctor`. */
export interface SlackCheckWords {
  readonly name: string;
  readonly state: 'good' | 'bad' | 'unsure';
  readonly found: string;
  readonly fix: string | null;
}

export function slackCheckWords(check: SlackCheck): SlackCheckWords {
  switch (check.kind) {
    case 'token':
      return good('Slack token', `${check.user} in the workspace ${check.workspace}`);
    case 'token-rejected':
      return bad('Slack token', 'not accepted', check.why);
    case 'scopes-unknown':
      return unsure('Slack scopes', 'Slack did not name them', `Compare them with ${check.manifest}.`);
    case 'scopes':
      return good('Slack scopes', `all ${check.count} of ${check.manifest}`);
    case 'scopes-missing':
      return bad(
        'Slack scopes',
        `missing: ${check.missing.join(', ')}`,
        `Add them under OAuth & Permissions, or paste ${check.manifest} into App Manifest, and install the app again.`,
      );
    case 'channel-not-found':
      return bad(CHANNEL, 'not found', check.why);
    case 'channel':
      return channelWords(check);
    case 'socket':
      return good('Socket Mode', 'the app token opens a socket');
    case 'socket-rejected':
      return bad(
        'Socket Mode',
        'the app token is not accepted',
        `Make an app-level token with connections:write, turn Socket Mode on, and set SLACK_APP_TOKEN. ${check.why}`,
      );
    case 'signing-secret':
      return good(
        'signing secret',
        'set; whether it is the right one shows with the first request from Slack',
      );
    default:
      return check satisfies never;
  }
}

const CHANNEL = 'admin channel';

function channelWords({ state, id, name }: Extract<SlackCheck, { kind: 'channel' }>): SlackCheckWords {
  const channel = `${name === null ? id : `#${name}`} (${id})`;
  switch (state) {
    case 'good':
      return good(CHANNEL, channel);
    case 'archived':
      return bad(
        CHANNEL,
        `${channel} is archived`,
        'Unarchive it, or put another one into admin.slack.channel.',
      );
    case 'not-a-member':
      return bad(CHANNEL, `not a member of ${channel}`, 'Type /invite @Seatkeeper in the channel.');
    case 'shared':
      return unsure(
        CHANNEL,
        `${channel} is shared with another company`,
        'Everyone in that channel can read the alerts; use a private admin channel.',
      );
    case 'public':
      return unsure(
        CHANNEL,
        `${channel} is public: everyone who joins it may change things`,
        'Make it private, or set admin.slack.channelMembersMayChange to false and list users.',
      );
    default:
      return state satisfies never;
  }
}

const good = (name: string, found: string): SlackCheckWords => ({ name, state: 'good', found, fix: null });
const bad = (name: string, found: string, fix: string): SlackCheckWords => ({
  name,
  state: 'bad',
  found,
  fix,
});
const unsure = (name: string, found: string, fix: string): SlackCheckWords => ({
  name,
  state: 'unsure',
  found,
  fix,
});
