const DELIMITERS = [',', ';', '\t', '|'] as const;
type Delimiter = (typeof DELIMITERS)[number];

export interface Dialect {
  readonly delimiter: Delimiter;
  /** `\n` covers `\r\n` too: cells are trimmed anyway. */
  readonly newline: '\n' | '\r';
}

/** A line with so many separators is no title above a table. */
const CERTAIN = 2;
/** So many lines are looked at for one. */
const LINES = 20;

/**
 * The dialect of the header line; `null` while that line has not ended. It is the first line with two separators, and otherwise the first
 * with one; the most common separator outside quotes wins. Excel names it in a line of its own, `sep=;`.
 */
export function sniffDialect(text: string): Dialect | null {
  const start = text.length - text.trimStart().length;
  const named = /^sep=([,;\t|])\r?\n/i.exec(text.slice(start, start + 8));
  if (named !== null) return { delimiter: named[1] as Delimiter, newline: '\n' };
  let first: Dialect | null = null;
  let lines = 0;
  for (const line of linesOf(text, start)) {
    const dialect: Dialect = { delimiter: line.delimiter, newline: line.newline };
    if (line.count >= CERTAIN) return dialect;
    if (line.count > 0 && line.delimiter !== '|') first ??= dialect;
    if (++lines === LINES) return first ?? dialect;
  }
  return first;
}

/** The dialect of a text that goes no further. */
export function dialectOf(text: string): Dialect {
  let first: Dialect | null = null;
  for (const { delimiter, newline, count } of linesOf(`${text}\n`, 0)) {
    if (count >= CERTAIN) return { delimiter, newline };
    if (count > 0 && delimiter !== '|') first ??= { delimiter, newline };
  }
  return first ?? { delimiter: ',', newline: text.includes('\r') && !text.includes('\n') ? '\r' : '\n' };
}

interface Line extends Dialect {
  /** How often its separator stands in it. */
  readonly count: number;
}

function* linesOf(text: string, from: number): Generator<Line> {
  let counts = { ',': 0, ';': 0, '\t': 0, '|': 0 };
  let quoted = false;
  for (let i = from; i < text.length; i++) {
    const char = text[i];
    if (char === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (char === '\n' || char === '\r') {
      if (char === '\r' && i + 1 === text.length) return;
      const crlf = char === '\r' && text[i + 1] === '\n';
      if (crlf) i++;
      yield { ...mostCommon(counts), newline: char === '\n' || crlf ? '\n' : '\r' };
      counts = { ',': 0, ';': 0, '\t': 0, '|': 0 };
    } else if (char === ',' || char === ';' || char === '\t' || char === '|') counts[char]++;
  }
}

function mostCommon(counts: Readonly<Record<Delimiter, number>>): Pick<Line, 'delimiter' | 'count'> {
  const delimiter = DELIMITERS.reduce((best, next) => (counts[next] > counts[best] ? next : best));
  return { delimiter, count: counts[delimiter] };
}
