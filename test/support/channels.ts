import type { ChatPlatform } from '../../src/chat/platform.ts';
import { renderMessage as slackMessage } from '../../src/chat/slack/blocks/render.ts';
import { renderMessage as teamsMessage } from '../../src/chat/teams/card/render.ts';
import { renderMessage as terminalText } from '../../src/chat/terminal/text/render.ts';
import type { Message } from '../../src/domain/message.ts';

/** What one platform showed, in order: `post` rings a bell, `edit` changes a message that is there. */
export interface Shown {
  readonly on: string;
  readonly does: 'post' | 'edit';
  readonly key: string;
  /** As a person reads it there. */
  readonly text: string;
}

/**
 * The admin channels of three platforms, drawn by their own renderers and kept as text. `folder` and the head of the audit log,
 * which differ from run to run, are replaced before anything is drawn.
 */
export function channels(folder: string): {
  readonly platforms: readonly ChatPlatform[];
  readonly shown: Shown[];
} {
  const shown: Shown[] = [];
  const drawn: Record<ChatPlatform['id'], (message: Message) => string> = {
    terminal: (message) => terminalText(message, { width: 100, colour: false }).text,
    slack: (message) => wordsOf(slackMessage(message).blocks),
    teams: (message) => wordsOf(teamsMessage(message).card),
  };
  const platforms = (['terminal', 'slack', 'teams'] as const).map((on): ChatPlatform => {
    const draw = (message: Message) => drawn[on](steady(message, folder));
    return {
      id: on,
      start: async () => {},
      stop: async () => {},
      post: async (message, key) => {
        shown.push({ on, does: 'post', key, text: draw(message) });
        return { outcome: 'sent', ref: { message: key } };
      },
      update: async (ref, message, { key }) => {
        shown.push({ on, does: 'edit', key, text: draw(message) });
        return { outcome: 'sent', ref };
      },
      find: async () => 'absent',
    };
  });
  return { platforms, shown };
}

/** Every text that a block or card shows, a line each, without its layout. */
function wordsOf(drawn: unknown): string {
  const lines: string[] = [];
  const walk = (part: unknown): void => {
    if (Array.isArray(part)) {
      const texts = part.map(runText);
      if (texts.length > 0 && texts.every((text) => text !== null)) lines.push(texts.join('').trim());
      else for (const each of part) walk(each);
    } else if (typeof part === 'object' && part !== null) {
      const { type, title, text } = part as { type?: unknown; title?: unknown; text?: unknown };
      if (typeof title === 'string' && String(type).startsWith('Action.')) lines.push(`[${title}]`);
      else if (type === 'overflow') lines.push(`[… ${choices(part)}]`);
      else if (type === 'button') lines.push(`[${(text as { text: string }).text}]`);
      else if (typeof text === 'string') lines.push(text.trim());
      else for (const each of Object.values(part)) walk(each);
    }
  };
  walk(drawn);
  return lines.filter((line) => line !== '').join('\n');
}

function choices(menu: object): string {
  const { options } = menu as { options: readonly { text: { text: string } }[] };
  return options.map(({ text }) => text.text).join(' | ');
}

/** The text of a run of rich text; `null` for anything else. */
function runText(part: unknown): string | null {
  if (typeof part !== 'object' || part === null) return null;
  const { type, text, name, unicode } = part as Record<string, unknown>;
  if ((type === 'text' || type === 'TextRun') && typeof text === 'string') return text;
  return type === 'emoji' ? `:${String(name ?? unicode)}:` : null;
}

function steady(message: Message, folder: string): Message {
  const text = JSON.stringify(message)
    .replaceAll(folder, '/acme')
    .replace(/Audit head [0-9a-f]+/g, 'Audit head 0123456789ab');
  return JSON.parse(text) as Message;
}
