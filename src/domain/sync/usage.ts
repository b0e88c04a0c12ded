import type { Instant } from '../day.ts';

/** How much of a limit is left, according to the vendor's headers. */
export interface Left {
  /** The host that said so. */
  readonly host: string;
  readonly remaining: number;
  /** Of how many; `null` when it did not say. */
  readonly limit: number | null;
  /** Both are percent of a limit that the vendor does not count out. */
  readonly percent?: true;
  /** When it resets; `null` if the vendor did not say. */
  readonly resetsAt: Instant | null;
}

/** What a read has cost. */
export interface Usage {
  /** Requests that were sent, repeated ones and those for tokens included. */
  readonly requests: number;
  /** The latest word on each limit; empty for vendors that say nothing. */
  readonly left: readonly Left[];
}

/** The limit that will be used up first; `null` if there are none. */
export function scarcest({ left }: Usage): Left | null {
  return left.toSorted((a, b) => shareOf(a) - shareOf(b))[0] ?? null;
}

/** How much of its scarcest limit is left, 1 being all of it; 1 where nothing was said. */
export function leftShare(usage: Usage): number {
  const left = scarcest(usage);
  return left === null ? 1 : shareOf(left);
}

function shareOf({ remaining, limit }: Left): number {
  return limit === null || limit === 0 ? 1 : remaining / limit;
}
