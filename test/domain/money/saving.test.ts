import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../src/domain/day.ts';
import { type CompletedSubscription, complete, TERMS } from '../../../src/domain/licenses/subscription.ts';
import { BUCKETS, HELD_BUCKETS, isSavable, type SeatGroup } from '../../../src/domain/money/bucket.ts';
import { addMoney, type Money } from '../../../src/domain/money/money.ts';
import {
  bucketSums,
  possibleSavings,
  SOME_DAY,
  savedFrom,
  saving,
} from '../../../src/domain/money/saving.ts';
import { type Pricing, seatLines } from '../../../src/domain/money/seat-lines.ts';
import { subscription } from '../../support/build.ts';

const TODAY = '2026-03-09';
const sold = (facts: Partial<CompletedSubscription>): CompletedSubscription => ({
  ...complete(subscription()),
  ...facts,
});
const FULL = sold({
  id: 'S1',
  sku: 'FULL',
  product: 'Full',
  unitPrice: 12,
  currency: 'USD',
  term: 'monthly',
});
const offer = (...subscriptions: CompletedSubscription[]): Pricing => ({ subscriptions, appPrice: null });
const group = (bucket: SeatGroup['bucket'], count: number, ...licenses: string[]): SeatGroup => ({
  licenses,
  bucket,
  count,
});

describe('the seats of a product', () => {
  it('are counted once per license, however many of its names the app lists', () => {
    const lines = seatLines([group('idle', 3, 'Full', 'FULL', 'Extra')], offer(FULL), TODAY);
    expect(lines).toMatchObject([
      { product: 'Extra', seats: 3, unpriced: 3, monthly: {} },
      { product: 'Full', seats: 3, unpriced: 0, monthly: { USD: 36 } },
    ]);
  });

  it.each([
    ['bought minus those the vendor reports as assigned', { purchased: 10, consumed: 7 }, 3],
    ['bought minus what accounts hold, where the vendor does not say', { purchased: 10 }, 8],
    ['none when more is assigned than bought', { purchased: 10, consumed: 12 }, 0],
    ['none when it is unlimited', { purchased: 10, consumed: 7, unlimited: true }, 0],
    ['none when the number bought is unknown', { consumed: 7 }, 0],
    [
      'none of what is in grace or deleted: it ends by itself',
      { purchased: 10, consumed: 7, capabilityStatus: 'suspended' },
      0,
    ],
  ] as const)('that nobody holds are %s', (_, facts, free) => {
    const lines = seatLines([group('used', 2, 'Full')], offer({ ...FULL, ...facts }), TODAY);
    expect(bucketSums(lines, ['unassigned'])[0]?.seats).toBe(free);
  });

  it('in an app without subscriptions are its accounts, at the price of the app', () => {
    const price = {
      price: { monthly: 15, currency: 'EUR' },
      term: 'monthly',
      renewsOn: null,
      noticeDays: null,
    } as const;
    const lines = seatLines(
      [group('idle', 2), group('idle', 1, 'Whatever')],
      { subscriptions: [], appPrice: price },
      TODAY,
    );
    expect(lines).toMatchObject([{ product: null, seats: 3, monthly: { EUR: 45 }, unpriced: 0 }]);
  });
});

const names = fc.subarray(['Full', 'Dev', 'Other', 'S1', 'dev']);
const groups = fc.array(
  fc.record({
    licenses: names,
    bucket: fc.constantFrom(...HELD_BUCKETS),
    count: fc.integer({ min: 1, max: 50 }),
  }),
  { maxLength: 12 },
);
const subscriptions = fc.array(
  fc.record({
    product: fc.constantFrom('Full', 'Dev', null),
    unitPrice: fc.option(fc.constantFrom(0, 5, 12.5)),
    currency: fc.option(fc.constantFrom('USD', 'EUR')),
    term: fc.option(fc.constantFrom(...TERMS)),
    renewsOn: fc.option(fc.integer({ min: -30, max: 400 }).map((days) => addDays(TODAY, days))),
    noticeDays: fc.option(fc.integer({ min: 0, max: 90 })),
    purchased: fc.option(fc.integer({ min: 0, max: 100 })),
    consumed: fc.option(fc.integer({ min: 0, max: 100 })),
  }),
  { maxLength: 4 },
);
const cases = fc.tuple(
  groups,
  subscriptions.map((all) =>
    offer(...all.map((facts, at) => sold({ ...facts, id: `S${at}`, sku: `K${at}` }))),
  ),
);
const total = (money: Money) => Object.values(money).reduce((sum, value) => sum + value, 0);

describe('for any subscriptions and accounts', () => {
  it('every seat is in exactly one bucket', () => {
    fc.assert(
      fc.property(cases, ([held, sale]) => {
        const lines = seatLines(held, sale, TODAY);
        const sums = bucketSums(lines, BUCKETS);
        expect(sums.reduce((sum, { seats }) => sum + seats, 0)).toBe(
          lines.reduce((sum, { seats }) => sum + seats, 0),
        );
        for (const bucket of HELD_BUCKETS) {
          const alone = seatLines(
            held.filter((one) => one.bucket === bucket),
            sale,
            TODAY,
          );
          const own = sums.find((sum) => sum.bucket === bucket);
          expect(own?.seats).toBe(bucketSums(alone, [bucket])[0]?.seats);
        }
        for (const line of lines) expect(line.seats > 0 && line.unpriced <= line.seats).toBe(true);
      }),
    );
  });

  it('currencies never mix: without the prices in one, the sums in the other are the same', () => {
    fc.assert(
      fc.property(cases, ([held, sale]) => {
        const all = possibleSavings(seatLines(held, sale, TODAY)).nominal;
        // A name with prices in both is a conflict, and no price at all.
        const clear = sale.subscriptions.every(
          (one) =>
            sale.subscriptions.filter((other) => other.product === one.product).length === 1 ||
            one.product === null,
        );
        fc.pre(clear);
        const dollars = sale.subscriptions.map((one) =>
          one.currency === 'EUR' ? { ...one, unitPrice: null } : one,
        );
        const only = possibleSavings(seatLines(held, offer(...dollars), TODAY)).nominal;
        expect(only.USD ?? 0).toBe(all.USD ?? 0);
        expect(only.EUR).toBeUndefined();
      }),
    );
  });

  it('a sum that counts a seat which may be held after all says so, and no other does', () => {
    fc.assert(
      fc.property(cases, ([held, sale]) => {
        const lines = seatLines(held, sale, TODAY);
        const { atMost, later } = possibleSavings(lines);
        const bounded = lines.filter((line) => line.atMost === true && total(line.monthly) > 0);
        expect(atMost !== null).toBe(bounded.length > 0);
        expect(atMost?.now ?? false).toBe(bounded.some(({ saves }) => saves.kind === 'now'));
        expect(atMost?.unknown ?? false).toBe(bounded.some(({ saves }) => saves.kind === 'unknown'));
        for (const { from } of later)
          expect(atMost?.later.includes(from) ?? false).toBe(
            bounded.some(({ saves }) => saves.kind === 'from' && saves.day === from),
          );
        for (const line of lines) if (line.atMost === true) expect(line.bucket).toBe('unassigned');
      }),
    );
  });

  it('seats under a name that no subscription has cost no more than "at most" once they get a name that one has', () => {
    fc.assert(
      fc.property(
        cases.filter(([held]) => held.some(({ licenses }) => licenses.includes('Other'))),
        fc.constantFrom('Full', 'Dev'),
        ([held, sale], name) => {
          const before = possibleSavings(seatLines(held, sale, TODAY));
          const named = held.map((one) =>
            one.licenses.includes('Other') && one.licenses.length === 1 && one.bucket === 'used'
              ? { ...one, licenses: [name] }
              : one,
          );
          const after = possibleSavings(seatLines(named, sale, TODAY));
          // Two contracts of one name are tied by what is held, and then have one price.
          fc.pre(
            new Set(sale.subscriptions.map(({ product }) => product)).size === sale.subscriptions.length,
          );
          expect(total(after.nominal)).toBeLessThanOrEqual(total(before.nominal) + 0.001);
          if (total(after.nominal) < total(before.nominal) - 0.001) expect(before.atMost).not.toBeNull();
        },
      ),
    );
  });

  it('the amounts saved now, later and at an unknown day add up to the nominal sum, and a yearly term is never saved now', () => {
    fc.assert(
      fc.property(cases, ([held, sale]) => {
        const lines = seatLines(held, sale, TODAY);
        const { nominal, now, later, unknown } = possibleSavings(lines);
        const parts = addMoney([now, unknown, ...later.map(({ monthly }) => monthly)]);
        for (const currency of Object.keys(nominal)) expect(parts[currency] ?? 0).toBe(nominal[currency]);
        const annual = new Set(
          sale.subscriptions.flatMap(({ id, term, renewsOn }) =>
            term === 'annual' && renewsOn !== TODAY ? [id] : [],
          ),
        );
        const bound = lines.filter(
          ({ bucket, subscriptions: of }) => isSavable(bucket) && of.some((id) => annual.has(id)),
        );
        for (const line of bound) expect(line.saves.kind).not.toBe('now');
        const free = lines.filter(({ bucket, saves }) => isSavable(bucket) && saves.kind === 'now');
        expect(total(now)).toBe(total(addMoney(free.map(({ monthly }) => monthly))));
        for (const { from } of later) expect(from > TODAY).toBe(true);
      }),
    );
  });
});

describe('a recorded saving', () => {
  it('is stored with the day from which it saves, and read back as seen on another day', () => {
    expect(savedFrom({ kind: 'now' }, TODAY)).toBe(TODAY);
    expect(savedFrom({ kind: 'from', day: '2026-06-30' }, TODAY)).toBe('2026-06-30');
    expect(savedFrom({ kind: 'unknown' }, TODAY)).toBe(SOME_DAY);
    expect(saving('2026-06-30', TODAY)).toEqual({ kind: 'from', day: '2026-06-30' });
    expect(saving('2026-06-30', '2026-06-30')).toEqual({ kind: 'now' });
    expect(saving(SOME_DAY, '2099-01-01')).toEqual({ kind: 'unknown' });
  });
});
