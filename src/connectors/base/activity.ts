import type { Instant } from '../../domain/day.ts';

/** When somebody last did something, and what tells it. */
export interface Activity {
  readonly at: Instant;
  readonly from: string;
}

/** The first of two at the same moment. */
export function laterOf(one: Activity | null, other: Activity | null): Activity | null {
  if (one === null || other === null) return one ?? other;
  return other.at > one.at ? other : one;
}

/** The latest of what is known; `null` where nothing is. */
export function latest(moments: readonly (Instant | null)[]): Instant | null {
  return moments.reduce(
    (newest, at) => (at !== null && (newest === null || at > newest) ? at : newest),
    null,
  );
}
