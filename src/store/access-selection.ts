import type { AccessFilter } from '../domain/access-filter.ts';
import { HIDDEN, KIND, KNOWN, OFFBOARDED, packed, STATE, STATUS } from './access-codes.ts';
import type { AccessIndex } from './access-index.ts';

/** What a filter needs besides the index. */
export interface Beside {
  /** By person ref: 1 for those whose accounts are meant. Nobody's accounts stand at 0. */
  readonly owners: Uint8Array | null;
  /** By position. */
  readonly text: Uint8Array | null;
}

/** Positions of the accounts that pass, in order. */
export function passing(index: AccessIndex, filter: AccessFilter, { owners, text }: Beside): Uint32Array {
  const [mask, wanted] = factsOf(filter);
  const licenses = filter.license === undefined ? null : setsHolding(index, filter.license);
  const idleBefore = filter.idleBefore === undefined ? null : Date.parse(filter.idleBefore) / 1000;
  const { facts, lastActive } = index;
  const found = new Uint32Array(facts.length);
  let count = 0;
  for (let position = 0; position < facts.length; position++) {
    if (((facts[position] ?? 0) & mask) !== wanted) continue;
    if (licenses !== null && licenses[index.licenses[position] ?? 0] !== 1) continue;
    const last = lastActive[position] ?? 0;
    if (idleBefore !== null && (last === 0 || last >= idleBefore)) continue;
    if (filter.neverActive === true && last !== 0) continue;
    if (owners !== null && owners[index.owners[position] ?? 0] !== 1) continue;
    if (text !== null && text[position] !== 1) continue;
    found[count++] = position;
  }
  return found.subarray(0, count);
}

/** What is compared to put accounts in order: a number from 1, 0 for what an account does not have. */
export type Place = (position: number) => number;

/** Whether positions stand in the asked order after `offset + limit` of them: fewer cost less. */
const FEW = 2000;

/**
 * The first `until` of these positions, in order; all that is behind them is left alone. What is absent comes last whichever
 * way, and equal ones stay as they are.
 */
export function firstInOrder(
  positions: Uint32Array,
  place: Place,
  down: boolean,
  until: number,
): Uint32Array {
  const value = (position: number) => {
    const found = place(position);
    if (found === 0) return LAST;
    return down ? LAST - found : found;
  };
  return until <= FEW ? selected(positions, value, until) : sorted(positions, value).subarray(0, until);
}

/** Above every place, and every place still a different number when taken from it. */
const LAST = 2 ** 33;

/** A short sorted list into which the few that belong there are put. */
function selected(positions: Uint32Array, value: Place, until: number): Uint32Array {
  const best = new Uint32Array(Math.min(until, positions.length));
  const values = new Float64Array(best.length);
  let count = 0;
  for (let at = 0; at < positions.length; at++) {
    const position = positions[at] ?? 0;
    const mine = value(position);
    if (count === best.length && !(mine < (values[count - 1] ?? 0))) continue;
    let low = 0;
    for (let high = count; low < high; ) {
      const middle = (low + high) >> 1;
      if ((values[middle] ?? 0) <= mine) low = middle + 1;
      else high = middle;
    }
    if (count < best.length) count++;
    best.copyWithin(low + 1, low, count - 1);
    values.copyWithin(low + 1, low, count - 1);
    best[low] = position;
    values[low] = mine;
  }
  return best;
}

function sorted(positions: Uint32Array, value: Place): Uint32Array {
  const values = Float64Array.from(positions, value);
  return Uint32Array.from(positions.keys())
    .sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0) || a - b)
    .map((at) => positions[at] ?? 0);
}

/** Which bits of the facts must be what. */
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
