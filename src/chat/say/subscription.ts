import type { Instant } from '../../domain/day.ts';
import type { TermKey } from '../../domain/terms.ts';
import { count, dayText, moneyText } from './words.ts';

/** `price 45`, `renews 1 Dec`, `pool back to nothing`. */
export function termText(key: TermKey, value: string | number | null, now: Instant): string {
  if (value === null) return `${key} not known`;
  if (key === 'renews') return `renews ${dayText(String(value), now)}`;
  if (key === 'notice' || key === 'entitlement') return `${key} ${count(Number(value), 'day')}`;
  return `${key} ${value}`;
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
  const amount = moneyText({ [currency ?? '']: Math.round(unitPrice * 100) })?.trim() ?? '';
  return `${amount}${term === null ? '' : term === 'annual' ? ' a year' : ' a month'}`;
}
