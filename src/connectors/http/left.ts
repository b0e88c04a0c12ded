import type { Left } from '../../domain/sync/usage.ts';
import type { VendorAnswers } from './answers.ts';
import { moment, serverNow } from './retry.ts';

/** Vendors' names for them, the most common first. */
const USUAL = ['x-ratelimit', 'x-rate-limit', 'ratelimit'].map(
  (name): NonNullable<VendorAnswers['limit']> => ({
    remaining: `${name}-remaining`,
    limit: `${name}-limit`,
    reset: `${name}-reset`,
  }),
);

/** What the headers say is left, and for how many milliseconds; `null` where they say nothing. */
export function leftIn(
  headers: Headers,
  host: string,
  now: Date,
  own: VendorAnswers['limit'],
): (Left & { readonly resetsIn: number | null }) | null {
  for (const names of own === undefined ? USUAL : [own]) {
    const remaining = names.remaining === undefined ? null : count(headers.get(names.remaining));
    const percent = names.used === undefined ? null : unusedPercent(headers.get(names.used));
    if (remaining === null && percent === null) continue;
    const resetsIn =
      names.reset === undefined ? null : moment(headers.get(names.reset), serverNow(headers, now));
    return {
      host,
      ...(remaining === null
        ? { remaining: percent ?? 0, limit: 100, percent: true as const }
        : { remaining, limit: names.limit === undefined ? null : count(headers.get(names.limit)) }),
      resetsAt: resetsIn === null ? null : new Date(now.getTime() + resetsIn).toISOString(),
      resetsIn: resetsIn ?? own?.window ?? null,
    };
  }
  return null;
}

function count(text: string | null): number | null {
  return text !== null && /^\d{1,12}$/.test(text.trim()) ? Number(text) : null;
}

/** `0.83`, or `1.2` if more was asked than is allowed. */
function unusedPercent(text: string | null): number | null {
  const share = text === null || !/^\d{1,3}(?:\.\d+)?$/.test(text.trim()) ? null : Number(text);
  return share === null ? null : Math.max(0, Math.round((1 - share) * 100));
}
