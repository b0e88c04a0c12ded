import { isCurrency } from '../currency.ts';
import { type Day, isDay } from '../day.ts';
import type { MissingFact } from './completeness.ts';
import type { Term, Terms } from './subscription.ts';

/** The terms an admin can set for a subscription, as seatkeeper.yaml and `subscriptions … set` spell it. */
export const TERM_KEYS = [
  'product',
  'model',
  'pool',
  'purchased',
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
  purchased: 'purchased',
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
  purchased: null,
  unitPrice: null,
  currency: null,
  term: null,
  renewsOn: null,
  noticeDays: null,
  entitlementDays: null,
};

/** Why a text is not the value of a term. */
export type TermProblem =
  | {
      readonly kind:
        | 'empty'
        | 'negative-price'
        | 'too-many-decimals'
        | 'not-a-term'
        | 'not-a-date'
        | 'not-days'
        | 'not-seats';
    }
  | { readonly kind: 'too-long'; readonly longest: number }
  /** `like` is the same price as it should be written: `12.50` for `12,50`. */
  | { readonly kind: 'not-a-price'; readonly like: string | null }
  | { readonly kind: 'not-a-currency'; readonly code: string };

/** A value as it is kept, or what is wrong with it. */
export type ReadTerm = { readonly value: string | number } | { readonly problem: TermProblem };

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
  if (text === '') return { problem: { kind: 'empty' } };
  switch (key) {
    case 'product':
    case 'model':
    case 'pool':
      return text.length > LONGEST ? { problem: { kind: 'too-long', longest: LONGEST } } : { value: text };
    case 'purchased':
      return /^\d{1,9}$/.test(text) ? { value: Number(text) } : { problem: { kind: 'not-seats' } };
    case 'price':
      return readPrice(text);
    case 'currency':
      return readCurrency(text);
    case 'term': {
      const term = TERM_WORDS[text.toLowerCase()];
      return term === undefined ? { problem: { kind: 'not-a-term' } } : { value: term };
    }
    case 'renews':
      return isDay(text) ? { value: text satisfies Day } : { problem: { kind: 'not-a-date' } };
    case 'notice':
    case 'entitlement':
      return /^\d{1,4}$/.test(text) ? { value: Number(text) } : { problem: { kind: 'not-days' } };
    default:
      return key satisfies never;
  }
}

function readPrice(text: string): ReadTerm {
  if (/^\d{1,9}(\.\d{1,2})?$/.test(text)) return { value: Number(text) };
  if (/^-\d/.test(text)) return { problem: { kind: 'negative-price' } };
  if (/^\d+\.\d{3,}$/.test(text)) return { problem: { kind: 'too-many-decimals' } };
  const like = /^\d{1,9},\d{1,2}$/.test(text) ? text.replace(',', '.') : null;
  return { problem: { kind: 'not-a-price', like } };
}

function readCurrency(text: string): ReadTerm {
  const code = text.toUpperCase();
  return isCurrency(code) ? { value: code } : { problem: { kind: 'not-a-currency', code: text } };
}

/** What is missing, in the words that `set` takes. */
export function missingWords(missing: readonly MissingFact[]): readonly string[] {
  return missing.map((fact) => TERM_KEYS.find((key) => TERM_FIELDS[key] === fact) ?? fact);
}
