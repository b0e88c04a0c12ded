import type { AccessFilter } from '../../domain/access/access-filter.ts';
import type { DayLimit } from '../../domain/day.ts';
import { HIDDEN, KIND, KNOWN, OFFBOARDED, packed, STATE, STATUS } from './access-codes.ts';
import type { AccessIndex } from './access-index.ts';
import type { Places } from './ranking.ts';

/** What a filter needs in addition to the index. */
export interface Beside {
  /** By person ref: 1 for those whose accounts pass. Accounts without an owner are at 0. */
  readonly owners: Uint8Array | null;
  /** By position. */
  readonly text: Uint8Array | null;
}

/**
 * Positions of the accounts that pass, in order. One plain loop for each condition, without branches that a processor would have to
 * predict: each costs a millisecond or two. The result is in memory that the next call reuses: copy what must last.
 */
export function passing(index: AccessIndex, filter: AccessFilter, { owners, text }: Beside): Uint32Array {
  const { facts, lastActive } = index;
  const [mask, wanted] = factsOf(filter);
  // Allocating megabytes for each question would keep the garbage collector busy.
  use++;
  if (scratch.length <= facts.length) scratch = new Uint32Array(facts.length + 1);
  const all = scratch;
  let count = 0;
  for (let position = 0; position < facts.length; position++) {
    all[count] = position;
    // 1 when no bit differs, for numbers as small as these.
    count += ((((facts[position] ?? 0) & mask) ^ wanted) - 1) >>> 31;
  }
  let found: Uint32Array = all.subarray(0, count);
  if (filter.license !== undefined) found = marked(found, setsHolding(index, filter.license), index.licenses);
  if (filter.idleBefore !== undefined) {
    found = usedBefore(found, lastActive, filter.idleBefore);
  }
  if (filter.neverActive === true) found = within(found, lastActive, 0, 1);
  if (owners !== null) found = marked(found, owners, index.owners);
  return text === null ? found : marked(found, text, null);
}

let scratch = new Uint32Array(0);
let use = 0;

/** While this stays the same, the last result of `passing` is still valid. */
export function lastUse(): number {
  return use;
}

/** Keeps those whose number in `numbers` is marked with 1; without numbers, those that are marked themselves. In place. */
function marked(positions: Uint32Array, marks: Uint8Array, numbers: Uint32Array | null): Uint32Array {
  let count = 0;
  for (let at = 0; at < positions.length; at++) {
    const position = positions[at] ?? 0;
    positions[count] = position;
    count += marks[numbers === null ? position : (numbers[position] ?? 0)] ?? 0;
  }
  return positions.subarray(0, count);
}

function within(positions: Uint32Array, values: Uint32Array, from: number, below: number): Uint32Array {
  let count = 0;
  for (let at = 0; at < positions.length; at++) {
    const position = positions[at] ?? 0;
    const value = values[position] ?? 0;
    positions[count] = position;
    count += value >= from && value < below ? 1 : 0;
  }
  return positions.subarray(0, count);
}

/** Whole days are bare days: see `LAST_ACTIVE_SQL`. As in `beforeSql`, of the bare days before the moment only the day itself does not count. */
function usedBefore(positions: Uint32Array, values: Uint32Array, { day, at }: DayLimit): Uint32Array {
  const [limit, itself] = [Date.parse(at) / 1000, Date.parse(day) / 1000];
  let count = 0;
  for (let at = 0; at < positions.length; at++) {
    const position = positions[at] ?? 0;
    const value = values[position] ?? 0;
    positions[count] = position;
    count += value >= 1 && value < limit && value !== itself ? 1 : 0;
  }
  return positions.subarray(0, count);
}

/**
 * What accounts are sorted by: a number from 1, or 0 for an account that has no value. It is found in `places` by position or,
 * where there are `numbers`, by the number that an account has there.
 */
export interface Order {
  readonly places: Places;
  readonly numbers: Places | null;
}

/** Up to this many are picked one by one; more are sorted. */
const FEW = 2000;

/**
 * The first `until` of these positions, in order. Accounts without a value come last in both directions, and equal ones keep their order.
 */
export function firstInOrder(
  positions: Uint32Array,
  order: Order,
  down: boolean,
  until: number,
): Uint32Array {
  return until <= FEW
    ? picked(positions, order, down, until)
    : sorted(positions, order, down).subarray(0, until);
}

/** Above every place. */
const LAST = 0xffff_ffff;

/** Keeps a short sorted list of the best while it walks through all. */
function picked(
  positions: Uint32Array,
  { places, numbers }: Order,
  down: boolean,
  until: number,
): Uint32Array {
  const size = Math.min(until, positions.length);
  const best = new Uint32Array(size);
  const bestValues = new Float64Array(size);
  let count = 0;
  let worst = Number.POSITIVE_INFINITY;
  for (let at = 0; at < positions.length; at++) {
    const position = positions[at] ?? 0;
    const place = places[numbers === null ? position : (numbers[position] ?? 0)] ?? 0;
    const value = place === 0 ? LAST : down ? LAST - place : place;
    if (value >= worst) continue;
    let low = 0;
    for (let high = count; low < high; ) {
      const middle = (low + high) >> 1;
      if ((bestValues[middle] ?? 0) <= value) low = middle + 1;
      else high = middle;
    }
    if (count < size) count++;
    best.copyWithin(low + 1, low, count - 1);
    bestValues.copyWithin(low + 1, low, count - 1);
    best[low] = position;
    bestValues[low] = value;
    if (count === size) worst = bestValues[count - 1] ?? 0;
  }
  return best;
}

/** Value and place in one number, which sorts without a compare function: 2²¹ places fit beside 32 bits. */
const PLACES = 2 ** 21;

function sorted(positions: Uint32Array, { places, numbers }: Order, down: boolean): Uint32Array {
  const value = (position: number) => {
    const place = places[numbers === null ? position : (numbers[position] ?? 0)] ?? 0;
    return place === 0 ? LAST : down ? LAST - place : place;
  };
  if (positions.length > PLACES) return positions.slice().sort((a, b) => value(a) - value(b) || a - b);
  const keys = new Float64Array(positions.length);
  for (let at = 0; at < keys.length; at++) keys[at] = value(positions[at] ?? 0) * PLACES + at;
  keys.sort();
  const found = new Uint32Array(positions.length);
  for (let at = 0; at < keys.length; at++) found[at] = positions[(keys[at] ?? 0) % PLACES] ?? 0;
  return found;
}

/** Which bits of the facts must have which value. */
function factsOf(filter: AccessFilter): [mask: number, wanted: number] {
  let [mask, wanted] = [HIDDEN, 0];
  const must = (bits: number, value: number) => {
    mask |= bits;
    wanted |= value;
  };
  if (filter.status !== undefined) must(STATUS.mask, packed(STATUS, filter.status));
  if (filter.kind !== undefined) must(KIND.mask, packed(KIND, filter.kind));
  if (filter.state !== undefined) must(STATE.mask, packed(STATE, filter.state));
  if (filter.offboarded !== undefined) must(OFFBOARDED, filter.offboarded ? OFFBOARDED : 0);
  if (filter.known !== undefined) must(KNOWN, filter.known ? KNOWN : 0);
  return [mask, wanted];
}

function setsHolding({ licenseSets }: AccessIndex, part: string): Uint8Array {
  const wanted = part.toLowerCase();
  return Uint8Array.from(licenseSets, (set) =>
    set.some((license) => license.toLowerCase().includes(wanted)) ? 1 : 0,
  );
}
