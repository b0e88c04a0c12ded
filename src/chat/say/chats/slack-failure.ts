/** What is needed to explain a request that Slack did not carry out; see `DeliveryError`. */
export interface SlackFailure {
  readonly kind: 'refused' | 'later' | 'unsent' | 'unknown';
  /** Slack's word, or the system's: `channel_not_found`, `ECONNREFUSED`. */
  readonly code: string;
  readonly detail: string | null;
}

/** What an admin reads when Slack does not take a message: what is wrong and how to fix it. */
export function slackFailureText({ kind, code, detail }: SlackFailure, channel: string): string {
  switch (kind) {
    case 'later':
      return 'Slack asks us to wait: too many messages. They are sent automatically.';
    case 'unsent':
      return `${unreachable(code)} Messages wait and are sent automatically once it can be reached.`;
    case 'unknown':
      return unanswered(code);
    case 'refused':
      return REFUSED[code]?.(channel, detail) ?? otherText(code, detail);
    default:
      return kind satisfies never;
  }
}

/** The same about a file for one person: no admin channel is involved, and a file does not wait. */
export function slackFileFailureText({ kind, code, detail }: SlackFailure): string {
  switch (kind) {
    case 'later':
      return 'Slack asks us to wait.';
    case 'unsent':
      return unreachable(code);
    case 'unknown':
      return unanswered(code);
    case 'refused':
      return code === 'channel_not_found' || code === 'not_in_channel'
        ? 'Slack does not let Seatkeeper write to you directly. Check that it has the scopes of the manifest.'
        : (REFUSED[code]?.('', detail) ?? otherText(code, detail));
    default:
      return kind satisfies never;
  }
}

const unreachable = (code: string) => `Slack cannot be reached (${code}).`;
const unanswered = (code: string) =>
  `Slack did not answer (${code}), so it is not known whether the message arrived.`;

const TOKEN = () =>
  'Slack no longer accepts the token. Install the app again under OAuth & Permissions and set SLACK_BOT_TOKEN to the new one.';

/** Problems that last until an admin fixes them, by Slack's word. */
const REFUSED: Readonly<Record<string, (channel: string, detail: string | null) => string>> = {
  channel_not_found: (channel) =>
    `Slack has no channel ${channel}, or Seatkeeper is not in it. Put the channel's id into admin.slack.channel and type /invite @Seatkeeper there.`,
  not_in_channel: (channel) => `Seatkeeper is not in the channel ${channel}. Type /invite @Seatkeeper there.`,
  is_archived: (channel) =>
    `The channel ${channel} is archived. Unarchive it, or put another one into admin.slack.channel.`,
  restricted_action: (channel) => `Slack does not let apps post in ${channel}. Change who may post there.`,
  token_revoked: TOKEN,
  token_expired: TOKEN,
  invalid_auth: TOKEN,
  not_authed: TOKEN,
  account_inactive: TOKEN,
  missing_scope: (_, needed) =>
    `The token lacks the scope ${needed ?? 'it needs'}. Add it under OAuth & Permissions and install the app again.`,
};

function otherText(code: string, detail: string | null): string {
  const words = code.startsWith('http_') ? `answered ${code.slice(5)}` : `said ${code}`;
  return `Slack ${words}${detail === null ? '' : ` (${detail.slice(0, 200)})`}.`;
}
