import { expect, test } from 'vitest';
import { company, csvOf, people, staff } from '../../support/company.ts';

const ACCOUNTS = 'id,email,licenses,last_active';
const CONTRACTS = 'id,sku,product,purchased,consumed,unit_price,currency,term,renews_on,expires_on';
const TODAY = '2026-03-02';

interface Subscription {
  id: string;
  status: string;
  renewsOn: string | null;
  renewsOnAssumedFrom?: string;
}

/** An app whose first `holders` people hold `license`, with these contracts. */
async function app(contracts: readonly string[], holders: number, license = 'Team') {
  const acme = company({
    roster: people(...staff(30)),
    apps: {
      figma: csvOf(
        ACCOUNTS,
        Array.from({ length: holders }, (_, at) => `f${at},p${at + 1}@acme.example,${license},2026-02-28`),
      ),
    },
    licenses: { figma: csvOf(CONTRACTS, contracts) },
    at: `${TODAY}T09:00:00Z`,
  });
  const office = acme.open();
  await office.sync();
  const text = async (question: string) => JSON.stringify((await office.ask(question)).message);
  const inventory = async () => (await office.ask('subscriptions figma')).json as Subscription[];
  const unassigned = async () => {
    const { apps } = (await office.ask('savings figma')).json as {
      apps: { lines: { bucket: string; seats: number; monthly: unknown; saves: unknown }[] }[];
    };
    return (apps[0]?.lines ?? [])
      .filter(({ bucket }) => bucket === 'unassigned')
      .map(({ seats, monthly, saves }) => ({ seats, monthly, saves }));
  };
  return { office, text, inventory, unassigned };
}

const TWO = [
  'C1,TEAM,Team,10,,120,USD,annual,2026-06-01,',
  'C2,TEAM,Team,10,,120,USD,annual,2026-12-01,',
] as const;

test('two contracts for one product, of which 25 seats are held: used, and over-assigned once', async () => {
  const { text, inventory } = await app(TWO, 25);
  expect((await inventory()).map(({ status }) => status)).toEqual(['used', 'used']);
  const shown = await text('app figma');
  expect(shown.split('held by 25 accounts, 20 bought in 2 contracts')).toHaveLength(2);
});

test('two contracts for one product, of which 15 seats are held: 5 are unassigned, and save from the later renewal', async () => {
  const { inventory, unassigned } = await app(TWO, 15);
  expect((await inventory()).map(({ status }) => status)).toEqual(['used', 'used']);
  expect(await unassigned()).toEqual([
    { seats: 5, monthly: { USD: 50 }, saves: { kind: 'from', day: '2026-12-01' } },
  ]);
});

test('of two prices for one product the lower one is saved, and of two currencies none is', async () => {
  const cheaper = await app([TWO[0], 'C2,TEAM,Team,10,,60,USD,annual,2026-12-01,'], 15);
  expect(await cheaper.unassigned()).toMatchObject([{ seats: 5, monthly: { USD: 25 } }]);
  const euro = await app([TWO[0], 'C2,TEAM,Team,10,,60,EUR,annual,2026-12-01,'], 15);
  expect(await euro.unassigned()).toMatchObject([{ seats: 5, monthly: {} }]);
});

test('health asks for the day of a contract whose day has passed, without calling it a problem', async () => {
  const { office } = await app(
    ['OLD,OLD,Team 2024,20,,100,USD,annual,,2025-12-31', 'NEW,TEAM,Team,12,,120,USD,annual,2025-05-31,'],
    12,
  );
  const { message, ok } = await office.ask('health');
  expect(ok).toBe(true);
  expect(message.summary).toContain('All is well');
  const shown = JSON.stringify(message);
  expect(shown).toContain('Figma (Team 2024) ended on 31 Dec 2025');
  expect(shown).toContain('To set it: subscriptions figma NEW set renews:2026-05-31');
});

test('a contract that has expired has no seats to give back, and says so', async () => {
  const { text, inventory, unassigned } = await app(
    ['OLD,OLD,Team 2024,20,,100,USD,annual,,2025-12-31', 'NEW,TEAM,Team,12,,120,USD,annual,,2026-06-01'],
    12,
  );
  expect((await inventory()).map(({ id, status }) => `${id} ${status}`)).toEqual(['NEW used', 'OLD expired']);
  expect(await unassigned()).toEqual([]);
  expect(await text('subscriptions OLD')).toContain('Its last day was 31 Dec 2025');
});

test('seats that are still held under an expired contract cost nothing, and are not called savings', async () => {
  const { text, unassigned } = await app(['OLD,TEAM,Team,20,,100,USD,annual,,2025-12-31'], 12);
  expect(await unassigned()).toEqual([]);
  expect(await text('savings figma')).not.toContain('could save');
});

test('a yearly renewal that has passed is assumed to come again, and everybody is told that it is assumed', async () => {
  const { text, inventory } = await app(['C1,TEAM,Team,20,,120,USD,annual,2025-05-31,'], 12);
  expect(await inventory()).toMatchObject([{ renewsOn: '2026-05-31', renewsOnAssumedFrom: '2025-05-31' }]);
  const money = await text('savings figma');
  expect(money).toContain('The renewal of Team on 31 May 2025 has passed; the next is assumed on 31 May.');
  expect(money).not.toContain('date is not known');
});

test('a contract by the month renews next month, and nobody is asked about it', async () => {
  const { office, inventory } = await app(['C1,TEAM,Team,20,,10,USD,monthly,2025-05-31,'], 12);
  const [item] = await inventory();
  expect(item).toMatchObject({ renewsOn: '2026-03-31' });
  expect(item).not.toHaveProperty('renewsOnAssumedFrom');
  expect(JSON.stringify((await office.ask('health')).message)).not.toContain('has passed');
});

test('where no account lists a license and the vendor counts none, nobody calls the contract unused', async () => {
  const { text, inventory, unassigned } = await app(['C1,TEAM,Team,20,,120,USD,annual,2026-06-01,'], 12, '');
  expect((await inventory()).map(({ status }) => status)).toEqual(['not-told']);
  expect(await unassigned()).toEqual([]);
  expect(await text('savings figma')).toContain('does not tell how many seats of Team are used');
});

test('a license name that no subscription has is named next to the sum, in the list and by health', async () => {
  const { office, text } = await app(['C1,TEAM,Team,20,20,120,USD,annual,2026-06-01,'], 12, 'Teem');
  expect(await text('savings figma')).toContain('Accounts of Figma hold licenses that no subscription has');
  expect(await text('subscriptions figma')).toContain('no subscription has: \\"Teem\\" (12 accounts)');
  const { ok, message } = await office.ask('health');
  expect(ok).toBe(true);
  expect(JSON.stringify(message)).toContain('no subscription has: \\"Teem\\" (12 accounts)');
});
