import { describe, expect, it } from 'vitest';
import type { Subscription } from '../../../src/domain/licenses/subscription.ts';
import {
  accountCost,
  addMoney,
  isFree,
  monthlyPrice,
  NO_MONEY,
  priceList,
  seatCost,
  seatsMoney,
  timesMoney,
  toMoney,
} from '../../../src/domain/money/money.ts';
import { subscription } from '../../support/build.ts';

const cost = (licenses: readonly string[], ...subscriptions: Partial<Subscription>[]) =>
  seatCost(licenses, priceList(subscriptions.map(subscription)));
const PRO = { id: 'f-1', sku: 'FIG-PRO', product: 'Professional', unitPrice: 45, currency: 'USD' } as const;

describe('the price of a seat', () => {
  it('is per month', () => {
    expect(monthlyPrice(45, 'monthly')).toBe(45);
    expect(monthlyPrice(9.99, null)).toBe(9.99);
  });

  it('a year costs twelve times a month', () => {
    expect(monthlyPrice(144, 'annual')).toBe(12);
    expect(monthlyPrice(100, 'annual') * 12).toBe(100);
  });
});

describe('a twelfth of a price by the year', () => {
  it('is multiplied before it is rounded, so that twelve months are the price again', () => {
    const price = { monthly: monthlyPrice(100, 'annual'), currency: 'USD' };
    expect(seatsMoney(price, 12)).toEqual({ USD: 100 });
    expect(seatsMoney(price, 7)).toEqual({ USD: 58.33 });
  });

  it('is shown to the hundredth for one seat', () => {
    expect(toMoney({ monthly: monthlyPrice(100, 'annual'), currency: 'USD' })).toEqual({ USD: 8.33 });
  });
});

describe('what an account costs', () => {
  it.each(['FIG-PRO', 'professional', ' PROFESSIONAL ', 'f-1'])('finds the price by %j', (license) => {
    expect(cost([license], PRO)).toEqual({ USD: 45 });
  });

  it('counts one price once, however many of its names the app lists', () => {
    expect(cost(['FIG-PRO', 'Professional', 'f-1', 'fig-pro'], PRO)).toEqual({ USD: 45 });
  });

  it('adds up different licenses of one currency', () => {
    const meet = { id: 'm-1', sku: 'MEET', unitPrice: 144, currency: 'USD', term: 'annual' } as const;
    expect(cost(['FIG-PRO', 'MEET'], PRO, meet)).toEqual({ USD: 57 });
  });

  it('two licenses of the same price are two licenses', () => {
    const other = { ...PRO, id: 'j-1', sku: 'JAM', product: 'FigJam' };
    expect(cost(['FIG-PRO', 'JAM'], PRO, other)).toEqual({ USD: 90 });
  });

  it('never mixes currencies', () => {
    const euro = { id: 'e-1', sku: 'EU', unitPrice: 7, currency: 'EUR' };
    expect(cost(['FIG-PRO', 'EU'], PRO, euro)).toEqual({ USD: 45, EUR: 7 });
  });

  it('is empty where no price is known', () => {
    expect(cost(['Enterprise'], PRO)).toEqual({});
    expect(cost([], PRO)).toEqual({});
    expect(cost(['FIG-PRO'], { ...PRO, unitPrice: null })).toEqual({});
    expect(cost(['FIG-PRO'], { ...PRO, currency: null })).toEqual({});
  });

  it('a seat with the price 0 costs nothing', () => {
    expect(isFree(cost(['FIG-PRO'], { ...PRO, unitPrice: 0 }))).toBe(true);
  });
});

describe('money', () => {
  it('adds exactly where floating point would not', () => {
    expect(addMoney(Array.from({ length: 10 }, () => ({ USD: monthlyPrice(0.1, null) })))).toEqual({
      USD: 1,
    });
  });

  it('multiplies per currency', () => {
    expect(timesMoney({ USD: 45, EUR: 7 }, 3)).toEqual({ USD: 135, EUR: 21 });
    expect(timesMoney({ USD: 45 }, 0)).toEqual({ USD: 0 });
  });

  it('is 0 when there are no amounts', () => {
    expect(isFree(NO_MONEY)).toBe(true);
    expect(isFree({ USD: 0 })).toBe(true);
    expect(isFree({ USD: 0, EUR: 1 })).toBe(false);
  });
});

describe('two prices for one name', () => {
  const dearer = { ...PRO, id: 'f-2', sku: 'FIG-PRO-2', unitPrice: 50 };

  it('give no price, because neither may be guessed', () => {
    expect(cost(['Professional'], PRO, dearer)).toEqual({});
    expect(cost(['FIG-PRO', 'FIG-PRO-2'], PRO, dearer)).toEqual({ USD: 95 });
  });

  it('that are equal are one price, and an id names one subscription even where it is the SKU of another', () => {
    expect(cost(['Professional'], PRO, { ...dearer, unitPrice: 540, term: 'annual' })).toEqual({ USD: 45 });
    const [one, other] = [
      { ...PRO, id: 'PRO' },
      { ...dearer, id: 'x', sku: 'PRO' },
    ];
    expect(cost(['PRO'], one, other)).toEqual({ USD: 45 });
  });

  it('a price of the app counts for every seat, unless a subscription of the seat has one too', () => {
    const app = { monthly: 15, currency: 'EUR' };
    expect(seatCost([], priceList([], app))).toEqual({ EUR: 15 });
    expect(seatCost(['Other', 'More'], priceList([subscription(PRO)], app))).toEqual({ EUR: 15 });
    expect(seatCost(['Professional'], priceList([subscription(PRO)], app))).toEqual({});
    const closed = { licenses: ['Professional'], state: 'deactivated' } as const;
    expect(accountCost({ ...closed, licenses: [] }, priceList([], app))).toEqual({});
    expect(accountCost(closed, priceList([subscription(PRO)]))).toEqual({ USD: 45 });
  });
});
