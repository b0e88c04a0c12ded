import { describe, it } from 'vitest';

const WORLDS = 20_000;
const PARTS = 10;

/** A test that shows every one of the random companies of `worlds.ts`, and names the one that cannot be shown. */
export function everyWorld(isShown: string, show: (seed: number) => void): void {
  describe(`${WORLDS} random companies`, () => {
    it.each(Array.from({ length: PARTS }, (_, part) => part))(
      `${isShown}, part %i`,
      (part) => {
        const share = WORLDS / PARTS;
        for (let seed = part * share; seed < (part + 1) * share; seed++) {
          try {
            show(seed);
          } catch (error) {
            throw new Error(`world ${seed}: ${error instanceof Error ? error.message : error}`, {
              cause: error,
            });
          }
        }
      },
      120_000,
    );
  });
}
