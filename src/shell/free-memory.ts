import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Collects garbage now. V8 keeps large unused arrays until its own heap grows, so they would count in the peak of the process. Takes a tenth of a
 * second with a large heap, so use it only in processes where nobody waits for an answer.
 */
export function freeMemory(): void {
  // `gc` is given to contexts that are made while the flag is set.
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  setFlagsFromString('--no-expose-gc');
  if (typeof collect === 'function') collect();
}
