import { nearest } from './lookup/nearest.ts';

const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** Whether the text is the ISO 4217 code of a currency, in capitals. */
export function isCurrency(text: string): boolean {
  return CURRENCIES.has(text);
}

/** What is wrong and what to write: `is not a currency; write its three letters (ISO 4217), like USD`. */
export function noCurrency(text: string): string {
  const meant = /^[A-Z]{2,4}$/i.test(text.trim()) ? nearest(text.trim().toUpperCase(), COMMON) : null;
  return `is not a currency; write its three letters (ISO 4217), like ${meant ?? 'EUR'}`;
}

const COMMON = 'USD EUR GBP CHF JPY AUD CAD SEK NOK DKK PLN CZK HUF INR BRL SGD HKD NZD'.split(' ');
