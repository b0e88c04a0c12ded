const DELIMITERS = [',', ';', '\t', '|'] as const;
type Delimiter = (typeof DELIMITERS)[number];

export interface Dialect {
  readonly delimiter: Delimiter;
  /** `\n` covers `\r\n` too: cells are trimmed anyway. */
  readonly newline: '\n' | '\r';
}

/** How many lines are looked at to find the header and the separator. */
const LINES = 20;
/** With this much text, do not wait for more lines. */
const ENOUGH = 200_000;
/** A line with this many separators is a header rather than a title, whatever is below it. */
const CERTAIN = 2;

/** The dialect of the table; `null` while too few of its lines have been read to tell. Excel names it in a line of its own, `sep=;`. */
export function sniffDialect(text: string): Dialect | null {
  const start = text.length - text.trimStart().length;
  const named = /^sep=([,;\t|])\r?\n/i.exec(text.slice(start, start + 8));
  if (named !== null) return { delimiter: named[1] as Delimiter, newline: '\n' };
  const lines = firstLines(text, start);
  if (lines.length < LINES && text.length < ENOUGH) return null;
  return lines.length === 0 ? null : dialectIn(lines);
}

/** The dialect of a text that goes no further. */
export function dialectOf(text: string): Dialect {
  const start = text.length - text.trimStart().length;
  const named = /^sep=([,;\t|])\r?\n/i.exec(text.slice(start, start + 8));
  if (named !== null) return { delimiter: named[1] as Delimiter, newline: '\n' };
  const ofLines = dialectIn(firstLines(`${text}\n`, 0));
  return ofLines ?? { delimiter: ',', newline: text.includes('\r') && !text.includes('\n') ? '\r' : '\n' };
}

/** The dialect of the first line whose separator also occurs in the lines below it: a title above the table may contain other separators. */
function dialectIn(lines: readonly Line[]): Dialect | null {
  let certain: Dialect | null = null;
  let first: Dialect | null = null;
  for (const [at, { counts, newline }] of lines.entries()) {
    const { delimiter, count } = mostCommon(counts);
    if (count === 0 || (delimiter === '|' && count < CERTAIN)) continue;
    const dialect: Dialect = { delimiter, newline };
    if (isHeader(delimiter, count, lines.slice(at + 1))) return dialect;
    if (count >= CERTAIN) certain ??= dialect;
    first ??= dialect;
  }
  return certain ?? first ?? (lines[0] === undefined ? null : { delimiter: ',', newline: lines[0].newline });
}

/** Rows may be shorter than the header, and the line below it has at least one of its separators. */
function isHeader(delimiter: Delimiter, count: number, below: readonly Line[]): boolean {
  const counts = below.map((line) => line.counts[delimiter]);
  const [next] = counts;
  if (next === undefined) return true;
  const middle = counts.toSorted((a, b) => a - b)[Math.floor(counts.length / 2)] ?? 0;
  return next > 0 && middle * 2 >= count;
}

interface Line {
  /** How often each separator occurs in it, outside quotes. */
  readonly counts: Readonly<Record<Delimiter, number>>;
  readonly newline: Dialect['newline'];
}

function firstLines(text: string, from: number): readonly Line[] {
  const lines: Line[] = [];
  for (const line of linesOf(text, from)) {
    lines.push(line);
    if (lines.length === LINES) break;
  }
  return lines;
}

/** Those with something in them. */
function* linesOf(text: string, from: number): Generator<Line> {
  let counts = { ',': 0, ';': 0, '\t': 0, '|': 0 };
  let [quoted, empty] = [false, true];
  for (let i = from; i < text.length; i++) {
    const char = text[i];
    if (char === '"') {
      quoted = !quoted;
      empty = false;
    } else if (quoted) continue;
    else if (char === '\n' || char === '\r') {
      if (char === '\r' && i + 1 === text.length) return;
      const crlf = char === '\r' && text[i + 1] === '\n';
      if (crlf) i++;
      if (!empty) yield { counts, newline: char === '\n' || crlf ? '\n' : '\r' };
      counts = { ',': 0, ';': 0, '\t': 0, '|': 0 };
      empty = true;
    } else {
      empty = false;
      if (char === ',' || char === ';' || char === '\t' || char === '|') counts[char]++;
    }
  }
}

function mostCommon(counts: Line['counts']): { readonly delimiter: Delimiter; readonly count: number } {
  const delimiter = DELIMITERS.reduce((best, next) => (counts[next] > counts[best] ? next : best));
  return { delimiter, count: counts[delimiter] };
}
