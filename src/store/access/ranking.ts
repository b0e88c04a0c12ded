import { sortKey } from '../../domain/lookup/sort-key.ts';
import type { InTurns } from './in-turns.ts';

/** The place of each slot in the order of all keys, from 1; 0 where there is no key. As narrow as the places allow. */
export type Places = Uint8Array | Uint16Array | Uint32Array;

/** Equal keys share a place. */
export interface Ranking {
  add(slot: number, key: string | number): void;
  finish(): InTurns<Places>;
}

const RUN = 4096;
const A_WHILE = 40_000;

/**
 * Ranks up to `slots` keys. A million of them take 50 MB while they are sorted and at most 4 MB afterwards: the keys are packed into
 * one buffer, because as strings they would take many times that.
 */
export function ranking(slots: number): Ranking {
  let bytes = Buffer.allocUnsafe(Math.max(1024, slots * 12));
  const starts = new Uint32Array(slots + 1);
  const of = new Uint32Array(slots);
  let [count, end] = [0, 0];

  function room(more: number): void {
    if (end + more <= bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.ceil((end + more) * 1.5));
    bytes.copy(larger, 0, 0, end);
    bytes = larger;
  }

  return {
    add(slot, key) {
      of[count] = slot;
      if (typeof key === 'number') {
        room(9);
        writeNumber(bytes, end, key);
        end += 9;
      } else {
        const text = sortKey(key);
        room(text.length * 3 + 1);
        bytes[end++] = TEXT;
        end += bytes.write(text, end);
      }
      starts[++count] = end;
    },
    *finish() {
      const beginning = yield* beginnings(bytes, starts, count);
      const compare = comparison(bytes, starts, beginning);
      const order = yield* sorted(count, compare);
      const placeOf = new Uint32Array(count);
      let place = 0;
      for (let at = 0; at < count; at++) {
        const key = order[at] ?? 0;
        if (at === 0 || compare(order[at - 1] ?? 0, key) !== 0) place++;
        placeOf[key] = place;
        if (at % A_WHILE === 0) yield;
      }
      const places = narrow(place, slots);
      for (let key = 0; key < count; key++) places[of[key] ?? 0] = placeOf[key] ?? 0;
      return places;
    },
  };
}

function narrow(most: number, slots: number): Places {
  if (most < 2 ** 8) return new Uint8Array(slots);
  return most < 2 ** 16 ? new Uint16Array(slots) : new Uint32Array(slots);
}

/** The first six bytes of each key as a number: most comparisons need no more. */
function* beginnings(bytes: Buffer, starts: Uint32Array, count: number): InTurns<Float64Array> {
  const found = new Float64Array(count);
  for (let key = 0; key < count; key++) {
    const start = starts[key] ?? 0;
    const end = starts[key + 1] ?? 0;
    let value = 0;
    for (let at = start; at < start + 6; at++) value = value * 256 + (at < end ? (bytes[at] ?? 0) : 0);
    found[key] = value;
    if (key % A_WHILE === 0) yield;
  }
  return found;
}

/** By bytes; the shorter of two that start alike is first. */
function comparison(bytes: Buffer, starts: Uint32Array, beginning: Float64Array) {
  return (a: number, b: number): number => {
    const difference = (beginning[a] ?? 0) - (beginning[b] ?? 0);
    if (difference !== 0) return difference;
    const endOfA = starts[a + 1] ?? 0;
    const endOfB = starts[b + 1] ?? 0;
    let x = (starts[a] ?? 0) + 6;
    let y = (starts[b] ?? 0) + 6;
    for (; x < endOfA && y < endOfB; x++, y++)
      if (bytes[x] !== bytes[y]) return (bytes[x] ?? 0) - (bytes[y] ?? 0);
    return endOfA - (starts[a] ?? 0) - (endOfB - (starts[b] ?? 0));
  };
}

/** 0 … count - 1 in order: short runs sorted, then merged. */
function* sorted(count: number, compare: (a: number, b: number) => number): InTurns<Uint32Array> {
  let from = new Uint32Array(count);
  for (let at = 0; at < count; at++) from[at] = at;
  for (let start = 0; start < count; start += RUN) {
    from.subarray(start, start + RUN).sort(compare);
    yield;
  }
  let to = new Uint32Array(count);
  for (let width = RUN; width < count; width *= 2) {
    let done = 0;
    for (let start = 0; start < count; start += 2 * width) {
      const middle = Math.min(start + width, count);
      const end = Math.min(start + 2 * width, count);
      for (let left = start, right = middle, at = start; at < end; at++) {
        const takeLeft = left < middle && (right >= end || compare(from[left] ?? 0, from[right] ?? 0) <= 0);
        to[at] = (takeLeft ? from[left++] : from[right++]) ?? 0;
        if (++done % A_WHILE === 0) yield;
      }
    }
    [from, to] = [to, from];
  }
  return from;
}

const NUMBER = 0;
/** After every number. */
const TEXT = 1;

/** Written so that bytes compare as the numbers do: the sign bit inverted, and for a negative number all bits. */
function writeNumber(bytes: Buffer, at: number, value: number): void {
  bytes[at] = NUMBER;
  bytes.writeDoubleBE(value === 0 ? 0 : value, at + 1);
  const negative = (bytes[at + 1] ?? 0) >= 128;
  for (let i = at + 1; i < at + 9; i++)
    bytes[i] = (bytes[i] ?? 0) ^ (negative ? 255 : i === at + 1 ? 128 : 0);
}
