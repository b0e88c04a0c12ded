import { expect, test } from 'vitest';
import { keptBefore } from '../../../src/domain/money/bucket.ts';
import { accounts, company, csvOf, people, staff } from '../../support/company.ts';

const LICENSES = csvOf('sku,product,purchased,unit_price,currency,term', [
  'FULL,Figma Full,10,45,USD,monthly',
]);
const [KEPT, GIVEN_UP] = ['a1,p1@acme.example,,,,active,,,FULL', 'a2,p2@acme.example,,,,active,,,FULL'];

/** Two seats, bound for thirty days, that are first read at `at`. */
async function boundIn(timezone: string, at: string) {
  const acme = company({
    roster: people(...staff(2)),
    apps: { figma: accounts(KEPT, GIVEN_UP) },
    licenses: { figma: LICENSES },
    entries: { figma: 'subscriptions: { FULL: { entitlement: 30 } }' },
    at,
  });
  acme.configure((yaml) => yaml.replace('Europe/Berlin', timezone));
  const office = acme.open();
  await office.sync();
  const giveUp = async (on: string) => {
    acme.at(on);
    acme.write('figma.csv', accounts(KEPT));
    await office.sync('figma');
  };
  const holders = async () =>
    [
      ...((await office.ask('subscribers FULL')).json as Iterable<{
        account: string;
        requiredUntil: string | null;
      }>),
    ].map(({ account, requiredUntil }) => `${account} ${requiredUntil}`);
  const savesFrom = () => office.values('SELECT from_day FROM saving');
  return { acme, office, giveUp, holders, savesFrom };
}

/** The morning of 2 March in Auckland, and the evening of 2 March in Los Angeles: the UTC days are the 1st and the 3rd. */
test.each([
  ['Pacific/Auckland', '2026-03-01T20:00:00Z', '2026-03-30T20:00:00Z'],
  ['America/Los_Angeles', '2026-03-03T04:00:00Z', '2026-04-01T05:00:00Z'],
])(
  'a seat given in %s is bound from the day on the wall there, not from the day in UTC',
  async (zone, first, lastDay) => {
    const { acme, giveUp, holders, savesFrom } = await boundIn(zone, first);
    expect(await holders()).toEqual(['a1 2026-04-01', 'a2 2026-04-01']);
    await giveUp(lastDay);
    expect(await holders()).toEqual(['a1 2026-04-01', 'a2 2026-04-01']);
    expect(savesFrom()).toEqual(['2026-04-01']);
    acme.at(new Date(Date.parse(lastDay) + 24 * 3_600_000).toISOString());
    expect(await holders()).toEqual(['a1 null']);
  },
);

test('a bound seat is forgotten only on the first free day in the company’s time zone', async () => {
  const { acme, office, giveUp } = await boundIn('Pacific/Auckland', '2026-03-01T20:00:00Z');
  await giveUp('2026-03-30T20:00:00Z');
  const rows = () => office.values('SELECT count(*) FROM assignment WHERE ended_at IS NOT NULL')[0];
  // 1 April 00:30 in Auckland.
  acme.at('2026-03-31T10:30:00Z');
  await office.sync('figma');
  expect(rows()).toBe(1);
  acme.at('2026-03-31T11:30:00Z');
  await office.sync('figma');
  expect(rows()).toBe(0);
});

test('two seats used on one day of the company are not told apart by midnight in UTC', () => {
  const [morning, afternoon] = [
    { lastActive: '2026-03-01T20:00:00.000Z', row: 1 },
    { lastActive: '2026-03-02T03:00:00.000Z', row: 2 },
  ];
  expect(keptBefore(morning, afternoon, 'Pacific/Auckland')).toBe(true);
  expect(keptBefore(morning, afternoon, 'UTC')).toBe(false);
});
