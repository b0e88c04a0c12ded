const FIRST_MS = 6 * 3_600_000;
const LONGEST_MS = 7 * 24 * 3_600_000;

/**
 * How long nobody tries a name and a password again that were refused so many times, in milliseconds. The first rest does not lock an account
 * that allows five wrong ones in half an hour, or in a few hours.
 */
export function longerRest(tries: number): number {
  return Math.min(FIRST_MS * 2 ** (tries - 1), LONGEST_MS);
}
