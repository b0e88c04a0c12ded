/** Lets everything that waits (commands, signals) have its turn between two pieces of long work. */
export function yieldTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
