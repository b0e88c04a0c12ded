import { setTimeout as wait } from 'node:timers/promises';

/**
 * Calls `look` every 10 ms and returns the first truthy result.
 * @throws after 5 seconds; `what` names the event in the error.
 */
export async function eventually<T>(look: () => T | Promise<T>, what = 'it'): Promise<NonNullable<T>> {
  for (let tries = 0; tries < 500; tries++) {
    const found = await look();
    if (found) return found as NonNullable<T>;
    await wait(10);
  }
  throw new Error(`${what} did not happen within 5 seconds`);
}
