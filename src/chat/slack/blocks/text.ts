import { clean } from '../../strip-controls.ts';
import type { Block, PlainText } from './blocks.ts';
import { LIMIT } from './limit.ts';

/**
 * Untrusted text made harmless and shortened in the middle. Slack stores `&`, `<` and `>` escaped and measures the stored text, so
 * they count with their escaped length.
 */
export function shown(text: string, limit: number): string {
  let room = limit;
  for (;;) {
    const words = clean(text, room);
    const length = stored(words);
    if (length <= limit) return words;
    room = Math.floor((Math.min(room, words.length) * limit) / length);
  }
}

/** The same, trimmed. May be empty, which Slack allows nowhere; see `plain`. */
export function tidy(text: string, limit: number): string {
  return shown(text, limit).trim();
}

function stored(text: string): number {
  let length = text.length;
  if (!ESCAPED.test(text)) return length;
  for (const char of text) length += char === '&' ? 4 : char === '<' || char === '>' ? 3 : 0;
  return length;
}

const ESCAPED = /[&<>]/;

/** Shown instead of an empty text, which Slack rejects. */
export const NOTHING = '–';

export function plain(text: string, limit: number): PlainText {
  return { type: 'plain_text', text: tidy(text, limit) || NOTHING, emoji: false };
}

/** Small grey print. */
export function context(text: string): Block {
  return { type: 'context', elements: [plain(text, LIMIT.note)] };
}

/**
 * The line for notifications and screen readers. Slack parses it as mrkdwn, so it is escaped, and characters that could still
 * become formatting, an emoji, a mention or a link are replaced by look-alikes.
 */
export function fallback(text: string): string {
  const line = tidy(text, LIMIT.fallback) || NOTHING;
  return line
    .replace(/^>+/, (quotes) => '›'.repeat(quotes.length))
    .replace(/[*~`]/g, (mark) => LOOK_ALIKE[mark] ?? '')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '＿')
    .replace(/:(?=[\w+'-]+:)/g, '∶')
    .replace(/:\/\//g, ':∕∕')
    .replace(/@(?=(?:channel|here|everyone)\b)/gi, '＠')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

const LOOK_ALIKE: Readonly<Record<string, string>> = { '*': '∗', '~': '∼', '`': 'ˋ' };

/** How much of the text budget a value uses. */
export function textLength(value: unknown): number {
  if (typeof value === 'string') return stored(value);
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + textLength(item), 0);
  if (value === null || typeof value !== 'object') return 0;
  let sum = 0;
  for (const [key, inner] of Object.entries(value))
    if (typeof inner !== 'string' || READ.has(key)) sum += textLength(inner);
  return sum;
}

/** The fields people read, as opposed to ids, values and types. */
const READ = new Set(['text', 'title', 'label', 'name', 'url']);
