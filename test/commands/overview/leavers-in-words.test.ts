import { expect, test } from 'vitest';
import { company, csvOf, linesOf, people } from '../../support/company.ts';
import { printed, seen } from '../desk.ts';

const ROSTER = people(
  '1,ana@acme.example,,,Ana Ruiz,offboarded,,2026-02-14',
  '2,ben@acme.example,,,Ben Okafor,offboarded,,2026-02-20',
  '3,eva@acme.example,,,Eva Lind,active',
);
const FIGMA = csvOf('id,email,state,kind,licenses', [
  'f1,ana@acme.example,active,,Full',
  'f2,ben@acme.example,active,,Full',
  'f3,eva@acme.example,active,,Full',
]);

async function opened() {
  const acme = company({
    roster: ROSTER,
    apps: {
      figma: FIGMA,
      zoom: csvOf('id,email,state,kind', [
        'z1,ana@acme.example,deactivated,',
        'z2,room@acme.example,active,shared',
        'z3,eva@acme.example,active,',
      ]),
    },
    licenses: { figma: csvOf('sku,purchased,unit_price,currency,term', ['Full,3,20,EUR,monthly']) },
    at: '2026-03-02T09:00:00Z',
  });
  const office = acme.open();
  await office.sync();
  await office.news();
  return { acme, office };
}

const words = (text: string) => text.replace(/\s+/g, ' ');

test('a leaver is worded alike wherever the account is shown, and neither a closed nor a known one warns', async () => {
  const { office } = await opened();
  await office.ask('known figma f2 contractor');
  const cases: [string, string, string][] = [
    ['ana@acme.example', 'figma', '⚠️ left 14 Feb'],
    ['ana@acme.example', 'zoom', 'left 14 Feb, account closed'],
    ['ben@acme.example', 'figma', 'left 20 Feb (known: contractor)'],
  ];
  for (const [email, app, standing] of cases) {
    const who = seen(await office.ask(`who ${email}`), 200).split('\n');
    const row = who.find((line) => line.toLowerCase().startsWith(app)) ?? '';
    expect(row, `who ${email}`).toContain(standing);
    expect(row.includes('⚠️')).toBe(standing.includes('⚠️'));
    const table = words(seen(await office.ask(`access ${app} columns:account,status`), 200));
    expect(table, `access ${app}`).toContain(`${email} ${standing}`);
  }
});

test('money beside what is to be decided on is that of the listed rows, and what is snoozed is named apart', async () => {
  const { acme, office } = await opened();
  await office.ask('snooze figma f2 until:2026-03-20');
  acme.at('2026-03-04T10:00:00Z');
  acme.write('roster.csv', ROSTER.replace('Eva Lind,active,,', 'Eva Lind,offboarded,,2026-03-03'));
  await office.sync();
  expect(linesOf(await office.news())).toContain(
    'post: New in Figma: Eva Lind left yesterday and still holds a seat. In all 2 leavers. 40 EUR a month (20 EUR more snoozed).',
  );
  expect(words(seen(await office.ask('app figma')))).toContain(
    'Figma: 2 findings to decide on, 3 accounts, 40 EUR a month at stake (20 EUR more snoozed).',
  );
});

test('an app is not called clean while leavers keep their seats, and every decision is counted', async () => {
  const { office } = await opened();
  await office.ask('known figma f1 "keeps the files"');
  await office.ask('known figma f2 contractor');
  expect(linesOf(await office.news()).at(-1)).toBe(
    'edit: Figma: nothing left to decide on, 2 accounts of people who left stay as known. 2 decided (2 known).',
  );
});

test('in a narrow terminal, an app of a leaver’s closed account and a room is not all active', async () => {
  const { office } = await opened();
  const status = words(seen(await office.ask('status'), 44));
  expect(status).toContain('Figma · 3 accounts ⚠️ 2 left · 40 EUR');
  expect(status).toContain('Zoom · 3 accounts 1 active');
  const { apps } = printed(await office.ask('status')) as { apps: { name: string; left: number }[] };
  expect(apps.map(({ left }) => left)).toEqual([2, 0]);
});
