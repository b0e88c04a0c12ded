/** The first wait is at least half of this, so that four tries take more than a second. */
const FIRST_WAIT_MS = 500;
const LONGEST_BACKOFF_MS = 30_000;
const LONGEST_WAIT_MS = 120_000;
/** Numbers above are moments since 1970, in seconds or milliseconds; below, seconds from now. */
const EPOCH_SECONDS = 1_000_000_000;
const EPOCH_MILLISECONDS = 1_000_000_000_000;

/** 520 to 524: a proxy of Cloudflare's did not get an answer. */
const TRANSIENT: readonly number[] = [408, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524];

/** Statuses that mean "not now": worth another try if repeating is harmless. */
export function isTransient(status: number): boolean {
  return TRANSIENT.includes(status);
}

/**
 * Whether the app asks us to slow down: 429, or 403 with a time to wait or with no requests left, as GitHub does
 * (https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit).
 */
export function isRateLimit(status: number, headers: Headers): boolean {
  if (status === 429) return true;
  return (
    status === 403 &&
    (headers.has('retry-after') || REMAINING.some((name) => headers.get(name)?.trim() === '0'))
  );
}

const REMAINING = ['x-ratelimit-remaining', 'x-rate-limit-remaining', 'ratelimit-remaining'];
const RESETS = ['ratelimit-reset', 'x-ratelimit-reset', 'x-rate-limit-reset'];

/** Exponential backoff, half of it random: requests that failed together must not be repeated together. */
function backoff(failures: number, random: () => number): number {
  const most = Math.min(LONGEST_BACKOFF_MS, FIRST_WAIT_MS * 2 ** failures);
  return most / 2 + (random() * most) / 2;
}

/**
 * The wait the app asks for, in milliseconds; `null` without one. Retry-After in seconds or as an HTTP date (RFC 9110 §10.2.3);
 * for a rate limit also the headers that tell when it ends: RateLimit-Reset in seconds, X-Rate-Limit-Reset as an epoch (Okta). A
 * moment in them is by the vendor's clock, which the answer's Date header shows.
 */
export function waitAsked(headers: Headers, rateLimited: boolean, ours: Date): number | null {
  const now = serverNow(headers, ours);
  const after = moment(headers.get('retry-after'), now);
  if (after !== null || !rateLimited) return after;
  // If requests are left, the limit that was reached is another one than these headers describe (GitHub's secondary limit).
  if (REMAINING.some((name) => Number(headers.get(name)?.trim() || 0) > 0)) return null;
  for (const name of RESETS) {
    const reset = moment(headers.get(name), now);
    if (reset !== null) return reset;
  }
  // `RateLimit: "default";r=0;t=30`, draft-ietf-httpapi-ratelimit-headers
  const [, seconds] = /(?:^|;)\s*t\s*=\s*(\d+)/.exec(headers.get('ratelimit') ?? '') ?? [];
  return seconds === undefined ? null : Number(seconds) * 1000;
}

/** The vendor's clock when it answered; ours if it does not say. */
export function serverNow(headers: Headers, ours: Date): Date {
  const at = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(at) ? ours : new Date(at);
}

/** How long to wait before the next try: never shorter than a moment, whatever the app says. */
export function waitBefore(failures: number, asked: number | null, random: () => number): number {
  return asked === null ? backoff(failures, random) : Math.max(asked, FIRST_WAIT_MS);
}

/** How many milliseconds to wait until the time in a header: seconds, an epoch, or a date. */
export function moment(text: string | null, now: Date): number | null {
  const written = text?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(written)) {
    const number = Number(written);
    if (number >= EPOCH_MILLISECONDS) return Math.max(0, number - now.getTime());
    if (number >= EPOCH_SECONDS) return Math.max(0, number * 1000 - now.getTime());
    return number * 1000;
  }
  const at = Date.parse(written);
  return written === '' || Number.isNaN(at) ? null : Math.max(0, at - now.getTime());
}

/** A longer wait is left to the next run. */
export function isTooLong(waitMs: number): boolean {
  return waitMs > LONGEST_WAIT_MS;
}
