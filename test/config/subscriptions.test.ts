import { expect, test } from 'vitest';
import { GOOD, load, problemLines } from '../support/config.ts';

const app = (subscriptions: string) =>
  `${GOOD}apps:\n  - id: figma\n    connector: csv\n    settings: { accounts: figma.csv }\n    subscriptions:\n${subscriptions
    .split('\n')
    .map((line) => `      ${line}`)
    .join('\n')}\n`;

test('an app completes its subscriptions by id, SKU or product name', () => {
  const { config } = load(
    app(
      [
        'FIG-FULL: { product: Figma Full, model: Named User, pool: Design, price: 12.5, currency: eur, term: yearly }',
        'Figma Dev: { renews: 2026-12-01, notice: 30, entitlement: 90 }',
        '4711: { price: "0" }',
      ].join('\n'),
    ),
  );
  expect(config.apps[0]?.subscriptions).toEqual([
    { name: '4711', terms: { unitPrice: 0 } },
    {
      name: 'FIG-FULL',
      terms: {
        product: 'Figma Full',
        model: 'Named User',
        pool: 'Design',
        unitPrice: 12.5,
        currency: 'EUR',
        term: 'annual',
      },
    },
    { name: 'Figma Dev', terms: { renewsOn: '2026-12-01', noticeDays: 30, entitlementDays: 90 } },
  ]);
});

test('every bad value is listed at once, with its line and what to write', () => {
  expect(
    problemLines(
      app(
        [
          'FIG-FULL:',
          '  price: 12,50',
          '  currency: EURO',
          '  term: weekly',
          '  renews: 31.12.2026',
          '  notice: two months',
          '  entitlement: -5',
          '  pool: ""',
          '  prise: 12',
          'fig-full: { price: 12.505 }',
        ].join('\n'),
      ),
    ),
  ).toEqual([
    '12 apps[0].subscriptions.FIG-FULL.price: "12,50" is not a price; write it with a point and no currency, like 12.50',
    '13 apps[0].subscriptions.FIG-FULL.currency: "EURO" is not a currency; write its three letters (ISO 4217), like EUR',
    '14 apps[0].subscriptions.FIG-FULL.term: "weekly" is not a term; write monthly or annual',
    '15 apps[0].subscriptions.FIG-FULL.renews: "31.12.2026" is not a date; write it as 2026-06-30',
    '16 apps[0].subscriptions.FIG-FULL.notice: "two months" is not a number of days; write it as 30, at most 9999',
    '17 apps[0].subscriptions.FIG-FULL.entitlement: "-5" is not a number of days; write it as 30, at most 9999',
    '18 apps[0].subscriptions.FIG-FULL.pool: is empty; write a value',
    '19 apps[0].subscriptions.FIG-FULL.prise: is not a setting; did you mean price?',
    '20 apps[0].subscriptions.fig-full.price: "12.505" has more than two decimals; write what one seat costs, like 12.50',
  ]);
});

test('one name in two spellings is a problem, because only one can apply', () => {
  expect(problemLines(app('FIG-FULL: { price: 1 }\nfig-full: { price: 2 }'))).toEqual([
    '12 apps[0].subscriptions.fig-full: is the same name as FIG-FULL; keep one of them',
  ]);
});
