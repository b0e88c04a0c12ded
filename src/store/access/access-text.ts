import type { Store } from '../db/open.ts';
import { type AccessIndex, readIndexRows } from './access-index.ts';
import type { InTurns } from './in-turns.ts';

/** The addresses, usernames and names of an app's accounts in lower case, packed to be searched: some 40 bytes each. */
export interface AccessText {
  readonly bytes: number;
  /** Marks (1, by position) the accounts with the text in one of their addresses, their username or their name. */
  find(text: string): Uint8Array;
}

/** Ends the local part of an address whose domain is in `domains`. */
const AT = '\u0001';
const NEXT = '\u0002';
const MOST_DOMAINS = 65_535;
const A_WHILE = 20_000;

type Row = [
  row: number,
  email: string | null,
  username: string | null,
  name: string | null,
  emails: string | null,
];

interface Texts {
  readonly text: Buffer;
  /** Where the text of each position starts, and where the last one ends. */
  readonly starts: Uint32Array;
  /** Which letters and digits are in it; see `signature`. */
  readonly signatures: Int32Array;
  /** The number of the domain of its address; 0 where all addresses are in the text. */
  readonly domainOf: Uint16Array;
  readonly domains: ReadonlyMap<string, number>;
}

export function* buildAccessText(store: Store, index: AccessIndex): InTurns<AccessText> {
  const texts = yield* inOrder(yield* collected(store, index));
  const { text, starts, signatures, domainOf, domains } = texts;
  const length = domainOf.length;
  return {
    bytes: text.length + starts.byteLength + signatures.byteLength + domainOf.byteLength,
    find(wanted) {
      const found = new Uint8Array(length);
      const typed = wanted.toLowerCase();
      if (typed.includes(AT) || typed.includes(NEXT)) return found;
      markHits(texts, typed, found, null);
      // An address is stored in two parts: the local part must end, and the domain begin, with what was typed.
      const at = typed.lastIndexOf('@');
      const fits = (domain: string) =>
        at < 0 ? domain.includes(typed) : domain.startsWith(typed.slice(at + 1));
      const fitting = Uint8Array.from([...domains.keys()], (domain, number) =>
        number > 0 && fits(domain) ? 1 : 0,
      );
      if (!fitting.includes(1)) return found;
      if (at > 0) markHits(texts, typed.slice(0, at) + AT, found, fitting);
      else
        for (let position = 0; position < length; position++)
          found[position] = (found[position] ?? 0) | (fitting[domainOf[position] ?? 0] ?? 0);
      return found;
    },
  };
}

interface Collected extends Pick<Texts, 'text' | 'domainOf' | 'domains'> {
  /** Where the text of each position starts and ends; accounts that are not shown have none. */
  readonly from: Uint32Array;
  readonly to: Uint32Array;
}

/** In the order of the rows in the table. */
function* collected(store: Store, index: AccessIndex): InTurns<Collected> {
  const { length } = index.rows;
  let text = Buffer.allocUnsafe(Math.max(1024, length * 30));
  const [from, to] = [new Uint32Array(length), new Uint32Array(length)];
  const domainOf = new Uint16Array(length);
  const domains = new Map([['', 0]]);
  let end = 0;

  function localOf(email: string, position: number): string {
    const at = email.lastIndexOf('@');
    const domain = email.slice(at + 1);
    if (!domains.has(domain) && domains.size <= MOST_DOMAINS) domains.set(domain, domains.size);
    const number = domains.get(domain) ?? 0;
    domainOf[position] = number;
    return number === 0 ? word(email) : email.slice(0, at) + AT;
  }

  for (const page of readIndexRows(store, index, 'id, email, username, name, emails')) {
    for (const { position, values } of page) {
      const [, email, username, name, emails] = values as unknown as Row;
      const local = email === null ? '' : localOf(email, position);
      const entry = `${local}${word(username)}${word(name)}${emails === null ? '' : further(emails)}`;
      if (end + entry.length * 3 > text.length) {
        const larger = Buffer.allocUnsafe(Math.ceil((end + entry.length * 3) * 1.2));
        text.copy(larger, 0, 0, end);
        text = larger;
      }
      from[position] = end;
      end += text.write(entry, end);
      to[position] = end;
    }
    yield;
  }
  return { text: text.subarray(0, end), from, to, domainOf, domains };
}

/** In the order of positions, so that a search reads memory in order. */
function* inOrder({ text, from, to, domainOf, domains }: Collected): InTurns<Texts> {
  const ordered = Buffer.allocUnsafe(text.length);
  const starts = new Uint32Array(from.length + 1);
  const signatures = new Int32Array(from.length);
  let end = 0;
  for (let position = 0; position < from.length; position++) {
    const [first, last] = [from[position] ?? 0, to[position] ?? 0];
    starts[position] = end;
    signatures[position] = signature(text, first, last);
    for (let at = first; at < last; at++) ordered[end++] = text[at] ?? 0;
    if (position % A_WHILE === 0) yield;
  }
  starts[from.length] = end;
  return { text: ordered, starts, signatures, domainOf, domains };
}

function word(text: string | null): string {
  return text === null ? '' : text.toLowerCase() + NEXT;
}

function further(emails: string): string {
  return (JSON.parse(emails) as string[]).slice(1).map(word).join('');
}

/** One bit for each letter, some for the digits, one for everything that is not ASCII. A text that lacks a bit of a word lacks the word. */
function signature(text: Uint8Array, from: number, to: number): number {
  let bits = 0;
  for (let at = from; at < to; at++) bits |= BITS[text[at] ?? 0] ?? 0;
  return bits;
}

const BITS = Int32Array.from({ length: 256 }, (_, byte) => {
  if (byte >= 97 && byte <= 122) return 1 << (byte - 97);
  if (byte >= 48 && byte <= 57) return 1 << (26 + ((byte - 48) % 5));
  return byte >= 128 ? 1 << 31 : 0;
});

/** Marks the positions whose text contains the word and, when domains are given, whose domain is marked. */
function markHits(
  { text, starts, signatures, domainOf }: Texts,
  wanted: string,
  found: Uint8Array,
  domains: Uint8Array | null,
): void {
  const needle = Buffer.from(wanted);
  const bits = signature(needle, 0, needle.length);
  const certain = /^[a-z]$/.test(wanted);
  for (let position = 0; position < signatures.length; position++) {
    if (((signatures[position] ?? 0) & bits) !== bits) continue;
    if (domains !== null && domains[domainOf[position] ?? 0] !== 1) continue;
    if (certain || holds(text, starts[position] ?? 0, starts[position + 1] ?? 0, needle)) found[position] = 1;
  }
}

function holds(text: Uint8Array, from: number, to: number, needle: Uint8Array): boolean {
  const { length } = needle;
  const first = needle[0];
  for (let at = from; at + length <= to; at++) {
    if (text[at] !== first) continue;
    let next = 1;
    while (next < length && text[at + next] === needle[next]) next++;
    if (next === length) return true;
  }
  return false;
}
