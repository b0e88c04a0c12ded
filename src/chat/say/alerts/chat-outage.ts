import type { Message } from '../../../domain/message.ts';
import { capital } from '../words.ts';

const NAMES: Readonly<Record<string, string>> = { slack: 'Slack', teams: 'Microsoft Teams' };

/** One chat platform does not take messages until somebody mends it; said on another. */
export function brokenChatMessage(platform: string, problem: string): Message {
  const title = `${nameOf(platform)} does not get my messages any more.`;
  return {
    summary: `${title} ${problem}`,
    title,
    body: [
      { type: 'text', spans: [problem] },
      {
        type: 'note',
        text: 'What I have to say there waits, and goes out by itself once that is mended. Here everything goes on.',
      },
    ],
    buttons: [{ label: 'Health', command: 'health' }],
  };
}

export function mendedChatMessage(platform: string): Message {
  const summary = `${nameOf(platform)} gets my messages again.`;
  return { summary, title: summary, body: [], buttons: [] };
}

function nameOf(platform: string): string {
  return NAMES[platform] ?? capital(platform);
}
