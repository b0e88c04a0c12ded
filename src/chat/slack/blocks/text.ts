import { clean } from '../../strip-controls.ts';
import type { Block, PlainText } from './blocks.ts';
import { LIMIT } from './limit.ts';

/**
 * Text from anywhere as harmless words, shortened in the middle. Slack keeps `&`, `<` and `>` escaped and measures what
 * it keeps, so they count as long as that.
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

/** The same without blanks around it; may be empty, which Slack takes nowhere: see `plain`. */
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

/** Slack refuses empty texts. */
export const NOTHING = '–';

export function plain(text: string, limit: number): PlainText {
  return { type: 'plain_text', text: tidy(text, limit) || NOTHING, emoji: false };
}

/** Small grey print. */
export function context(text: string): Block {
  return { type: 'context', elements: [plain(text, LIMIT.note)] };
}

/**
 * The line for notifications and screen readers. Slack parses this one as mrkdwn, so it is escaped, and what could
 * still turn into formatting, an emoji, a mention or a link is written with look-alikes.
 */
export function fallback(text: string): string {
  const said = tidy(text, LIMIT.fallback) || NOTHING;
  return said
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

/** How much of the text budget something takes. */
export function textLength(value: unknown): number {
  if (typeof value === 'string') return stored(value);
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + textLength(item), 0);
  if (value === null || typeof value !== 'object') return 0;
  let sum = 0;
  for (const [key, inner] of Object.entries(value))
    if (typeof inner !== 'string' || READ.has(key)) sum += textLength(inner);
  return sum;
}

/** What people read; not ids, values and types. */
const READ = new Set(['text', 'title', 'label', 'name', 'url']);
