/** How long a source may keep a read waiting, in all. */
export interface TimeLimit {
  /** Waits for an answer of the source; rejects with what `late` makes when the time is up, and aborts `signal`. */
  during<T>(answer: Promise<T>): Promise<T>;
  /** Aborts when the time is up, or when the read is stopped. */
  readonly signal: AbortSignal;
  stop(reason: unknown): void;
}

export interface TimeLimitOptions {
  readonly ms: number;
  readonly late: () => Error;
  readonly stopped: AbortSignal;
  /** Milliseconds by a clock that cannot be set. */
  readonly elapsed: () => number;
}

/** Counts the time spent waiting for the source, not the time in which its rows wait for others. */
export function timeLimit({ ms, late, stopped, elapsed }: TimeLimitOptions): TimeLimit {
  const own = new AbortController();
  const signal = AbortSignal.any([stopped, own.signal]);
  let left = ms;

  return {
    signal,
    stop: (reason) => own.abort(reason),
    during: (answer) =>
      new Promise((resolve, reject) => {
        const since = elapsed();
        // setTimeout takes no longer time than this, which is 24 days.
        const timer = setTimeout(() => own.abort(late()), Math.min(left, 2 ** 31 - 1));
        const cut = () => {
          settle();
          reject(signal.reason);
        };
        function settle(): void {
          clearTimeout(timer);
          signal.removeEventListener('abort', cut);
          left = Math.max(0, left - (elapsed() - since));
        }
        if (signal.aborted) {
          clearTimeout(timer);
          answer.catch(() => {});
          return reject(signal.reason);
        }
        signal.addEventListener('abort', cut);
        answer.then(
          (value) => {
            settle();
            resolve(value);
          },
          (error: unknown) => {
            settle();
            reject(error);
          },
        );
      }),
  };
}
