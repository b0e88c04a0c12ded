import { expect, it } from 'vitest';
import { currencyMeant, isCurrency } from '../../src/domain/currency.ts';
import { readPrice } from '../../src/domain/money/simulate.ts';

it('knows the codes of ISO 4217, in capitals', () => {
  expect(['EUR', 'USD', 'JPY', 'CHF'].every(isCurrency)).toBe(true);
  expect(['eur', 'EURO', 'US', '€', '', 'XXQ'].some(isCurrency)).toBe(false);
});

it('suggests the code that was probably meant', () => {
  expect(currencyMeant('USX')).toBe('USD');
  expect(currencyMeant('£')).toBeNull();
});

it.each([
  ['12', { unit: 12, currency: null, term: 'monthly' }],
  ['12.50USD', { unit: 12.5, currency: 'USD', term: 'monthly' }],
  ['144 eur/year', { unit: 144, currency: 'EUR', term: 'annual' }],
  ['144 EUR a year', { unit: 144, currency: 'EUR', term: 'annual' }],
  ['9 USD per month', { unit: 9, currency: 'USD', term: 'monthly' }],
])('a price may be written %j', (text, price) => {
  expect(readPrice(text)).toEqual(price);
});

it.each(['', 'dear', '-1', '1,50', '1.999', '12 USDD', '12 USD/week', '1e9', 'Infinity'])(
  '%j is not a price',
  (text) => {
    expect(readPrice(text)).toHaveProperty('problem');
  },
);
