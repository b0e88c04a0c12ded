import { elementIn } from './ber.ts';

/**
 * One entry of a directory, read out of the bytes that arrived when somebody asks for a value: most of what a list of people costs is
 * turning bytes into objects. Names of attributes are compared without case, because some servers answer in their own spelling and some in that of the question.
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
    const [from, to] = this.#placeOf(name);
    const all: string[] = [];
    for (let at = from; at < to; ) {
      const value = elementIn(this.#bytes, at, to);
      const text = this.#bytes.toString('utf8', value.from, value.to).trim();
      if (text !== '') all.push(text);
      at = value.to;
    }
    return all;
  }

  /** The first value that is not empty, as text; `null` without one. */
  text(name: string): string | null {
    const [from, to] = this.#placeOf(name);
    for (let at = from; at < to; ) {
      const value = elementIn(this.#bytes, at, to);
      const text = this.#bytes.toString('utf8', value.from, value.to).trim();
      if (text !== '') return text;
      at = value.to;
    }
    return null;
  }

  /** The first value as it is; `null` without one. */
  bytes(name: string): Buffer | null {
    const [from, to] = this.#placeOf(name);
    if (from === to) return null;
    const value = elementIn(this.#bytes, from, to);
    return this.#bytes.subarray(value.from, value.to);
  }

  #placeOf(name: string): readonly [number, number] {
    const at = this.names.indexOf(name.toLowerCase());
    return at < 0 ? NOWHERE : [this.#places[2 * at] ?? 0, this.#places[2 * at + 1] ?? 0];
  }
}

const NOWHERE: readonly [number, number] = [0, 0];

/** The content of a SearchResultEntry: https://www.rfc-editor.org/rfc/rfc4511#section-4.5.2 */
export function entryIn(bytes: Buffer, from: number, end: number): Entry {
  const name = elementIn(bytes, from, end);
  const list = elementIn(bytes, name.to, end);
  const names: string[] = [];
  const places: number[] = [];
  for (let at = list.from; at < list.to; ) {
    const attribute = elementIn(bytes, at, list.to);
    const type = elementIn(bytes, attribute.from, attribute.to);
    const values = elementIn(bytes, type.to, attribute.to);
    names.push(bytes.toString('latin1', type.from, type.to).toLowerCase());
    places.push(values.from, values.to);
    at = attribute.to;
  }
  return new Entry(bytes.toString('utf8', name.from, name.to), names, places, bytes);
}
