/**
 * The same `fetch`, but a request that is still unanswered this many milliseconds after `stop` is given up, as if its answer had been lost: otherwise a host that
 * takes requests and never answers would keep a process from stopping in time.
 */
export function untilStopped(send: typeof fetch, stop: AbortSignal, patienceMs: number): typeof fetch {
  const over = new AbortController();
  const end = () => over.abort(new Error('Seatkeeper is stopping'));
  stop.addEventListener('abort', () => setTimeout(end, patienceMs).unref(), { once: true });
  return async (input, init = {}) => {
    // Not AbortSignal.any: `over` lives as long as the process, and so would everything that depends on it.
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
