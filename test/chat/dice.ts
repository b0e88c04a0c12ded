import { HOSTILE } from './hostile.ts';

/** Random throws that are the same for the same seed on every machine. */
export interface Dice {
  /** 0 to `most`. */
  upTo(most: number): number;
  maybe(percent: number): boolean;
  one<T>(all: readonly T[]): T;
  /** A person's name: usually harmless, sometimes hostile. */
  name(): string;
  many<T>(most: number, make: () => T): T[];
}

export function diceOf(seed: number): Dice {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const upTo = (most: number) => Math.floor(next() * (most + 1));
  const one = <T>(all: readonly T[]): T => {
    const found = all[upTo(all.length - 1)];
    if (found === undefined) throw new Error('nothing to choose from');
    return found;
  };
  const decent = () => `${one(GIVEN)}.${one(FAMILY)}${upTo(99)}@acme.example`;
  return {
    upTo,
    maybe: (percent) => next() * 100 < percent,
    one,
    name: () => {
      const kind = upTo(9);
      if (kind < 7) return decent();
      if (kind < 9) return one(SHORT);
      return upTo(19) === 0 ? one(HOSTILE) : `${one(SHORT)} ${one(SHORT)}`;
    },
    many: (most, make) => Array.from({ length: upTo(most) }, make),
  };
}

const GIVEN = ['jo', 'sam', 'kim', 'pablo', 'grace', 'nguyen', 'olu', 'ana'];
const FAMILY = ['brandt', 'mbeki', 'ruiz', 'lee', 'park', 'okafor', 'silva'];
const SHORT = HOSTILE.filter((name) => name.length < 200);
