import { expect, test } from 'vitest';
import { lookAtStatus } from '../../../src/flows/watching/look-at-status.ts';
import { accounts, company, csvOf, people, seats, staff } from '../../support/company.ts';
import { GOOD, problemLines } from '../../support/config.ts';

const LICENSES = 'id,sku,product,purchased,consumed,unit_price,currency,term';
const miro = (price: string) =>
  `  - { id: miro, connector: csv, price: ${price}, settings: { accounts: figma.csv } }\n`;

async function opened(files: { accounts: string; licenses?: string; yaml?: string }) {
  const office = company({
    roster: people(...staff(6, (n) => (n === 6 ? 'offboarded,,2026-02-01' : 'active'))),
    apps: { figma: files.accounts },
    ...(files.licenses === undefined ? {} : { licenses: { figma: files.licenses } }),
    yaml: files.yaml ?? '',
  }).open();
  await office.sync();
  return office;
}

test('the price of an app applies to every account that holds a seat', async () => {
  const office = await opened({
    accounts: accounts(...seats(6), 'x1,p1@acme.example,,,,deactivated'),
    yaml: miro('{ unit: 15, currency: USD }'),
  });
  expect((await office.ask('who p6@acme.example')).json).toMatchObject({ monthlyCost: { USD: 15 } });
  expect((await office.ask('who p1@acme.example')).json).toMatchObject({ monthlyCost: { USD: 15 } });
  const { apps } = (await office.ask('status')).json as { apps: { app: string; atStake: object }[] };
  expect(apps.find(({ app }) => app === 'miro')?.atStake).toEqual({ USD: 15 });
  expect((await office.ask('savings miro')).message.summary).toBe('Miro could save 15 USD a month.');
});

test('of two prices for one product neither counts, and health and savings show what to do', async () => {
  const office = await opened({
    accounts: accounts(...seats(6, ',,,,,,,Full')),
    licenses: csvOf(LICENSES, ['S1,FULL,Full,10,3,45,USD,monthly', 'S2,FULL,Full,10,3,40,USD,monthly']),
  });
  const text =
    'Figma: a seat called "Full" has two prices, 45 USD and 40 USD a month, from the subscriptions S1 and S2. Neither is counted for a seat that somebody holds, and at most the lower one for a seat that nobody holds; give them different names or one price.';
  const health = await office.ask('health');
  expect(health.ok).toBe(false);
  expect(health.json).toMatchObject({ prices: [text] });
  expect(lookAtStatus(office.context, { ready: true }).health).toContainEqual({
    code: 'prices-conflict',
    source: null,
    count: 1,
  });
  expect(JSON.stringify((await office.ask('savings')).message.body)).toContain(
    JSON.stringify(text).slice(1, -1),
  );
  expect((await office.ask('status')).json).toMatchObject({ apps: [{ atStake: {} }] });
});

test('two subscriptions of one product with the same price are not a problem', async () => {
  const office = await opened({
    accounts: accounts(...seats(6, ',,,,,,,Full')),
    licenses: csvOf(LICENSES, ['S1,FULL,Full,10,3,45,USD,monthly', 'S2,FULL,Full,10,3,540,USD,annual']),
  });
  expect((await office.ask('health')).ok).toBe(true);
  expect((await office.ask('status')).json).toMatchObject({ apps: [{ atStake: { USD: 45 } }] });
});

test('a price of the app and one of its subscription are two prices for one seat', async () => {
  const office = company({
    roster: people(...staff(6, (n) => (n === 6 ? 'offboarded,,2026-02-01' : 'active'))),
    apps: { zoom: accounts(...seats(6, ',,,,,,,Full')) },
    licenses: { zoom: csvOf(LICENSES, ['S1,FULL,Full,10,3,45,USD,monthly', 'S2,FREE,Free,10,3']) },
    yaml: '  - { id: figma, connector: csv, price: { unit: 15, currency: EUR }, settings: { accounts: zoom.csv, subscriptions: zoom-licenses.csv } }\n',
  }).open();
  await office.sync();
  expect((await office.ask('health')).json).toMatchObject({
    prices: [
      'Figma: a seat of Full has two prices, 15 EUR and 45 USD a month, from price: in seatkeeper.yaml and from the subscription S1. Neither is counted; remove one of them.',
    ],
  });
  expect((await office.ask('savings figma')).message.summary).toContain('but no price is known');
});

test.each([
  [
    '{ unit: dear, currency: USD }',
    'price.unit: is not a price; write what one seat costs per term as a number, like 12.50',
  ],
  ['{ unit: -1, currency: USD }', 'price.unit: is negative; a price is 0 or more'],
  ['{ currency: USD }', 'price.unit: is missing; write what one seat costs, like 12.50'],
  ['{ unit: 15 }', 'price.currency: is missing; write its three letters, like USD'],
  [
    '{ unit: 15, currency: USX }',
    'price.currency: "USX" is not a currency; write its three letters (ISO 4217), like USD',
  ],
  [
    '{ unit: 15, currency: euro }',
    'price.currency: "EURO" is not a currency; write its three letters (ISO 4217), like EUR',
  ],
  ['{ unit: 15, currency: USD, term: weekly }', 'price.term: must be one of: monthly, annual'],
  [
    '{ unit: 15, currency: USD, renewsOn: 2027-02-30 }',
    'price.renewsOn: is not a date; write it as 2027-01-31',
  ],
  ['{ unit: 15, currency: USD, noticeDays: -3 }', 'price.noticeDays: must be at least 0'],
  ['{ unit: 15, currency: USD, renews: 2027-01-31 }', 'price.renews: is not a setting'],
  ['15', 'price: must be a block of settings, not a number'],
])('the price %s is a configuration problem, shown with what to write', (price, expected) => {
  const problems = problemLines(`${GOOD}apps:\n${miro(price)}`);
  expect(
    problems.some((line) => line.includes(expected)),
    problems.join('\n'),
  ).toBe(true);
});

test('a price of the app and one for its subscription in the same file are rejected', () => {
  const problems = problemLines(
    `${GOOD}apps:\n  - id: miro\n    connector: csv\n    price: { unit: 15, currency: USD }\n    subscriptions: { Full: { price: 12 } }\n    settings: { accounts: m.csv }\n`,
  );
  expect(problems.join('\n')).toContain(
    'apps[0].subscriptions.Full.price: is a second price beside apps[0].price; keep one of them',
  );
});

test('an account that also has a license without a known price costs at least what is known, never exactly that', async () => {
  const office = await opened({
    accounts: accounts(
      ...seats(4),
      'x5,p5@acme.example,,,,,,,Full;Design',
      'x6,p6@acme.example,,,,,,,Full;Dev',
    ),
    licenses: csvOf(LICENSES, [
      'S1,FULL,Full,10,3,0.58,EUR,monthly',
      'S2,DEV,Dev,10,1,,,',
      'S3,DESIGN,Design,10,1,4,EUR,monthly',
    ]),
  });
  const who = await office.ask('who p6@acme.example');
  expect(who.message.summary).toContain('at least 0.58 EUR a month');
  expect(JSON.stringify(who.message.body)).toContain('"at least 0.58 EUR"');
  expect(who.json).toMatchObject({ accounts: [{ monthlyCost: { EUR: 0.58 }, costIsPartial: true }] });
  expect(JSON.stringify((await office.ask('access figma p6@acme.example')).message)).toContain(
    'at least 0.58 EUR',
  );
  expect(JSON.stringify((await office.ask('app figma')).message)).toContain('at least 0.58 EUR a month');
  // Both prices of the other one are known.
  expect((await office.ask('who p5@acme.example')).message.summary).toContain('1 account, 4.58 EUR a month');
});

test('two prices are not called uncounted next to a sum that counts the lower one', async () => {
  const two = async (second: string) => {
    const office = await opened({
      accounts: accounts(...seats(6, ',,,,,,,Full')),
      licenses: csvOf(LICENSES, ['S1,FULL,Full,10,,45,USD,monthly', `S2,FULL,Full,10,,${second},monthly`]),
    });
    const { message, json } = await office.ask('savings figma');
    return {
      said: JSON.stringify(message.body),
      possible: (json as { possible: { nominal: object } }).possible,
    };
  };
  const { said, possible } = await two('40,USD');
  expect(possible.nominal).toEqual({ USD: 14 * 40 });
  expect(said).toContain('at most the lower one for a seat that nobody holds');
  const inTwoCurrencies = await two('40,EUR');
  expect(inTwoCurrencies.possible.nominal).toEqual({});
  expect(inTwoCurrencies.said).not.toContain('lower');
});
