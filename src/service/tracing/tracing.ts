import type { Observer } from '../../domain/watching/observer.ts';
import type { Log } from '../../log.ts';
import type { SpanEvent } from './span-events.ts';
import { openSpans } from './spans.ts';
import { openTraceThread, type TraceTask } from './trace-thread.ts';
import { traced } from './traced.ts';

/** The traces of a service: what this thread and others do becomes one tree. */
export interface Tracing {
  /** Told of what this thread does. */
  readonly observer: Observer;
  /** For another thread that is about to be started. */
  branch(): TraceBranch;
  stop(): Promise<void>;
}

/** What another thread does, as part of the same traces. */
export interface TraceBranch {
  /** The prefix of its span ids. */
  readonly prefix: string;
  /** The parent of the work it is asked to do now; `null`: none. */
  parent(): string | null;
  take(events: readonly SpanEvent[]): void;
  /** The thread has ended. */
  end(): void;
}

export function openTracing(task: TraceTask, log: Log): Tracing {
  const elapsed = () => performance.now();
  const thread = openTraceThread(task, { log, elapsed });
  const spans = openSpans({ prefix: 'main-', report: thread.take, now: Date.now, elapsed });
  let branches = 0;
  return {
    observer: traced(spans),
    branch() {
      const prefix = `${++branches}-`;
      return {
        prefix,
        parent: spans.current,
        take: (events) => events.forEach(thread.take),
        end: () => thread.take({ type: 'gone', prefix }),
      };
    },
    stop: thread.stop,
  };
}
