import { expect, test } from 'vitest';
import { accounts, company, licenses, people, staff } from '../../support/company.ts';

/** Both mornings and evenings are 2 March in the company, and another day in Greenwich. */
test.each([
  [
    'Pacific/Auckland',
    '2026-03-01T20:00:00Z',
    { last: '2026-03-31T10:30:00Z', over: '2026-03-31T11:30:00Z' },
  ],
  [
    'America/Los_Angeles',
    '2026-03-03T02:00:00Z',
    { last: '2026-04-01T06:30:00Z', over: '2026-04-01T07:30:00Z' },
  ],
])(
  'in %s a seat that was given on 2 March is bound for thirty days from there',
  async (timezone, given, { last, over }) => {
    const acme = company({
      roster: people(...staff(3)),
      apps: { figma: accounts('a1,p1@acme.example,,,,active,,,Full', 'a2,p2@acme.example,,,,active,,,Full') },
      licenses: { figma: licenses('FULL,Full,10,2,45,USD,monthly') },
      entries: { figma: 'subscriptions: { FULL: { entitlement: 30 } }' },
      at: given,
    });
    acme.configure((yaml) => yaml.replace('Europe/Berlin', timezone));
    const office = acme.open();
    await office.sync();
    const held = async () => [
      ...((await office.ask('subscribers FULL')).json as Iterable<Record<string, unknown>>),
    ];
    expect(await held()).toMatchObject([
      { account: 'a1', since: new Date(given).toISOString(), requiredUntil: '2026-04-01' },
      { account: 'a2', requiredUntil: '2026-04-01' },
    ]);

    // Given up, it is listed until the last minute of 31 March in the company.
    acme.write(
      'figma.csv',
      accounts('a1,p1@acme.example,,,,active,,,', 'a2,p2@acme.example,,,,active,,,Full'),
    );
    acme.at(last);
    await office.sync();
    expect(await held()).toMatchObject([{ account: 'a2' }, { account: 'a1', requiredUntil: '2026-04-01' }]);
    const { saved } = (await office.ask('savings')).json as { saved: unknown };
    expect(saved).toMatchObject({ now: {}, later: [{ from: '2026-04-01', monthly: { USD: 45 } }] });
    acme.at(over);
    await office.sync();
    expect(await held()).toMatchObject([{ account: 'a2' }]);
    expect(await held()).toHaveLength(1);
  },
);
