const DELIMITERS = [',', ';', '\t'] as const;

export interface Dialect {
  readonly delimiter: (typeof DELIMITERS)[number];
  /** `\n` covers `\r\n` too: cells are trimmed anyway. */
  readonly newline: '\n' | '\r';
}

/** The dialect of the header line; `null` while that line has not ended. The most common delimiter outside quotes wins. */
export function sniffDialect(text: string): Dialect | null {
  const counts = { ',': 0, ';': 0, '\t': 0 };
  let quoted = false;
  for (let i = text.length - text.trimStart().length; i < text.length; i++) {
    const char = text[i];
    if (char === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (char === '\n') return { delimiter: mostCommon(counts), newline: '\n' };
    else if (char === '\r') {
      if (i + 1 === text.length) return null;
      return { delimiter: mostCommon(counts), newline: text[i + 1] === '\n' ? '\n' : '\r' };
    } else if (char === ',' || char === ';' || char === '\t') counts[char]++;
  }
  return null;
}

function mostCommon(counts: Readonly<Record<(typeof DELIMITERS)[number], number>>): Dialect['delimiter'] {
  return DELIMITERS.reduce((best, next) => (counts[next] > counts[best] ? next : best));
}
