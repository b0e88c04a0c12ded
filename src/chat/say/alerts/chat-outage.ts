import type { Message } from '../../../domain/message.ts';
import { capital } from '../words.ts';

const NAMES: Readonly<Record<string, string>> = { slack: 'Slack', teams: 'Microsoft Teams' };

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
