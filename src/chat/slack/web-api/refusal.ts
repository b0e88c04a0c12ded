import type { DeliveryError } from '../../delivery-error.ts';

/** What an admin reads when Slack does not take a message: what is wrong and how to mend it. */
export function refusalText({ kind, code, detail }: DeliveryError, channel: string): string {
  switch (kind) {
    case 'later':
      return 'Slack asks us to wait: too many messages. They go out by themselves.';
    case 'unsent':
      return `Slack cannot be reached (${code}). Messages wait and go out by themselves when it can.`;
    case 'unknown':
      return `Slack did not answer (${code}), so nobody can tell whether the message arrived.`;
    case 'refused':
      return REFUSED[code]?.(channel, detail) ?? otherText(code, detail);
    default:
      return kind satisfies never;
  }
}

const TOKEN = () =>
  'Slack no longer takes the token. Install the app again under OAuth & Permissions and set SLACK_BOT_TOKEN to the new one.';
const NOT_FOUND = (channel: string) =>
  `Slack knows no channel ${channel}, or Seatkeeper is not in it. Put the channel's id into admin.slack.channel and type /invite @Seatkeeper there.`;

const REFUSED: Readonly<Record<string, (channel: string, detail: string | null) => string>> = {
  channel_not_found: NOT_FOUND,
  not_in_channel: (channel) => `Seatkeeper is not in the channel ${channel}. Type /invite @Seatkeeper there.`,
  is_archived: (channel) =>
    `The channel ${channel} is archived. Unarchive it, or put another into admin.slack.channel.`,
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

/** It stays so until somebody does something about it. */
export function isLasting({ kind, code }: DeliveryError): boolean {
  return kind === 'refused' && Object.hasOwn(REFUSED, code);
}

/** The message itself is what Slack does not take: another look may help, waiting does not. */
export function isUnfit({ kind, code }: DeliveryError): boolean {
  return kind === 'refused' && UNFIT.test(code);
}

/** Less of it may be taken. */
export function isTooLong({ kind, code }: DeliveryError): boolean {
  return kind === 'refused' && /^msg_(?:blocks_)?too_long$/.test(code);
}

const UNFIT =
  /^(?:invalid_blocks|invalid_blocks_format|invalid_attachments|msg_blocks_too_long|msg_too_long|no_text)$/;

/** The message we would change is not there any more, or may not be changed any more. */
export function isLost({ kind, code }: DeliveryError): boolean {
  return kind === 'refused' && LOST.test(code);
}

const LOST = /^(?:message_not_found|cant_update_message|edit_window_closed)$/;
