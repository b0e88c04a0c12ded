import type { Observer, VendorRequest } from './observer.ts';

/** A request to a vendor that has ended. */
export interface EndedRequest {
  readonly vendor: string;
  /** Of HTTP; `null` when no answer came. */
  readonly status: number | null;
  readonly seconds: number;
}

const MOST = 200;
const LATER_MS = 1000;

/** Collects the requests of a thread, and sends them in batches: a message for each would cost more than counting it. */
export function openEndedRequests(send: (ended: readonly EndedRequest[]) => void): {
  readonly observer: Observer;
  /** Sends what has not been sent. */
  flush(): void;
} {
  let ended: EndedRequest[] = [];
  let timer: NodeJS.Timeout | null = null;
  function flush(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (ended.length === 0) return;
    send(ended);
    ended = [];
  }
  return {
    flush,
    observer: {
      requesting({ vendor }: VendorRequest) {
        const began = performance.now();
        return (status) => {
          ended.push({ vendor, status, seconds: (performance.now() - began) / 1000 });
          if (ended.length >= MOST) flush();
          else timer ??= setTimeout(flush, LATER_MS).unref();
        };
      },
    },
  };
}
