import { readableDomains } from './readable-domain.ts';

/**
 * Text from outside, made safe and honest to show on one line of any platform. Control characters, escape sequences
 * and broken surrogates become one `�`; invisible marks (bidi, zero-width, tags) are removed; white space becomes a single
 * blank; stacked accents are limited, and domains are shown in their own letters. Longer than `limit` (UTF-16 units) it is shortened in the middle. Cosmetic:
 * never use the result as a key.
 */
export function clean(text: string, limit = 200): string {
  if (PLAIN.test(text) && !text.includes('xn--')) return shorten(text, limit);
  const most = MOST * limit + CLUSTER;
  if (text.length <= 2 * most) return shorten(visible(text), limit);
  // Only the ends of a long text are examined: the middle would be left out anyway.
  return shorten(`${visible(text.slice(0, most))}…${visible(text.slice(-most))}`, limit);
}

function visible(text: string): string {
  // Broken surrogates first: removing the text between two halves would make a new character.
  const seen = readableDomains(text)
    .replace(/\p{Surrogate}/gu, UNREADABLE)
    .replace(SEQUENCE, UNREADABLE)
    .replace(INVISIBLE, (_, emoji: string | undefined) => (emoji === undefined ? '' : joined(emoji)))
    .replace(/[\s\u0085\u2800]+/gu, (blanks) => (blanks === UNBROKEN ? UNBROKEN : ' '))
    .replace(/[\p{Cc}\p{Noncharacter_Code_Point}\ufffd]+/gu, UNREADABLE)
    .replace(/(\p{Emoji_Modifier})\p{Emoji_Modifier}+/gu, '$1')
    .replace(/(\p{M}{4})\p{M}+/gu, '$1');
  return /^\p{M}/u.test(seen) ? `◌${seen}` : seen;
}

/** A family has four members; longer joined emoji are drawn differently by every terminal and phone. */
function joined(emoji: string): string {
  const members = emoji.split(JOINER);
  return members.length <= 5 ? emoji : members.join('');
}

function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const room = Math.max(0, limit - 1);
  const [first, last] = [Math.ceil(room / 2), Math.floor(room / 2)];
  const head = graphemes(text.slice(0, first + CLUSTER));
  const tail = graphemes(text.slice(-(last + CLUSTER))).reverse();
  return `${take(head, first).join('')}…${take(tail, last).reverse().join('')}`;
}

function take(parts: readonly string[], room: number): string[] {
  const taken: string[] = [];
  let length = 0;
  for (const part of parts) {
    length += part.length;
    if (length > room) break;
    taken.push(part);
  }
  return taken;
}

function graphemes(text: string): string[] {
  if (PLAIN.test(text)) return text.split('');
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** How many characters of a text are looked at for each one that may be shown: most of them may be invisible. */
const MOST = 8;
/** Longer than a family emoji: what a slice cuts apart is beyond the part that is kept. */
const CLUSTER = 64;
const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
const UNREADABLE = '\ufffd';
const UNBROKEN = '\u00a0';
const JOINER = '\u200d';
const PLAIN = /^(?:[!-~]| (?! ))*$/;

const ESC = '\u001b';
const STRING_END = `(?:\u0007|${ESC}\\\\|\u009c)`;
/**
 * ECMA-48: CSI with its parameters, OSC/DCS/SOS/PM/APC with their text, two-character escapes; 7 and 8 bit. A text ends before the
 * next control string: otherwise ten thousand that are never closed would each be read to the end.
 */
const SEQUENCE = new RegExp(
  [
    `(?:${ESC}\\[|\u009b)[0-?]*[ -/]*[@-~]`,
    `(?:${ESC}[\\]PX^_]|[\u0090\u0098\u009d-\u009f])[^\u0007${ESC}\u0090\u0098\u009c-\u009f]*${STRING_END}`,
    `${ESC}[ -/]*[0-~]`,
  ].join('|'),
  'g',
);

const EMOJI = '\\p{Extended_Pictographic}\\ufe0f?\\p{Emoji_Modifier}?';
/** Emoji first, so that the joiners and selectors inside them are kept. */
const INVISIBLE = new RegExp(
  `(${EMOJI}(?:${JOINER}${EMOJI})*)|[\\p{Default_Ignorable_Code_Point}\\ufff9-\\ufffb]`,
  'gu',
);
