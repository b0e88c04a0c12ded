import type { TermKey } from '../../../domain/licenses/terms.ts';
import { type Clock, count, dayText, moneyText } from '../words.ts';

/** `price 45`, `renews 1 Dec`, `notice 30 days`; `price not known` for `null`. */
export function termText(key: TermKey, value: string | number | null, clock: Clock): string {
  return `${key} ${valueText(key, value, clock)}`;
}

/** What applies after an admin cleared a term: `price back to 90`. */
export function backText(key: TermKey, value: string | number | null, clock: Clock): string {
  return value === null ? termText(key, value, clock) : `${key} back to ${valueText(key, value, clock)}`;
}

function valueText(key: TermKey, value: string | number | null, clock: Clock): string {
  if (value === null) return 'not known';
  if (key === 'renews') return dayText(String(value), clock);
  return key === 'notice' || key === 'entitlement' ? count(Number(value), 'day') : String(value);
}

/** `90 USD a month`, `252 USD a year` for one seat; `–` where no price is known. */
export function priceText({
  unitPrice,
  currency,
  term,
}: {
  readonly unitPrice: number | null;
  readonly currency: string | null;
  readonly term: 'monthly' | 'annual' | null;
}): string {
  if (unitPrice === null) return '–';
  if (unitPrice === 0) return 'free';
  const amount = moneyText({ [currency ?? '']: unitPrice })?.trim() ?? '';
  return `${amount}${term === null ? '' : term === 'annual' ? ' a year' : ' a month'}`;
}
