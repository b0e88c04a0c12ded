/**
 * The same `fetch`, but a request that is still unanswered so many milliseconds after `stop` is given up, like one whose answer was lost: a host that takes
 * requests and answers none would keep a process that was asked to stop from ending in time.
 */
export function untilStopped(send: typeof fetch, stop: AbortSignal, patienceMs: number): typeof fetch {
  const over = new AbortController();
  const end = () => over.abort(new Error('Seatkeeper is stopping'));
  stop.addEventListener('abort', () => setTimeout(end, patienceMs).unref(), { once: true });
  return async (input, init = {}) => {
    // Not AbortSignal.any: `over` lives as long as the process, and so would what depends on it.
    const own = new AbortController();
    const sources = init.signal == null ? [over.signal] : [over.signal, init.signal];
    const abort = () => own.abort(sources.find(({ aborted }) => aborted)?.reason);
    if (sources.some(({ aborted }) => aborted)) abort();
    for (const source of sources) source.addEventListener('abort', abort, { once: true });
    try {
      return await send(input, { ...init, signal: own.signal });
    } finally {
      for (const source of sources) source.removeEventListener('abort', abort);
    }
  };
}
