import type { Message } from '../../../domain/message.ts';
import { plainMessage } from '../plain-message.ts';

/** Why a person gets no answer in Slack: `guest` and `other-workspace` by membership, `inactive` for bots and deleted accounts. */
export type SlackOutsider = 'other-workspace' | 'guest' | 'inactive';

export function slackOutsiderText(reason: SlackOutsider, organisation: string): string {
  switch (reason) {
    case 'other-workspace':
      return `You are not in ${organisation}'s workspace, and Seatkeeper answers only its members. Nothing was changed.`;
    case 'guest':
      return `You are a guest here, and Seatkeeper answers only full members of ${organisation}. Nothing was changed.`;
    case 'inactive':
      return 'Seatkeeper answers only people with an active account. Nothing was changed.';
    default:
      return reason satisfies never;
  }
}

/** `code`: Slack's word for why it did not answer. */
export function slackRightsUnknownText(code: string): string {
  return `Slack did not say whether you may change anything (${code}), so nothing was changed. Try again in a moment.`;
}

/** Shown to guests and people of other companies. */
export function slackOutsiderMessage(whyNot: string | undefined): Message {
  return plainMessage(whyNot ?? 'Seatkeeper answers only people of its own organisation.');
}

export const UNKNOWN_SLACK_BUTTON = plainMessage(
  'I do not know that button: it is from another version of Seatkeeper, or not mine. Nothing was changed. Type /seats status to see how things are.',
);
export const UNKNOWN_SLACK_FORM = plainMessage(
  'I do not know that form: it is from another version of Seatkeeper, or not mine. Nothing was changed. Open it again from the message.',
);
export const SLACK_FORM_TOO_SLOW = plainMessage(
  'Slack did not open the form in time. Nothing was changed. Press the button again.',
);
export const SLACK_WAIT = plainMessage('One moment: this takes a little longer.');
export const SLACK_BROKEN = plainMessage(
  'That did not work because of an error in Seatkeeper, which is in its log. Earlier decisions are kept. Try again, or type /seats health.',
);

/** What was wrong with a form, once it is too late to show it beside the fields. */
export function lateFormErrors(errors: readonly string[]): Message {
  return plainMessage(`Nothing was changed. ${errors.join(' ')} Open the form again.`);
}

/** Written into a message that Slack takes only as one sentence. */
export const LEFT_OUT_IN_SLACK = 'The rest is longer than Slack allows in one message and is not shown here.';
export const SLACK_STOPPED = 'Seatkeeper is stopping.';

export function exportCaption(name: string): Message {
  return plainMessage(`Your export: ${name}`);
}

/** `why`: what closed it. */
export function slackSocketProblem(why: string): string {
  return `The connection to Slack is closed (${why}). Seatkeeper keeps trying to reconnect.`;
}
