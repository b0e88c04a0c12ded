const FIRST_WAIT_MS = 500;
const LONGEST_BACKOFF_MS = 30_000;
const LONGEST_WAIT_MS = 120_000;

/** Statuses that mean "not now": worth another try where repeating is harmless. */
export function isTransient(status: number): boolean {
  return [408, 429, 500, 502, 503, 504].includes(status);
}

/** Exponential backoff with full jitter: requests that failed together must not be repeated together. */
export function backoff(failures: number, random: () => number): number {
  return random() * Math.min(LONGEST_BACKOFF_MS, FIRST_WAIT_MS * 2 ** failures);
}

/** The wait the app asks for in Retry-After, in milliseconds; `null` without one. Seconds or an HTTP date, RFC 9110 §10.2.3. */
export function retryAfter(headers: Headers, now: Date): number | null {
  const text = headers.get('retry-after')?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime());
}

/** A longer wait is left to the next run. */
export function isTooLong(waitMs: number): boolean {
  return waitMs > LONGEST_WAIT_MS;
}
