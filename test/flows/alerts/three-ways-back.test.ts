import { expect, test } from 'vitest';
import { accounts, company, linesOf, people, staff } from '../../support/company.ts';

const SEATS = [
  'a1,p1@acme.example',
  'a2,p2@acme.example',
  'a3,desk@else.example,,,Front Desk',
  'a4,x@else.example',
];

/** Figma with two leavers and two strangers, after everything of the first day was told. */
async function opened() {
  const acme = company({
    roster: people(...staff(4, (n) => (n <= 2 ? 'offboarded,,2026-02-10' : 'active'))),
    apps: { figma: accounts(...SEATS) },
  });
  const office = acme.open();
  await office.sync();
  const said = async () => linesOf(await office.news()).filter((line) => !line.includes('continued'));
  await said();
  return { acme, office, said };
}

test('a seat that returned, a decision that was taken back and one that ran out are three sentences, and none borrows the words of another', async () => {
  const { acme, office, said } = await opened();
  await office.ask('known figma a3 "front desk" until:2026-03-05');
  await office.ask('known figma a4 contractor');
  await said();

  acme.at('2026-03-03T09:00:00Z');
  acme.write('figma.csv', accounts(...SEATS.slice(1)));
  await office.sync();
  expect(await said()).toEqual(['edit: Person 1 is gone from Figma. In all 1 leaver.']);

  acme.at('2026-03-04T09:00:00Z');
  acme.write('figma.csv', accounts(...SEATS));
  await office.sync();
  const returned = await said();
  expect(returned).toEqual(['post: Person 1 is back in Figma (freed 3 Mar). In all 2 leavers.']);

  // In the same minute, so that the last two stand in one message each.
  await office.ask('known figma a4 --undo');
  const undone = await said();
  acme.at('2026-03-06T09:00:00Z');
  await office.sync();
  const lapsed = await said();
  expect([undone, lapsed]).toEqual([
    [
      'edit, quietly: Figma: kim took back “known” for x@else.example. Person 1 is back in Figma (freed 3 Mar). In all 2 leavers and 1 unknown.',
    ],
    [
      'post: Figma: Front Desk (desk@else.example) is no longer known: that was until 5 Mar. In all 2 leavers and 2 unknown.',
    ],
  ]);
  const app = JSON.stringify((await office.ask('app figma')).message);
  expect(app.match(/came back/g)).toHaveLength(1);
  expect(app).toContain('no longer known: it was known until 5 Mar');
  expect(app).not.toMatch(/holds? a seat again/);
});

test('whose an account was only by a link that was taken back is suggested to nobody because of that', async () => {
  const { office } = await opened();
  await office.ask('link figma a3 p4@acme.example');
  await office.ask('link figma a3 --undo');
  expect((await office.ask('why figma a3')).message.body).toEqual([
    { type: 'text', spans: ['No person in the roster is similar.'] },
  ]);
  await office.ask('link figma a4 p4@acme.example');
  await office.ask('undo');
  expect(JSON.stringify((await office.ask('app figma')).message)).not.toContain('theirs before');
});

test('accounts counted after the named news are called new only if they are new', async () => {
  const { acme, office, said } = await opened();
  acme.at('2026-03-04T09:00:00Z');
  acme.write(
    'figma.csv',
    accounts(...SEATS.slice(2), 'n1,q@else.example', 'n2,r@else.example', 'n3,s@else.example'),
  );
  await office.sync();
  expect(await said()).toEqual([
    'post: New in Figma: nobody knows q@else.example; nobody knows r@else.example; 1 more. Also: 2 gone. In all 5 unknown.',
  ]);
});
