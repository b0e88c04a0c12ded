/** Longer bodies are not searched: they are data, not an explanation. */
const MOST_SEARCHED = 20_000;
const MOST_WORDS = 200;

/** Where vendors put their explanation, the most telling first; compared without case. */
const KEYS = [
  'detail',
  'details',
  'error_description',
  'errorsummary',
  'errormessage',
  'message',
  'description',
  'reason',
  'title',
  'error',
  'errors',
  'fault',
  'status_message',
];

/**
 * What a vendor says about an error, in its own words, for the admin to read; no code decides on them. `redact` runs before the
 * text is cut, because half a secret is still a secret.
 */
export function vendorWords(body: string, redact: (text: string) => string): string | null {
  const start = body.slice(0, MOST_SEARCHED).trim();
  if (start === '') return null;
  return shownWords(start.startsWith('<') ? titleOf(start) : (fromJson(start) ?? plain(start)), redact);
}

/** Words of a vendor as one short line; `null` without any. */
export function shownWords(words: string | null, redact: (text: string) => string): string | null {
  const clean = redact(words ?? '')
    .replace(/\p{C}+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (clean === '') return null;
  return clean.length > MOST_WORDS ? `${clean.slice(0, MOST_WORDS).trimEnd()}…` : clean;
}

function fromJson(text: string): string | null {
  try {
    return wordsIn(JSON.parse(text), 0);
  } catch {
    // Cut off, or not JSON: take the first complete explanation.
    const [, quoted] =
      /"(?:detail|error_description|errorSummary|message|description|title|error)"\s*:\s*"((?:[^"\\]|\\.){1,1000})"/i.exec(
        text,
      ) ?? [];
    return quoted?.replace(/\\./g, ' ') ?? null;
  }
}

function wordsIn(value: unknown, depth: number): string | null {
  if (typeof value === 'string') return value.trim() || null;
  if (typeof value !== 'object' || value === null || depth > 4) return null;
  if (Array.isArray(value)) {
    for (const each of value.slice(0, 5)) {
      const words = wordsIn(each, depth + 1);
      if (words !== null) return words;
    }
    return null;
  }
  const entries = Object.entries(value).map(([key, inner]) => [key.toLowerCase(), inner] as const);
  for (const wanted of KEYS) {
    for (const [key, inner] of entries) {
      const words = key === wanted ? wordsIn(inner, depth + 1) : null;
      if (words !== null) return words;
    }
  }
  return null;
}

/** Gateways answer with a page; its title names them: `502 Bad Gateway`. */
function titleOf(page: string): string | null {
  return /<title[^>]*>([^<]{1,1000})<\/title>/i.exec(page)?.[1] ?? null;
}

function plain(text: string): string | null {
  return /^[[{]/.test(text) ? null : text;
}
