const HIDDEN = '[secret]';

/**
 * A function that hides every occurrence of the secrets in a text, also where they were quoted for JSON or a URL.
 * Secrets of one to three characters are left alone, or hidden only where they are whole words: hiding each `eu` inside other
 * words would make every text unreadable.
 */
export function hideSecrets(
  secrets: Iterable<string>,
  short: 'leave' | 'words' = 'leave',
): (text: string) => string {
  const patterns = new Map<string, string>();
  for (const secret of secrets) {
    for (const form of [secret, secret.trim()].flatMap(spellings)) {
      const pattern = form.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
      if (form.length >= SHORTEST) patterns.set(form, pattern);
      else if (form !== '' && short === 'words') patterns.set(form, `(?<!\\w)${pattern}(?!\\w)`);
    }
  }
  if (patterns.size === 0) return (text) => text;
  // The longest first; otherwise a secret that begins with another one would keep its end.
  const longestFirst = [...patterns].sort(([a], [b]) => b.length - a.length).map(([, pattern]) => pattern);
  const any = new RegExp(longestFirst.join('|'), 'g');
  return (text) => text.replace(any, HIDDEN);
}

const SHORTEST = 4;

function spellings(secret: string): readonly string[] {
  const quoted = JSON.stringify(secret).slice(1, -1);
  return /\p{Surrogate}/u.test(secret) ? [secret, quoted] : [secret, quoted, encodeURIComponent(secret)];
}
