import type { Observer } from '../../domain/watching/observer.ts';
import { openBatch } from '../tracing/batch.ts';

/** A request to a vendor that has ended. */
export interface EndedRequest {
  readonly vendor: string;
  /** Of HTTP; `null` when no answer came. */
  readonly status: number | null;
  readonly seconds: number;
}

/** Tells another thread of the requests of this one, for its metrics. */
export function openEndedRequests(send: (ended: readonly EndedRequest[]) => void): {
  readonly observer: Observer;
  /** Sends what has not been sent. */
  flush(): void;
} {
  const ended = openBatch(send);
  return {
    flush: ended.flush,
    observer: {
      requesting({ vendor }) {
        const began = performance.now();
        return {
          end: ({ status }) => ended.add({ vendor, status, seconds: (performance.now() - began) / 1000 }),
        };
      },
    },
  };
}
