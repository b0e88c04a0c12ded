import type { Door } from './bot.ts';

const SLOW = 'it is not known whether its token is valid: Microsoft did not say in time';

/** The same door with a time limit: the SDK itself waits for keys and tokens without end. */
export function withTimeout(door: Door, timeoutMs: number): Door {
  return {
    rejects: (authorization, activity) =>
      Promise.race([door.rejects(authorization, activity), timeLimit(timeoutMs).catch(() => SLOW)]),
    token: () => Promise.race([door.token(), timeLimit(timeoutMs)]),
  };
}

/** Rejects after `ms`. */
function timeLimit(ms: number): Promise<never> {
  const signal = AbortSignal.timeout(ms);
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
