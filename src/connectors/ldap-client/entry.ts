import { contentOf, endWithin } from './ber.ts';

/**
 * One entry of a directory. Values are read from the bytes only when somebody asks for them, because turning bytes into objects is most of
 * the cost of a list. Attribute names are compared without case, because some servers answer in their own spelling and some in that of the question.
 */
export class Entry {
  /** As the server wrote it. */
  readonly dn: string;
  /** Names of the attributes, in lower case: `member;range=0-1499`. */
  readonly names: readonly string[];
  readonly #bytes: Buffer;
  /** Where the values of each attribute begin and end. */
  readonly #places: readonly number[];

  constructor(dn: string, names: readonly string[], places: readonly number[], bytes: Buffer) {
    this.dn = dn;
    this.names = names;
    this.#places = places;
    this.#bytes = bytes;
  }

  /** All values, as text, without empty ones. */
  texts(name: string): readonly string[] {
    const index = this.#indexOf(name);
    if (index < 0) return NONE;
    const all: string[] = [];
    const to = this.#places[index + 1] ?? 0;
    for (let at = this.#places[index] ?? 0; at < to; ) {
      const end = endWithin(this.#bytes, at, to);
      const text = this.#bytes.toString('utf8', contentOf(this.#bytes, at), end).trim();
      if (text !== '') all.push(text);
      at = end;
    }
    return all;
  }

  /** The first value that is not empty, as text; `null` without one. */
  text(name: string): string | null {
    const index = this.#indexOf(name);
    if (index < 0) return null;
    const to = this.#places[index + 1] ?? 0;
    for (let at = this.#places[index] ?? 0; at < to; ) {
      const end = endWithin(this.#bytes, at, to);
      const text = this.#bytes.toString('utf8', contentOf(this.#bytes, at), end).trim();
      if (text !== '') return text;
      at = end;
    }
    return null;
  }

  /** The first value as it is; `null` without one. */
  bytes(name: string): Buffer | null {
    const index = this.#indexOf(name);
    const [from = 0, to = 0] = index < 0 ? [] : this.#places.slice(index, index + 2);
    if (from === to) return null;
    return this.#bytes.subarray(contentOf(this.#bytes, from), endWithin(this.#bytes, from, to));
  }

  #indexOf(name: string): number {
    const at = this.names.indexOf(lowerCase(name));
    return at < 0 ? -1 : 2 * at;
  }
}

const NONE: readonly string[] = [];

const lowered = new Map<string, string>();

/** Cached, because the same few names are asked for again and again. */
function lowerCase(name: string): string {
  let lower = lowered.get(name);
  if (lower === undefined) {
    lower = name.toLowerCase();
    if (lowered.size < 1000) lowered.set(name, lower);
  }
  return lower;
}

/** The content of a SearchResultEntry: https://www.rfc-editor.org/rfc/rfc4511#section-4.5.2 */
export function entryIn(bytes: Buffer, from: number, end: number): Entry {
  const nameEnd = endWithin(bytes, from, end);
  const listEnd = endWithin(bytes, nameEnd, end);
  const names: string[] = [];
  const places: number[] = [];
  for (let at = contentOf(bytes, nameEnd); at < listEnd; ) {
    const attributeEnd = endWithin(bytes, at, listEnd);
    const type = contentOf(bytes, at);
    const typeEnd = endWithin(bytes, type, attributeEnd);
    const values = typeEnd;
    names.push(nameAt(bytes, contentOf(bytes, type), typeEnd));
    places.push(contentOf(bytes, values), endWithin(bytes, values, attributeEnd));
    at = attributeEnd;
  }
  return new Entry(bytes.toString('utf8', contentOf(bytes, from), nameEnd), names, places, bytes);
}

/** The attribute names seen before, by their length: all entries have the same ones. */
const known: { readonly written: string; readonly lower: string }[][] = [];
const MOST_KNOWN = 50;

function nameAt(bytes: Buffer, from: number, to: number): string {
  const length = to - from;
  const candidates = known[length] ?? [];
  for (const { written, lower } of candidates) if (isAt(bytes, from, written)) return lower;
  const written = bytes.toString('latin1', from, to);
  const lower = written.toLowerCase();
  if (length < 64 && candidates.length < MOST_KNOWN) {
    candidates.push({ written, lower });
    known[length] = candidates;
  }
  return lower;
}

function isAt(bytes: Buffer, from: number, text: string): boolean {
  for (let at = 0; at < text.length; at++) if (bytes[from + at] !== text.charCodeAt(at)) return false;
  return true;
}
