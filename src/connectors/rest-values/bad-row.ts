/** Why a row cannot be read: `status is “frozen”, which the declaration does not know`. It never quotes anything that may be a secret. */
export class BadRow extends Error {
  override readonly name = 'BadRow';
}

const MOST_SHOWN = 40;

/** A word as errors show it. Only for values that are always words: states and kinds. */
export function shownWord(value: unknown): string {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'a block';
  if (typeof value !== 'string') return String(value);
  const clean = value.replace(/\p{C}+/gu, ' ').trim();
  return `"${clean.length > MOST_SHOWN ? `${clean.slice(0, MOST_SHOWN)}…` : clean}"`;
}
