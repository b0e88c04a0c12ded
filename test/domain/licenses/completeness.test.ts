import { describe, expect, it } from 'vitest';
import { addDays } from '../../../src/domain/day.ts';
import { inventoryStatus, missingFrom, type Use } from '../../../src/domain/licenses/completeness.ts';
import { complete, type Subscription } from '../../../src/domain/licenses/subscription.ts';
import { subscription, TODAY } from '../../support/build.ts';

const WHOLE = {
  product: 'Figma Full',
  purchased: 10,
  unitPrice: 45,
  currency: 'USD',
  term: 'annual',
  renewsOn: '2026-12-01',
} as const;
const missing = (facts: Partial<Subscription>) => missingFrom(complete(subscription({ ...WHOLE, ...facts })));

describe('an invalid subscription', () => {
  it.each([
    ['product', { product: null }, ['product']],
    ['purchased rights', { purchased: null }, ['purchased']],
    ['price', { unitPrice: null }, ['unitPrice']],
    ['currency', { currency: null }, ['currency']],
    ['term', { term: null }, ['term']],
    ['renewal of an annual term', { renewsOn: null }, ['renewsOn']],
    [
      'everything',
      { ...WHOLE, ...subscription() },
      ['product', 'purchased', 'unitPrice', 'currency', 'term'],
    ],
  ] as const)('lacks its %s', (_, facts, expected) => {
    expect(missing(facts)).toEqual(expected);
  });

  it.each([
    ['nothing', {}],
    ['purchased rights, when it is unlimited', { purchased: null, unlimited: true }],
    ['a renewal day, when it runs from month to month', { term: 'monthly', renewsOn: null }],
    [
      'currency, term and renewal, when it is free',
      { unitPrice: 0, currency: null, term: null, renewsOn: null },
    ],
    ['a license model: it is Named User', { model: null }],
  ] as const)('does not lack %s', (_, facts) => {
    expect(missing(facts)).toEqual([]);
  });
});

describe('the status', () => {
  const status = (consumed: number | null, use: Partial<Use> = {}, facts: Partial<Subscription> = {}) => {
    const item = complete(subscription({ ...WHOLE, consumed, ...facts }));
    return inventoryStatus(
      item,
      missingFrom(item),
      { holders: null, together: null, listed: true, ...use },
      TODAY,
    );
  };

  it('is unused only when the app counts no used seat and no account holds one', () => {
    expect(status(3)).toBe('used');
    expect(status(0, { holders: 4 })).toBe('used');
    expect(status(0, { holders: 0 })).toBe('unused');
    expect(status(0)).toBe('unused');
    expect(status(null, { holders: 4 })).toBe('used');
    expect(status(null, { holders: 0 })).toBe('unused');
  });

  it('is used when accounts hold it or another contract for the same product', () => {
    expect(status(null, { together: 15 })).toBe('used');
    expect(status(null, { together: 0 })).toBe('unused');
  });

  it('is not told, and never unused, where neither the vendor nor the accounts tell', () => {
    expect(status(null)).toBe('not-told');
    expect(status(null, { holders: 0, listed: false })).toBe('not-told');
  });

  it('is expired from the day after its last', () => {
    expect(status(3, {}, { endsOn: addDays(TODAY, -1) })).toBe('expired');
    expect(status(3, {}, { endsOn: TODAY })).toBe('used');
  });

  it('needs no renewal day where it has a last day', () => {
    expect(status(3, {}, { term: 'annual', renewsOn: null, endsOn: addDays(TODAY, 90) })).toBe('used');
  });

  it('is invalid while something is missing, even when it is used', () => {
    expect(status(3, { holders: 3 }, { product: null })).toBe('invalid');
  });
});

describe('completing', () => {
  it('seatkeeper.yaml overrides the vendor, and a command overrides both', () => {
    const done = complete(
      subscription(WHOLE),
      { unitPrice: 40, pool: 'Design' },
      { unitPrice: 39, product: null },
    );
    expect(done).toMatchObject({ unitPrice: 39, pool: 'Design', product: 'Figma Full', noticeDays: null });
  });

  it.each([
    [
      'the units of every state, where the vendor reports no total',
      { enabled: 15, warning: 3, suspended: 2 },
      20,
    ],
    ['the total, where the vendor reports one', { purchased: 25, enabled: 15 }, 25],
    ['not known, where only units in grace are reported', { warning: 3 }, null],
    ['not a number, where it is unlimited', { unlimited: true, enabled: 15 }, null],
  ] as const)('the number of seats bought is %s', (_, facts, bought) => {
    expect(complete(subscription({ purchased: null, ...facts })).purchased).toBe(bought);
  });

  it('an admin can say how many were bought', () => {
    expect(complete(subscription({ purchased: null }), { purchased: 30 }).purchased).toBe(30);
  });

  it('a renamed product is still found by the name that accounts list', () => {
    const done = complete(subscription({ ...WHOLE, id: 'S1', sku: 'FULL' }), { product: 'Design seat' });
    expect(done.names).toEqual(['s1', 'full', 'figma full', 'design seat']);
  });
});
