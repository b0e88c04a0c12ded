/** A search filter as a tree: https://www.rfc-editor.org/rfc/rfc4515 */
export type Filter =
  | { readonly is: 'and' | 'or'; readonly of: readonly Filter[] }
  | { readonly is: 'not'; readonly of: Filter }
  /** What is compared, without its brackets: `mail=*`. */
  | { readonly is: 'item'; readonly text: string };

/** An invalid filter. The message says where it breaks off. */
export class BadFilter extends Error {
  override readonly name = 'BadFilter';
}

/** Deeper than any real filter. */
const DEEPEST = 50;
const ITEM = /^[a-z0-9:][\w.;-]*(?::[\w.:]*)?[~<>:]?=[^()]*$/i;

/** `null` for text that is not a filter. The outermost brackets may be left out. */
export function parseFilter(written: string): Filter | null {
  const text = written.trim();
  const whole = text.startsWith('(') ? text : `(${text})`;
  const found = filterAt(whole, 0, 0);
  return found === null || found.end !== whole.length ? null : found.filter;
}

export function filterText(filter: Filter): string {
  switch (filter.is) {
    case 'item':
      return `(${filter.text})`;
    case 'not':
      return `(!${filterText(filter.of)})`;
    default:
      return `(${filter.is === 'and' ? '&' : '|'}${filter.of.map(filterText).join('')})`;
  }
}

/** The filter without its negations, as if they were true; `null` when nothing else is in it, and the filter itself when it has none. */
export function withoutNegations(filter: Filter): Filter | null {
  switch (filter.is) {
    case 'item':
      return filter;
    case 'not':
      return null;
    case 'and': {
      const kept = filter.of.flatMap((part) => withoutNegations(part) ?? []);
      if (kept.length === 0) return null;
      return kept.length === filter.of.length && kept.every((part, at) => part === filter.of[at])
        ? filter
        : { is: 'and', of: kept };
    }
    case 'or': {
      const kept = filter.of.map(withoutNegations);
      if (kept.includes(null)) return null;
      return kept.every((part, at) => part === filter.of[at])
        ? filter
        : { is: 'or', of: kept.flatMap((part) => part ?? []) };
    }
    default:
      return filter satisfies never;
  }
}

interface Found {
  readonly filter: Filter;
  readonly end: number;
}

/** The filter whose bracket opens at `from`. */
function filterAt(text: string, from: number, depth: number): Found | null {
  if (text.charAt(from) !== '(' || depth > DEEPEST) return null;
  const inner = skipBlanks(text, from + 1);
  const sign = text.charAt(inner);
  if (sign !== '&' && sign !== '|' && sign !== '!') return itemAt(text, from + 1);
  const of: Filter[] = [];
  let at = skipBlanks(text, inner + 1);
  while (text.charAt(at) === '(') {
    const found = filterAt(text, at, depth + 1);
    if (found === null) return null;
    of.push(found.filter);
    at = skipBlanks(text, found.end);
  }
  if (text.charAt(at) !== ')') return null;
  const [only] = of;
  if (only === undefined) return null;
  if (sign !== '!') return { filter: { is: sign === '&' ? 'and' : 'or', of }, end: at + 1 };
  return of.length === 1 ? { filter: { is: 'not', of: only }, end: at + 1 } : null;
}

function itemAt(text: string, from: number): Found | null {
  const end = text.indexOf(')', from);
  const item = text.slice(from, end).trim();
  return end < 0 || !ITEM.test(item) ? null : { filter: { is: 'item', text: item }, end: end + 1 };
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (/\s/.test(text.charAt(at))) at++;
  return at;
}
