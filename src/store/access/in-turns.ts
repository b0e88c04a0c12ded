import { setImmediate as turn } from 'node:timers/promises';

/** Work that can be paused: it yields every few milliseconds, so that other work has its turn. */
export type InTurns<Result> = Generator<void, Result>;

/** Does the work step by step, and lets everything else have its turn between the steps. */
export async function inTurns<Value>(work: InTurns<Value>): Promise<Value> {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    await turn();
  }
}
