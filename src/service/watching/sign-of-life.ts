import { hostname } from 'node:os';
import { type Context, timestamp } from '../../flows/context.ts';
import { inWriteTurn } from '../../store/db/write-turn.ts';
import { saveSignOfLife } from '../../store/restored/sign-of-life.ts';

const MINUTE_MS = 60_000;

/** Writes down once a minute that the service runs, and at its end that it was stopped. `elapsed`: milliseconds by a clock that cannot be set. */
export function signOfLife(context: Context, elapsed: () => number) {
  let last = Number.NEGATIVE_INFINITY;
  const write = (running: boolean) =>
    inWriteTurn(context.store, () =>
      saveSignOfLife(context.store, { at: timestamp(context), host: hostname(), running }),
    );
  return {
    async look(): Promise<void> {
      if (elapsed() - last < MINUTE_MS) return;
      last = elapsed();
      await write(true);
    },
    stopped: () => write(false),
  };
}
