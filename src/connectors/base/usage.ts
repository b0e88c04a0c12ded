import type { Instant } from '../../domain/day.ts';

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

/** Counts for all clients of one connection. */
export interface Meter {
  sent(): void;
  left(left: Left): void;
  usage(): Usage;
}

export function openMeter(): Meter {
  let requests = 0;
  const left = new Map<string, Left>();
  return {
    sent: () => {
      requests++;
    },
    left: (said) => {
      left.set(said.host, said);
    },
    usage: () => ({ requests, left: [...left.values()] }),
  };
}
