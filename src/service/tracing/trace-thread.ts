import { Worker } from 'node:worker_threads';
import type { Log } from '../../log.ts';
import { openBatch } from './batch.ts';
import type { ExportOptions } from './export-spans.ts';
import type { SpanEvent } from './span-events.ts';

/** What the thread is started with. */
export type TraceTask = Omit<ExportOptions, 'told'>;

export type TraceOrder =
  | { readonly type: 'take'; readonly events: readonly SpanEvent[] }
  | { readonly type: 'stop' };

export interface TraceThreadMessage {
  /** Why the collector takes nothing; `null` when it does again. */
  readonly problem: string | null;
}

export interface TraceThread {
  take(event: SpanEvent): void;
  /** Sends what has not been sent, and gives up after two seconds. */
  stop(): Promise<void>;
}

/** A service has ten seconds to stop; most of them are for its messages. */
const STOP_MS = 2000;
/** A collector that comes and goes is reported once in this time. */
const QUIET_MS = 3_600_000;

/** Sends spans from a thread of its own. Nothing that happens there ends, delays or fails anything here. */
export function openTraceThread(
  task: TraceTask,
  { log, elapsed }: { log: Log; elapsed: () => number },
): TraceThread {
  const collector = new URL(task.target.url).host;
  const worker = new Worker(new URL('./trace-worker.js', import.meta.url), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 8 },
  });
  // A service that ends without stopping it must not be kept.
  worker.unref();
  let gone = false;
  let told: number | null = null;
  let owed = false;
  const post = (order: TraceOrder) => {
    if (!gone) worker.postMessage(order);
  };
  const batch = openBatch<SpanEvent>((events) => post({ type: 'take', events }));

  function say(problem: string | null): void {
    if (problem === null) {
      if (owed) log.info({ collector }, 'the collector takes traces again');
      owed = false;
      return;
    }
    if (told !== null && elapsed() - told < QUIET_MS) return;
    told = elapsed();
    owed = true;
    log.warn({ collector, problem }, 'the collector takes no traces: they are dropped until it does');
  }

  worker.on('message', ({ problem }: TraceThreadMessage) => say(problem));
  worker.once('error', (error) => {
    log.error({ error, collector }, 'traces are off until the next start');
  });
  const exited = new Promise<void>((resolve) => {
    worker.once('exit', () => {
      gone = true;
      resolve();
    });
  });
  log.info({ collector }, 'traces are sent');

  return {
    take: batch.add,
    async stop() {
      batch.flush();
      post({ type: 'stop' });
      const timer = setTimeout(() => void worker.terminate(), STOP_MS);
      await exited;
      clearTimeout(timer);
    },
  };
}
