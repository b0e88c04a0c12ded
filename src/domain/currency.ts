import { nearest } from './lookup/nearest.ts';

const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** Whether the text is the ISO 4217 code of a currency, in capitals. */
export function isCurrency(text: string): boolean {
  return CURRENCIES.has(text);
}

/** The common currency that a text probably means when it is not a currency; `null` when none is close. */
export function currencyMeant(text: string): string | null {
  return /^[A-Z]{2,4}$/i.test(text.trim()) ? nearest(text.trim().toUpperCase(), COMMON) : null;
}

const COMMON = 'USD EUR GBP CHF JPY AUD CAD SEK NOK DKK PLN CZK HUF INR BRL SGD HKD NZD'.split(' ');
