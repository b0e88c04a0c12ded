import { carriedId, LONGEST_TYPED_ID } from '../domain/long-id.ts';

/** A typed command, the same on every platform: `known figma 17 "group alias" until:2026-06-30 --json`. */
export interface TypedCommand {
  /** The first word, lower case; empty when nothing was typed. */
  readonly verb: string;
  readonly words: readonly string[];
  readonly filters: Readonly<Record<string, string>>;
  readonly flags: ReadonlySet<string>;
  /** What was written after a flag's equals sign, `--until=30`, by flag; no flag takes a value. */
  readonly flagValues: Readonly<Record<string, string>>;
  /** The words that look like a filter with an unknown key. */
  readonly strays: readonly Stray[];
}

export interface Stray {
  /** Which of `words` it is. */
  readonly at: number;
  readonly key: string;
  /** It may as well be text: nothing follows the colon, or the shell has removed quotes around it. */
  readonly loose: boolean;
}

/** Why a text is not a command; `key` is the filter as it was meant. */
export type GrammarProblem =
  | { readonly kind: 'open-quote' }
  /** Nobody types that much: it is refused before anything looks at it. */
  | { readonly kind: 'too-long'; readonly limit: number }
  | { readonly kind: 'empty-filter' | 'repeated-filter'; readonly key: string };

export class GrammarError extends Error {
  override name = 'GrammarError' as const;
  readonly problem: GrammarProblem;

  constructor(problem: GrammarProblem) {
    super(problem.kind);
    this.problem = problem;
  }
}

/** The longest typed command, and the longest word in a shell. */
const LONGEST_TEXT = 8000;

/**
 * Splits command text. Quotes (straight or the curly ones phones write) group words, `\"` and `\\` are escapes inside
 * double quotes, `key:value` is a filter only for one of `keys`, and quoted words are never a filter or a flag.
 */
export function parseCommand(text: string, keys: readonly string[]): TypedCommand {
  if (text.length > LONGEST_TEXT) throw new GrammarError({ kind: 'too-long', limit: LONGEST_TEXT });
  return toCommand(tokenise(text), keys);
}

/** The same for words a shell has split already: `process.argv` has no quotes any more. */
export function parseWords(words: readonly string[], keys: readonly string[]): TypedCommand {
  // A shell may list the accounts of a whole file, but a word must not be a long text.
  if (words.some((word) => word.length > LONGEST_TEXT))
    throw new GrammarError({ kind: 'too-long', limit: LONGEST_TEXT });
  return toCommand(
    words.map((text) => ({ text, bare: text.length, quoted: false })),
    keys,
  );
}

/** A word as `parseCommand` reads it back, quoted where it must be. */
export function quote(word: string): string {
  return /^[\w@.+#/][\w@.+#/-]*$/.test(word) ? word : `"${word.replace(/[\\"]/g, '\\$&')}"`;
}

/** An id as a word of a command that people read: a long one by its handle, which commands take too. */
export function quoteId(id: string): string {
  return quote(carriedId(id, LONGEST_TYPED_ID));
}

export function writeFilter(key: string, value: string): string {
  return `${key}:${quote(value)}`;
}

/** A whole command as `parseCommand` reads it back; filters without a value are left out. */
export function writeCommand({
  verb,
  words,
  flags = [],
  filters,
}: {
  readonly verb: string;
  readonly words: readonly string[];
  readonly flags?: readonly string[];
  readonly filters: Readonly<Record<string, string | null>>;
}): string {
  const named = Object.entries(filters).flatMap(([key, value]) =>
    value === null ? [] : [writeFilter(key, value)],
  );
  // The second word is an id, which may be very long, and people copy this line.
  const written = words.map((word, at) => (at === 1 ? quoteId(word) : quote(word)));
  return [verb, ...written, ...flags.map((flag) => `--${flag}`), ...named].join(' ');
}

/** `bare`: how many characters at the start were outside quotes. */
interface Token {
  readonly text: string;
  readonly bare: number;
  readonly quoted: boolean;
}

function toCommand(tokens: readonly Token[], keys: readonly string[]): TypedCommand {
  const words: string[] = [];
  const filters: Record<string, string> = {};
  const flags = new Set<string>();
  const flagValues: Record<string, string> = {};
  const strays: Stray[] = [];
  for (const token of tokens) {
    const [, flag, value] = (token.bare === 0 ? null : FLAG.exec(token.text)) ?? [];
    const key = filterKey(token, keys);
    if (flag !== undefined && (value !== undefined || !token.quoted)) {
      flags.add(flag.toLowerCase());
      if (value !== undefined) flagValues[flag.toLowerCase()] = value;
    } else if (key === null) {
      const stray = strayKey(token);
      // The verb is the first of them.
      if (stray !== null) strays.push({ at: words.length - 1, ...stray });
      words.push(token.text);
    } else if (Object.hasOwn(filters, key)) {
      throw new GrammarError({ kind: 'repeated-filter', key });
    } else filters[key] = filterValue(token, key);
  }
  const [verb = '', ...rest] = words;
  return { verb: verb.toLowerCase(), words: rest, filters, flags, flagValues, strays };
}

/** Phones turn `--` into a dash. */
const FLAG = /^(?:--|—)([a-z][\w-]*)(?:=(.*))?$/is;

function filterKey(token: Token, keys: readonly string[]): string | null {
  const colon = token.text.indexOf(':');
  if (colon < 1 || colon >= token.bare) return null;
  // The shell has removed the quotes: `known figma x "status: fine"`.
  if (!token.quoted && isBlank(token.text[colon + 1])) return null;
  const key = token.text.slice(0, colon).toLowerCase();
  return keys.includes(key) ? key : null;
}

/** Web addresses and times of day do not count as filters. */
function strayKey({ text, bare, quoted }: Token): Omit<Stray, 'at'> | null {
  const [, key, value = ''] = /^(\p{L}[\p{L}-]{1,19}):(?!\/\/)(.*)$/su.exec(text) ?? [];
  if (key === undefined || key.length >= bare || (!quoted && isBlank(value[0]))) return null;
  return { key: key.toLowerCase(), loose: value === '' || (!quoted && /\s/.test(value)) };
}

function filterValue(token: Token, key: string): string {
  const value = token.text.slice(key.length + 1);
  if (value !== '' || token.quoted) return value;
  throw new GrammarError({ kind: 'empty-filter', key });
}

function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    while (isBlank(text[at])) at++;
    if (at >= text.length) return tokens;
    const { token, end } = readToken(text, at);
    tokens.push(token);
    at = end;
  }
}

function readToken(text: string, start: number): { token: Token; end: number } {
  let word = '';
  let bare: number | null = null;
  let at = start;
  while (at < text.length && !isBlank(text[at])) {
    const closers = CLOSERS[text[at] ?? ''];
    if (closers === undefined || !mayOpenQuote(word, at === start, bare)) {
      word += text[at++];
    } else {
      bare ??= word.length;
      const { inside, end } = readQuoted(text, at, closers);
      word += inside;
      at = end;
    }
  }
  return { token: { text: word, bare: bare ?? word.length, quoted: bare !== null }, end: at };
}

/** Longer than the key of any filter, with its colon. */
const LONGEST_KEY = 64;

/** At the start of a word or of a filter's value; the quote in `O'Brien` is a letter. */
function mayOpenQuote(word: string, first: boolean, bare: number | null): boolean {
  // A word that ends with no colon is not looked at: it may be long, and have a quote at every second letter.
  return (
    first || (bare === null && word.endsWith(':') && word.length <= LONGEST_KEY && /^[\p{L}-]+:$/u.test(word))
  );
}

const DOUBLE = '"“”';
const SINGLE = "'’";
const CLOSERS: Readonly<Record<string, string>> = {
  '"': '"',
  '“': DOUBLE,
  '”': DOUBLE,
  '„': DOUBLE,
  "'": "'",
  '‘': SINGLE,
};

function readQuoted(text: string, start: number, closers: string): { inside: string; end: number } {
  let inside = '';
  for (let at = start + 1; at < text.length; at++) {
    const char = text[at] ?? '';
    if (closers.includes(char)) return { inside, end: at + 1 };
    const next = text[at + 1] ?? '';
    const escaped =
      char === '\\' && closers.includes('"') && (next === '\\' || closers.includes(next)) && next !== '';
    if (escaped) at++;
    inside += escaped ? next : char;
  }
  throw new GrammarError({ kind: 'open-quote' });
}

function isBlank(char: string | undefined): boolean {
  return char !== undefined && /\s/.test(char);
}
