import type { Door } from './bot.ts';

const SLOW = 'Microsoft did not say in time whether its token is valid';

/** The same door, which keeps nobody waiting: the SDK itself waits for keys and tokens for as long as it takes. */
export function timelyDoor(door: Door, timeoutMs: number): Door {
  return {
    refuses: (authorization, activity) =>
      Promise.race([door.refuses(authorization, activity), over(timeoutMs).catch(() => SLOW)]),
    token: () => Promise.race([door.token(), over(timeoutMs)]),
  };
}

/** Rejects when the time is over. */
function over(ms: number): Promise<never> {
  const signal = AbortSignal.timeout(ms);
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
