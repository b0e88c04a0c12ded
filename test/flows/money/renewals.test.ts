import { expect, test } from 'vitest';
import {
  type Company,
  company,
  csvOf,
  linesOf,
  type Office,
  people,
  seats,
  staff,
} from '../../support/company.ts';

const ACCOUNTS = 'id,email,aliases,username,name,state,kind,role,licenses,last_active';
const LICENSES = 'sku,product,purchased,consumed,unit_price,currency,term,renews_on';

function zoomLicenses(renewsOn: string, term = 'annual'): string {
  return csvOf(LICENSES, [`BIZ,Zoom Business,80,61,120,USD,${term},${renewsOn}`]);
}

/** Four people on Zoom, two of them idle; the licenses renew on 1 December. */
function zoom(more: { licenses?: string; yaml?: string; roster?: string; at?: string } = {}) {
  const acme = company({
    roster: more.roster ?? people(...staff(4)),
    apps: {
      zoom: csvOf(
        ACCOUNTS,
        seats(4).map(
          (row, at) => `${row},,,,active,person,,Zoom Business,${at < 2 ? '2026-01-05' : '2026-09-20'}`,
        ),
      ),
    },
    licenses: { zoom: more.licenses ?? zoomLicenses('2026-12-01') },
    yaml: more.yaml ?? '',
    at: more.at ?? '2026-09-20T09:00:00Z',
  });
  return { acme, office: acme.open() };
}

/** What is said about renewals that day, in an app that was connected the day before or earlier. */
async function onDay(acme: Company, office: Office, day: string): Promise<string[]> {
  if (office.values('SELECT count(*) FROM run')[0] === 0) {
    acme.at(new Date(Date.parse(`${day}T09:00:00Z`) - 86_400_000).toISOString());
    await office.sync();
    await office.news();
  }
  acme.at(`${day}T09:00:00Z`);
  await office.sync();
  return linesOf(await office.news()).filter((line) => line.includes('renew'));
}

test('a renewal is announced 60, 30, 14 and 7 days ahead each in a new message, and the last is closed when it has passed', async () => {
  const { acme, office } = zoom();
  const days = [
    '2026-10-01',
    '2026-10-02',
    '2026-10-03',
    '2026-10-31',
    '2026-11-01',
    '2026-11-17',
    '2026-11-24',
    '2026-12-01',
    '2026-12-02',
    '2026-12-03',
  ];
  const said: string[] = [];
  for (const day of days) for (const line of await onDay(acme, office, day)) said.push(`${day} ${line}`);
  expect(said).toEqual(
    [
      '2026-10-02 post: Zoom (Zoom Business) renews in 60 days, on 1 Dec: 80 bought, 61 used, 2 idle.',
      '2026-11-01 post: Zoom (Zoom Business) renews in 30 days, on 1 Dec: 80 bought, 61 used, 2 idle.',
      '2026-11-17 post: Zoom (Zoom Business) renews in 14 days, on 1 Dec: 80 bought, 61 used, 2 idle.',
      '2026-11-24 post: Zoom (Zoom Business) renews in 7 days, on 1 Dec: 80 bought, 61 used, 4 idle.',
      '2026-12-02 edit, quietly: Zoom (Zoom Business): its renewal day, 1 Dec, has passed. The next one is 1 Dec 2027.',
    ].filter((line) => line.includes('renew')),
  );
});

test('a step is announced once, however many syncs there are that day', async () => {
  const { acme, office } = zoom();
  expect(await onDay(acme, office, '2026-10-02')).toHaveLength(1);
  await office.sync();
  await office.sync('zoom');
  expect(await onDay(acme, office, '2026-10-02')).toEqual([]);
  expect(office.values("SELECT count(*) FROM audit WHERE action = 'renewal-said'")).toEqual([1]);
});

test('missed steps are announced late, once, in one message', async () => {
  const { acme, office } = zoom();
  await onDay(acme, office, '2026-09-20');
  expect(await onDay(acme, office, '2026-11-20')).toEqual([
    'post: Zoom (Zoom Business) renews in 11 days, on 1 Dec: 80 bought, 61 used, 4 idle.',
  ]);
  expect(await onDay(acme, office, '2026-11-21')).toEqual([]);
  expect(await onDay(acme, office, '2026-11-25')).toHaveLength(1);
});

test('the days are counted to the notice day, and the message names it', async () => {
  const yaml =
    '  - { id: miro, connector: csv, owner: p1@acme.example, price: { unit: 10, currency: USD, term: annual, renewsOn: 2026-12-01, noticeDays: 30 }, settings: { accounts: zoom.csv } }\n';
  const { acme, office } = zoom({ licenses: zoomLicenses(''), yaml });
  const said: string[] = [];
  for (const day of [
    '2026-09-01',
    '2026-09-02',
    '2026-10-02',
    '2026-10-18',
    '2026-10-25',
    '2026-11-02',
    '2026-11-24',
  ])
    for (const line of await onDay(acme, office, day)) said.push(`${day} ${line}`);
  expect(said).toEqual([
    '2026-09-02 post: Miro renews in 90 days, on 1 Dec: 4 accounts, 2 idle. Give notice by 1 Nov.',
    '2026-10-02 post: Miro renews in 60 days, on 1 Dec: 4 accounts, 2 idle. Give notice by 1 Nov.',
    '2026-10-18 post: Miro renews in 44 days, on 1 Dec: 4 accounts, 2 idle. Give notice by 1 Nov.',
    '2026-10-25 post: Miro renews in 37 days, on 1 Dec: 4 accounts, 2 idle. Give notice by 1 Nov.',
    '2026-11-02 post: Miro renews in 29 days, on 1 Dec: 4 accounts, 2 idle. The last day for notice was 1 Nov.',
    '2026-11-24 post: Miro renews in 7 days, on 1 Dec: 4 accounts, 4 idle. The last day for notice was 1 Nov.',
  ]);
});

test('after the notice day, a seat paid by the year saves nothing before the end of the next year', async () => {
  const yaml =
    '  - { id: miro, connector: csv, price: { unit: 120, currency: USD, term: annual, renewsOn: 2026-12-01, noticeDays: 30 }, settings: { accounts: zoom.csv } }\n';
  const { acme, office } = zoom({ licenses: zoomLicenses(''), yaml });
  const later = async (day: string) => {
    await onDay(acme, office, day);
    const { possible } = (await office.ask('savings miro')).json as {
      possible: { later: { from: string }[] };
    };
    return possible.later.map(({ from }) => from);
  };
  expect(await later('2026-11-01')).toEqual(['2026-12-01']);
  expect(await later('2026-11-02')).toEqual(['2027-12-01']);
});

test('the message names the owner of the app, the price of a seat and the seats that could be given back', async () => {
  const facts = async (owner: string, roster: string) => {
    const acme = company({
      roster,
      apps: { figma: 'id,email\nf1,p1@acme.example\n' },
      yaml: `  - { id: zoom, connector: csv, ${owner} settings: { accounts: figma.csv, subscriptions: zoom-licenses.csv } }\n`,
      at: '2026-11-20T09:00:00Z',
    });
    acme.write('zoom-licenses.csv', zoomLicenses('2026-12-01'));
    const office = acme.open();
    await office.sync();
    acme.at('2026-11-21T09:00:00Z');
    await office.sync();
    const news = (await office.news()).find(({ says }) => says.includes('renews'));
    const part = news?.message.body.find(({ type }) => type === 'facts');
    return part?.type === 'facts' ? part.facts.map(({ label, value }) => `${label}: ${value}`) : [];
  };
  expect(await facts('owner: p2@acme.example,', people(...staff(4)))).toEqual([
    'owner: p2@acme.example',
    'price: 120 USD a year for a seat, 9,600 USD for all that are bought',
    'could be given back: 19 seats, 190 USD a month',
  ]);
  const left = people(...staff(4, (n) => (n === 2 ? 'offboarded,,2026-01-01' : 'active')));
  expect((await facts('owner: p2@acme.example,', left))[0]).toBe(
    'owner: ⚠️ p2@acme.example (offboarded); name another under owner: in seatkeeper.yaml',
  );
  expect((await facts('', left))[0]).toBe('owner: none; name one under owner: in seatkeeper.yaml');
});

test('a monthly subscription without notice is not announced', async () => {
  const { acme, office } = zoom({ licenses: zoomLicenses('2026-12-01', 'monthly') });
  expect(await onDay(acme, office, '2026-11-28')).toEqual([]);
});

test('a renewal that moves closes its message, and a new one is posted when it is due', async () => {
  const { acme, office } = zoom();
  expect(await onDay(acme, office, '2026-11-17')).toHaveLength(1);
  acme.write('zoom-licenses.csv', zoomLicenses('2027-12-01'));
  expect(await onDay(acme, office, '2026-11-18')).toEqual([
    'edit, quietly: Zoom (Zoom Business) renews on 1 Dec 2027, no longer on 1 Dec.',
  ]);
  expect(await onDay(acme, office, '2026-11-25')).toEqual([]);
  expect(await onDay(acme, office, '2027-11-20')).toEqual([
    'post: Zoom (Zoom Business) renews in 11 days, on 1 Dec: 80 bought, 61 used, 4 idle.',
  ]);
});

test('a subscription that is gone no longer renews, and its message reports that', async () => {
  const { acme, office } = zoom();
  expect(await onDay(acme, office, '2026-11-17')).toHaveLength(1);
  acme.write('zoom-licenses.csv', csvOf(LICENSES, ['OTHER,Other,1,1,1,USD,monthly']));
  expect(await onDay(acme, office, '2026-11-18')).toEqual([
    'edit, quietly: Zoom (BIZ) is no longer listed as renewing on 1 Dec.',
  ]);
});

test('a renewal is announced even when the read failed', async () => {
  const { acme, office } = zoom();
  await onDay(acme, office, '2026-09-20');
  acme.write('zoom.csv', 'id,email\nz1,not an address\n');
  expect(await onDay(acme, office, '2026-10-02')).toHaveLength(1);
});

test('the digest counts the days to the renewal and names the notice day', async () => {
  const yaml =
    '  - { id: miro, connector: csv, price: { unit: 10, currency: USD, term: annual, renewsOn: 2026-12-01, noticeDays: 1 }, settings: { accounts: zoom.csv } }\n';
  const { acme, office } = zoom({ yaml });
  await onDay(acme, office, '2026-11-10');
  const { message } = await office.ask('digest');
  const line = message.body.find(
    (part) => part.type === 'text' && JSON.stringify(part.spans[0]).includes('Renewals'),
  );
  expect(line).toMatchObject({
    spans: [
      { bold: 'Renewals: ' },
      'Miro in 21 days: 4 accounts, 2 idle. Give notice by 30 Nov · Zoom (Zoom Business) in 21 days: 80 bought, 61 used, 2 idle',
    ],
  });
  expect(message.summary).not.toContain('nothing new');
});

test('the day on which an app is connected says enough: its renewals come the next day', async () => {
  const { acme, office } = zoom({ at: '2026-11-20T09:00:00Z' });
  await office.sync();
  expect(linesOf(await office.news()).filter((line) => line.includes('renews'))).toEqual([]);
  const next = await onDay(acme, office, '2026-11-21');
  expect(next).toEqual([expect.stringMatching(/^post: Zoom \(Zoom Business\) renews in 10 days/)]);
});

test('a renewal that is decided today or tomorrow does not wait for the next day', async () => {
  const { office } = zoom({ at: '2026-11-30T09:00:00Z' });
  await office.sync();
  expect(linesOf(await office.news()).filter((line) => line.includes('renews'))).toHaveLength(1);
});

test('a renewal does not say that nobody uses what nobody tells the use of, and calls accounts accounts', async () => {
  const acme = company({
    roster: people(...staff(3)),
    apps: {
      miro: csvOf('id,email,last_active', [...seats(2, ',2026-09-01'), 'g1,guest@else.example,2026-05-01']),
      zoom: csvOf('id,email,last_active', seats(3, ',2026-09-01')),
    },
    licenses: { miro: csvOf(LICENSES, ['BIZ,Business,9,,10,CHF,annual,2026-10-20']) },
    entries: { zoom: 'price: { unit: 12, currency: CHF, term: annual, renewsOn: 2026-10-10 }' },
    at: '2026-09-20T09:00:00Z',
  });
  const office = acme.open();
  await office.sync();
  acme.at('2026-09-21T09:00:00Z');
  await office.sync();
  const said = linesOf(await office.news()).filter((line) => line.includes('renews'));
  expect(said).toEqual([
    'post: Zoom renews in 19 days, on 10 Oct: 3 accounts, 0 idle.',
    'post: Miro (Business) renews in 29 days, on 20 Oct: 9 bought, how many are used is not known.',
  ]);
});
