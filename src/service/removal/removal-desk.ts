import type { Context } from '../../flows/context.ts';
import { type Executor, openExecutor, type RunningIo } from '../../flows/removing/executor.ts';

/** The part of a service that carries out removals. */
export interface RemovalDesk {
  /** Carries out what is due, in parallel with everything else; called every second. */
  look(): void;
  /** Begins no further step, and resolves when those under way have ended. */
  stop(): Promise<void>;
}

/** Holds the lock for as long as the service runs, so that no shell command carries out removals at the same time. */
export function openRemovalDesk(
  context: Context,
  readAgain: RunningIo['readAgain'],
  { changed, failed }: { readonly changed: () => void; readonly failed: (error: unknown) => void },
): RemovalDesk {
  let stopping = false;
  let running: Promise<void> | null = null;
  const executor: Executor = openExecutor(context, { readAgain, isStopped: () => stopping });

  async function run(): Promise<void> {
    try {
      if ((await executor.run()) > 0) changed();
    } catch (error) {
      failed(error);
    } finally {
      running = null;
    }
  }

  return {
    look() {
      if (!stopping) running ??= run();
    },
    async stop() {
      stopping = true;
      await running;
      executor.close();
    },
  };
}
