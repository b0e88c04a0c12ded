import type { Message } from '../../../domain/message.ts';
import { capital, joined } from '../words.ts';

const NAMES: Readonly<Record<string, string>> = { slack: 'Slack', teams: 'Microsoft Teams' };

/** Small print under a message whose last version may not have arrived. */
export const MAY_REPEAT = 'This may repeat an earlier message that was lost on the way.';

/** Why a message for one person is given up on a platform that writes to channels only. */
export const NOT_TO_PEOPLE = 'it writes to nobody in person here';

/** Why a message is in doubt; kept with it. */
export const STOPPED_WHILE_SENDING = 'Seatkeeper was stopped while sending it';

/** Why a message for a platform that is not set up is not sent there; `instead`: the platforms that get it. */
export function notSetUpText(platform: string, instead: readonly string[]): string {
  return `${platform} is not set up${instead.length === 0 ? '' : `: sent to ${joined(instead)} instead`}`;
}

/** One chat platform takes no messages until it is fixed; shown on the others. */
export function chatOutageMessage(platform: string, problem: string): Message {
  const title = `${nameOf(platform)} no longer gets my messages.`;
  return {
    summary: `${title} ${problem}`,
    title,
    body: [
      { type: 'text', spans: [problem] },
      {
        type: 'note',
        text: 'Messages for it are queued, and sent as soon as this is fixed. This chat is not affected.',
      },
    ],
    buttons: [{ label: 'Health', command: 'health' }],
  };
}

export function chatRestoredMessage(platform: string): Message {
  const summary = `${nameOf(platform)} gets my messages again.`;
  return { summary, title: summary, body: [], buttons: [] };
}

function nameOf(platform: string): string {
  return NAMES[platform] ?? capital(platform);
}
