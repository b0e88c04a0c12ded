export interface Draw {
  /** A whole number from 0, below the limit. */
  below(limit: number): number;
  chance(percent: number): boolean;
  pick<T>(list: readonly T[]): T;
  id(): string;
}
/** The same numbers on every machine. */
export function random(seed: number): Draw;
