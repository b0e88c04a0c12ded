import { isCurrency, noCurrency } from '../currency.ts';
import { type Day, isDay } from '../day.ts';
import type { MissingFact } from './completeness.ts';
import { TERMS, type Term, type Terms } from './subscription.ts';

/** The terms an admin can set for a subscription, as seatkeeper.yaml and `subscriptions … set` spell it. */
export const TERM_KEYS = [
  'product',
  'model',
  'pool',
  'price',
  'currency',
  'term',
  'renews',
  'notice',
  'entitlement',
] as const;
export type TermKey = (typeof TERM_KEYS)[number];

export const TERM_FIELDS = {
  product: 'product',
  model: 'model',
  pool: 'pool',
  price: 'unitPrice',
  currency: 'currency',
  term: 'term',
  renews: 'renewsOn',
  notice: 'noticeDays',
  entitlement: 'entitlementDays',
} as const satisfies Record<TermKey, keyof Terms>;

export const NO_TERMS: Terms = {
  product: null,
  model: null,
  pool: null,
  unitPrice: null,
  currency: null,
  term: null,
  renewsOn: null,
  noticeDays: null,
  entitlementDays: null,
};

/** A value as it is kept, or what is wrong with it and what to write: `"12,50" is not a price; write …`. */
export type ReadTerm = { readonly value: string | number } | { readonly problem: string };

const LONGEST = 200;
const TERM_WORDS: Readonly<Record<string, Term>> = {
  month: 'monthly',
  monthly: 'monthly',
  year: 'annual',
  yearly: 'annual',
  annual: 'annual',
  annually: 'annual',
};

/** Reads one value as an admin wrote it. Nothing is guessed: an unclear value is a problem. */
export function readTerm(key: TermKey, written: string): ReadTerm {
  const text = written.trim();
  const shown = JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
  if (text === '') return { problem: 'is empty; write a value' };
  switch (key) {
    case 'product':
    case 'model':
    case 'pool':
      return text.length > LONGEST
        ? { problem: `is longer than ${LONGEST} characters; shorten it` }
        : { value: text };
    case 'price':
      return readPrice(text, shown);
    case 'currency':
      return readCurrency(text, shown);
    case 'term': {
      const term = TERM_WORDS[text.toLowerCase()];
      return term === undefined
        ? { problem: `${shown} is not a term; write ${TERMS.join(' or ')}` }
        : { value: term };
    }
    case 'renews':
      return isDay(text)
        ? { value: text satisfies Day }
        : { problem: `${shown} is not a date; write it as 2026-06-30` };
    case 'notice':
    case 'entitlement':
      return /^\d{1,4}$/.test(text)
        ? { value: Number(text) }
        : { problem: `${shown} is not a number of days; write it as 30, at most 9999` };
    default:
      return key satisfies never;
  }
}

function readPrice(text: string, shown: string): ReadTerm {
  if (/^\d{1,9}(\.\d{1,2})?$/.test(text)) return { value: Number(text) };
  if (/^-\d/.test(text)) return { problem: `${shown} is negative; a price is 0 or more` };
  if (/^\d+\.\d{3,}$/.test(text))
    return { problem: `${shown} has more than two decimals; write what one seat costs, like 12.50` };
  const hint = /^\d{1,9},\d{1,2}$/.test(text) ? text.replace(',', '.') : '12.50';
  return { problem: `${shown} is not a price; write it with a point and no currency, like ${hint}` };
}

function readCurrency(text: string, shown: string): ReadTerm {
  const code = text.toUpperCase();
  return isCurrency(code) ? { value: code } : { problem: `${shown} ${noCurrency(text)}` };
}

/** What is missing, in the words that `set` takes; `purchased` is not among those, it has to come from the app. */
export function missingWords(missing: readonly MissingFact[]): readonly string[] {
  return missing.map((fact) => TERM_KEYS.find((key) => TERM_FIELDS[key] === fact) ?? fact);
}
