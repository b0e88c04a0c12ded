import type { DeliveryError } from '../../delivery-error.ts';

/** It will fail again until an admin changes something. */
export function isLasting({ kind, code }: DeliveryError): boolean {
  return kind === 'refused' && LASTING.test(code);
}

const LASTING =
  /^(?:channel_not_found|not_in_channel|is_archived|restricted_action|token_revoked|token_expired|invalid_auth|not_authed|account_inactive|missing_scope)$/;

/** Slack rejects the content of the message itself: another look may help, waiting does not. */
export function isUnfit({ kind, code }: DeliveryError): boolean {
  return kind === 'refused' && UNFIT.test(code);
}

/** The message is too long; a shorter one may be accepted. */
export function isMessageTooLong({ kind, code }: DeliveryError): boolean {
  return kind === 'refused' && /^msg_(?:blocks_)?too_long$/.test(code);
}

const UNFIT =
  /^(?:invalid_blocks|invalid_blocks_format|invalid_attachments|msg_blocks_too_long|msg_too_long|no_text)$/;

/** The message we want to edit is gone, or may not be edited any more. */
export function isLost({ kind, code }: DeliveryError): boolean {
  return kind === 'refused' && LOST.test(code);
}

const LOST = /^(?:message_not_found|cant_update_message|edit_window_closed)$/;
