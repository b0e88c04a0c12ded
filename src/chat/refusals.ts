/** Requests that were not let in, while nothing good has come since: then it is more than somebody's scanner. */
export interface Refusals {
  add(why: string): void;
  accepted(): void;
  problems(): readonly string[];
}

const REMEMBERED_MS = 24 * 3_600_000;
const MOST = 20;

export function createRefusals(now: () => number, platform: string): Refusals {
  const refused = new Map<string, { count: number; at: number }>();
  return {
    add(why) {
      const before = refused.get(why);
      if (before === undefined && refused.size >= MOST) return;
      refused.set(why, { count: (before?.count ?? 0) + 1, at: now() });
    },
    accepted: () => refused.clear(),
    problems: () =>
      [...refused]
        .filter(([, { at }]) => now() - at < REMEMBERED_MS)
        .map(
          ([why, { count }]) =>
            `${count === 1 ? 'A request' : `${count} requests`} in the name of ${platform} ${count === 1 ? 'was' : 'were'} refused, and none was let in since: ${why}.`,
        ),
  };
}
