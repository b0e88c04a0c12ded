import { expect, test } from 'vitest';
import { accounts, company, people, seats, staff } from '../../support/company.ts';

const left = (gone: number) => people(...staff(40, (n) => (n <= gone ? 'offboarded' : 'active')));

async function opened(leavers: number) {
  const acme = company({
    roster: left(0),
    apps: { figma: accounts(...seats(40)), zoom: accounts(...seats(10)) },
    entries: { figma: 'owner: lee@acme.example', zoom: 'owner: lee@acme.example' },
  });
  const office = acme.open();
  await office.sync();
  acme.at('2026-03-03T09:00:00Z');
  acme.write('roster.csv', left(leavers));
  await office.sync();
  return {
    acme,
    office,
    figures: async () => (await office.ask('figures figma')).json as { apps: object[]; owners: object[] },
  };
}

test('the median counts from the roster read to the free seat, and a wrong alert is a false alarm', async () => {
  const { acme, office, figures } = await opened(4);
  // Three seats come free after 5, 6 and 30 hours; the fourth account is fine.
  for (const [at, gone] of [
    ['2026-03-03T14:00:00Z', 1],
    ['2026-03-03T15:00:00Z', 2],
    ['2026-03-04T15:00:00Z', 3],
  ] as const) {
    acme.at(at);
    acme.write('figma.csv', accounts(...seats(40).slice(gone)));
    await office.sync();
  }
  await office.ask('known figma a4 contractor');
  const { apps, owners } = await figures();
  expect(apps).toMatchObject([
    { medianHours: 6, seatsFreed: 3, falseAlarms: 1, ended: 4, falseAlarmRate: null, oldestOpenedAt: null },
  ]);
  expect(owners).toMatchObject([{ owner: 'lee@acme.example', medianHours: 6, seatsFreed: 3 }]);
});

test('too few seats have no median, and open findings have an age', async () => {
  const { acme, office, figures } = await opened(2);
  acme.at('2026-03-03T14:00:00Z');
  acme.write('figma.csv', accounts(...seats(40).slice(1)));
  await office.sync();
  expect((await figures()).apps).toMatchObject([
    { medianHours: null, seatsFreed: 1, falseAlarmRate: null, oldestOpenedAt: '2026-03-03T09:00:00.000Z' },
  ]);
  const { message } = await office.ask('figures');
  expect(JSON.stringify(message)).toContain('too few (1)');
  expect(JSON.stringify(message)).not.toContain('0 %');
});

test('the digest says how fast seats come free, and draws it where apps can be compared', async () => {
  const { acme, office } = await opened(4);
  for (const [at, gone] of [
    ['2026-03-03T14:00:00Z', 1],
    ['2026-03-03T15:00:00Z', 2],
    ['2026-03-05T09:00:00Z', 3],
  ] as const) {
    acme.at(at);
    acme.write('figma.csv', accounts(...seats(40).slice(gone)));
    if (gone === 3) acme.write('zoom.csv', accounts(...seats(10).slice(3)));
    await office.sync();
  }
  const { message } = await office.ask('digest');
  const speed = message.body.flatMap((part) =>
    part.type === 'text' && JSON.stringify(part.spans).includes('Speed') ? [part.spans.at(-1)] : [],
  );
  expect(speed).toEqual([
    'A seat is free after 2 d (median of 6 seats in 90 days), slowest at Zoom: 2 d. 0 % of the alerts were false (0 of 6)',
  ]);
  expect(message.body.filter((part) => part.type === 'chart').at(-1)).toMatchObject({
    labels: ['Zoom', 'Figma'],
    series: [{ values: [48, 6] }],
  });
});

test('a digest without enough to tell of speed says nothing of it', async () => {
  const { office } = await opened(2);
  expect(JSON.stringify((await office.ask('digest')).message)).not.toContain('Speed');
});
