import { setImmediate } from 'node:timers/promises';

/** Lets other work run between two pages. Throws when Seatkeeper is asked to stop. */
export async function turn(signal: AbortSignal): Promise<void> {
  await setImmediate();
  signal.throwIfAborted();
}
