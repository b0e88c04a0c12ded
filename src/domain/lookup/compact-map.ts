import { hash53 } from './hash.ts';

const FIRST_CAPACITY = 1 << 8;
/** Each grows on its own, so that there is never twice of all that is remembered. A power of two. */
const TABLES = 16;
/** Of the second hash, 32 bits: with the 53 of the first, two different texts are never taken for one. */
const CHECK_SEED = 0x9e3779b9;

interface Table {
  hashes: Float64Array;
  checks: Uint32Array;
  values: Float64Array;
  size: number;
}

/** Numbers by texts. */
export interface CompactMap {
  get(text: string): number | null;
  set(text: string, value: number): void;
  readonly size: number;
}

/** Remembers a number for each of many texts in about 50 bytes, without the texts: a list that is joined to another has as many rows as the other. */
export function createCompactMap(): CompactMap {
  const tables = Array.from({ length: TABLES }, () => emptyTable(FIRST_CAPACITY));
  const tableOf = (hash: number) => tables[(hash / 2 ** 32) & (TABLES - 1)] as Table;
  let size = 0;
  return {
    get size() {
      return size;
    },
    get(text) {
      const hash = hash53(text);
      const table = tableOf(hash);
      const slot = slotOf(table, hash, checkOf(text));
      return table.hashes[slot] === 0 ? null : (table.values[slot] as number);
    },
    set(text, value) {
      const [hash, check] = [hash53(text), checkOf(text)];
      const table = tableOf(hash);
      if (!put(table, hash, check, value)) return;
      size++;
      if (++table.size * 2 > table.hashes.length) grow(table);
    },
  };
}

function emptyTable(capacity: number): Table {
  return {
    hashes: new Float64Array(capacity),
    checks: new Uint32Array(capacity),
    values: new Float64Array(capacity),
    size: 0,
  };
}

function checkOf(text: string): number {
  return hash53(text, CHECK_SEED) >>> 0;
}

/** Where the text is, or where it would be put. */
function slotOf({ hashes, checks }: Table, hash: number, check: number): number {
  const mask = hashes.length - 1;
  let slot = hash & mask;
  while (hashes[slot] !== 0 && (hashes[slot] !== hash || checks[slot] !== check)) slot = (slot + 1) & mask;
  return slot;
}

/** Whether it is new. */
function put(table: Table, hash: number, check: number, value: number): boolean {
  const slot = slotOf(table, hash, check);
  const isNew = table.hashes[slot] === 0;
  table.hashes[slot] = hash;
  table.checks[slot] = check;
  table.values[slot] = value;
  return isNew;
}

function grow(table: Table): void {
  const { hashes, checks, values } = table;
  const { hashes: more, checks: moreChecks, values: moreValues } = emptyTable(hashes.length * 2);
  Object.assign(table, { hashes: more, checks: moreChecks, values: moreValues });
  for (const [slot, hash] of hashes.entries())
    if (hash !== 0) put(table, hash, checks[slot] as number, values[slot] as number);
}
