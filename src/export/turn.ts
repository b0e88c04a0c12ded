import { setImmediate } from 'node:timers/promises';

/** Between two pages: lets whoever waits have a turn, and stops when Seatkeeper is told to. */
export async function turn(signal: AbortSignal): Promise<void> {
  await setImmediate();
  signal.throwIfAborted();
}
