/** Lets waiting commands and signals run between two pieces of long work. */
export function yieldTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
