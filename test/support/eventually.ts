import { setTimeout as wait } from 'node:timers/promises';

/**
 * Calls `look` every 10 ms and returns the first truthy result.
 * @throws after `seconds`; `what` names the event in the error. A process that starts on a busy machine needs more of them.
 */
export async function eventually<T>(
  look: () => T | Promise<T>,
  what = 'it',
  seconds = 5,
): Promise<NonNullable<T>> {
  for (let tries = 0; tries < seconds * 100; tries++) {
    const found = await look();
    if (found) return found as NonNullable<T>;
    await wait(10);
  }
  throw new Error(`${what} did not happen within ${seconds} seconds`);
}
