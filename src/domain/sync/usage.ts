import type { Instant } from '../day.ts';

/** What a vendor's headers said is left of a limit. */
export interface Left {
  /** The host that said so. */
  readonly host: string;
  readonly remaining: number;
  /** Of how many; `null` when it did not say. */
  readonly limit: number | null;
  /** When it starts anew; `null` when it did not say. */
  readonly resetsAt: Instant | null;
}

/** What a read has cost. */
export interface Usage {
  /** Requests that were sent, repeated ones and those for tokens included. */
  readonly requests: number;
  /** What each host said last; empty for vendors that say nothing. */
  readonly left: readonly Left[];
}

/** Of several limits the one that is used up first; `null` without any. */
export function scarcest({ left }: Usage): Left | null {
  const share = ({ remaining, limit }: Left) => (limit === null || limit === 0 ? 1 : remaining / limit);
  return left.toSorted((a, b) => share(a) - share(b))[0] ?? null;
}
