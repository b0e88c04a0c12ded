import { type AccessIndex, readRows } from './access-index.ts';
import type { Store } from './open.ts';
import type { InTurns } from './ranking.ts';

/** The addresses, usernames and names of an app's accounts in lower case, packed to be searched: 40 bytes each. */
export interface AccessText {
  readonly bytes: number;
  /** Marks (1, by position) the accounts with the text in one of their addresses, their username or their name. */
  find(text: string): Uint8Array;
}

/** Ends the local part of an address whose domain stands in `domains`. */
const AT = '\u0001';
const NEXT = '\u0002';
const MOST_DOMAINS = 65_535;

type Row = [
  row: number,
  email: string | null,
  username: string | null,
  name: string | null,
  emails: string | null,
];

export function* buildAccessText(store: Store, index: AccessIndex): InTurns<AccessText> {
  const { length } = index.rows;
  let text = Buffer.allocUnsafe(Math.max(1024, length * 32));
  const starts = new Uint32Array(length + 1);
  const positions = new Uint32Array(length);
  const domainOf = new Uint16Array(length);
  /** 0 stands for an account whose addresses are all in the text. */
  const domains = new Map<string, number>([['', 0]]);
  let [count, end] = [0, 0];

  function add(position: number, [, email, username, name, emails]: Row): void {
    const entry = `${localOf(email)}${word(username)}${word(name)}${emails === null ? '' : further(emails)}`;
    if (end + entry.length * 3 > text.length) {
      const larger = Buffer.allocUnsafe(Math.ceil((end + entry.length * 3) * 1.2));
      text.copy(larger, 0, 0, end);
      text = larger;
    }
    end += text.write(entry, end);
    positions[count] = position;
    starts[++count] = end;
  }

  function localOf(email: string | null): string {
    if (email === null) return '';
    const at = email.lastIndexOf('@');
    const domain = email.slice(at + 1);
    if (!domains.has(domain) && domains.size <= MOST_DOMAINS) domains.set(domain, domains.size);
    const number = domains.get(domain) ?? 0;
    domainOf[count] = number;
    return number === 0 ? word(email) : email.slice(0, at) + AT;
  }

  const columns = 'id, email, username, name, emails';
  for (const page of readRows(store, index, columns)) {
    for (const { position, values } of page) add(position, values as unknown as Row);
    yield;
  }
  const all = text.subarray(0, end);
  const bytes = text.length + starts.byteLength + positions.byteLength + domainOf.byteLength;
  return {
    bytes,
    find(wanted) {
      const typed = wanted.toLowerCase();
      const found = new Uint8Array(length);
      const at = typed.lastIndexOf('@');
      if (typed.includes(AT) || typed.includes(NEXT)) return found;
      const texts = { text: all, starts, count, positions };
      markHits(texts, typed, found, null);
      // An address stands in two places: its local part must end, and its domain begin, with what was typed.
      const fits = (domain: string) =>
        at < 0 ? domain.includes(typed) : domain.startsWith(typed.slice(at + 1));
      const fitting = Uint8Array.from([...domains.keys()], (domain, number) =>
        number > 0 && fits(domain) ? 1 : 0,
      );
      if (!fitting.includes(1)) return found;
      if (at > 0) markHits(texts, typed.slice(0, at) + AT, found, { marks: fitting, of: domainOf });
      else
        for (let entry = 0; entry < count; entry++) {
          const position = positions[entry] ?? 0;
          found[position] = (found[position] ?? 0) | (fitting[domainOf[entry] ?? 0] ?? 0);
        }
      return found;
    },
  };
}

function word(text: string | null): string {
  return text === null ? '' : text.toLowerCase() + NEXT;
}

function further(emails: string): string {
  return (JSON.parse(emails) as string[]).slice(1).map(word).join('');
}

interface Texts {
  readonly text: Buffer;
  /** Where each entry starts, and the last one ends. */
  readonly starts: Uint32Array;
  readonly count: number;
  /** Of the account of each entry. */
  readonly positions: Uint32Array;
}

/** Hits that are so close that a search of our own beats calls of the fast one. */
const DENSE = 5;
const SAMPLE = 256;
const STRETCH = 20_000;

/** Marks the accounts whose entry holds the text, and whose number is among the marks, if there are any. */
function markHits(
  { text, starts, count, positions }: Texts,
  wanted: string,
  found: Uint8Array,
  only: { readonly marks: Uint8Array; readonly of: Uint16Array } | null,
): void {
  const needle = Buffer.from(wanted);
  let entry = 0;
  while (entry < count) {
    const from = entry;
    for (let hits = 0; hits < SAMPLE && entry < count; hits++) {
      const at = text.indexOf(needle, starts[entry]);
      if (at < 0) return;
      while ((starts[entry + 1] ?? 0) <= at) entry++;
      if (only === null || only.marks[only.of[entry] ?? 0] === 1) found[positions[entry] ?? 0] = 1;
      entry++;
    }
    if (entry - from > SAMPLE * DENSE) continue;
    for (const end = Math.min(count, entry + STRETCH); entry < end; entry++) {
      if (!holds(text, starts[entry] ?? 0, starts[entry + 1] ?? 0, needle)) continue;
      if (only === null || only.marks[only.of[entry] ?? 0] === 1) found[positions[entry] ?? 0] = 1;
    }
  }
}

function holds(text: Buffer, from: number, to: number, needle: Buffer): boolean {
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
