/** When each host may be asked again, for all who ask it: two apps at one host share its pace and the waits it asks for. */
export interface HostTurns {
  /** Takes the next turn at the host, and returns how many milliseconds it is away; the one after is `pacing` later. */
  take(host: string, pacing: number): number;
  /** Nobody asks the host in the next `ms` milliseconds. */
  rest(host: string, ms: number): void;
  /** For how many milliseconds the host still wants to be left alone; 0 when it does not. */
  resting(host: string): number;
}

/** `elapsed`: milliseconds by a clock that nobody sets. A clock that is set back would keep everybody waiting. */
export function openHostTurns(elapsed: () => number): HostTurns {
  const next = new Map<string, number>();
  const rests = new Map<string, number>();
  return {
    take(host, pacing) {
      const now = elapsed();
      const turn = Math.max(now, next.get(host) ?? now);
      next.set(host, turn + pacing);
      return turn - now;
    },
    rest(host, ms) {
      const until = elapsed() + ms;
      next.set(host, Math.max(next.get(host) ?? 0, until));
      rests.set(host, Math.max(rests.get(host) ?? 0, until));
    },
    resting: (host) => Math.max(0, (rests.get(host) ?? 0) - elapsed()),
  };
}
