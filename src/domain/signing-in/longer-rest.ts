const FIRST_MS = 6 * 3_600_000;
const LONGEST_MS = 7 * 24 * 3_600_000;

/**
 * How long, in milliseconds, a name and a password are not tried again after they were refused this many times. Even the first rest is
 * long enough not to lock an account that allows five wrong passwords in half an hour, or in a few hours.
 */
export function longerRest(tries: number): number {
  return Math.min(FIRST_MS * 2 ** (tries - 1), LONGEST_MS);
}
