import { expect, test } from 'vitest';
import { sendDueDigest } from '../../../src/flows/overview/send-digest.ts';
import { accounts, company, people } from '../../support/company.ts';
import { eventually } from '../../support/eventually.ts';
import { checkCard } from '../../support/teams/adaptive-card.ts';
import { readText } from '../../support/teams/live-card.ts';
import { actionsOf, answerCard, CHANNEL } from '../../support/teams/teams-client.ts';
import { cardOf } from '../../support/teams/teams-connector.ts';
import { teamsOffice } from '../../support/teams/teams-office.ts';

const NEVER = 'schedule: { sync: "0 0 1 1 *", digest: "0 0 1 1 *" }';
const ROSTER = ['1,ada@acme.example,,,Ada Keller,active', '2,ben@acme.example,,,Ben Okafor,active'];
const FIGMA = ['f1,ada@acme.example,,,Ada', 'f2,ben@acme.example,,,Ben Okafor'];

test('the whole story in Teams', async () => {
  const acme = company({ roster: people(...ROSTER), apps: { figma: accounts(...FIGMA) }, yaml: NEVER });
  const office = await teamsOffice(acme);
  const { connector } = office;
  const [welcome] = connector.in(CHANNEL);
  expect(readText(cardOf(welcome))).toContain('Seatkeeper is here for Acme');
  const baseline = await office.alert();
  expect(baseline.activity.summary).toBe('Figma is connected: 2 accounts read, nothing to decide on.');

  // An app loses a person, and three unknown accounts appear.
  acme.at('2026-03-04T09:00:00Z');
  acme.write('roster.csv', people(ROSTER[0] ?? '', '2,ben@acme.example,,,Ben Okafor,offboarded,,2026-03-03'));
  acme.write(
    'figma.csv',
    accounts(
      ...FIGMA,
      'f3,ada.keller@home.example,,,Ada Keller',
      'f4,it-team@acme.example,,,IT Team',
      'f5,sam@studio.example,,,Sam Studio',
    ),
  );
  await office.sync();
  const first = await office.alert();
  expect(first.activity.summary).toContain('In all 1 leaver and 3 unknown');
  const titles = () => actionsOf(cardOf(first)).map(({ title }) => title);
  expect(titles()).toContain('Mark as known…');

  // Mark as known: a form replaces the card, its errors are beside the fields, and the card changes for everyone.
  const kim = office.client();
  const about = (account: string, title: string) =>
    actionsOf(cardOf(first)).find(
      (one) => one.title === title && JSON.stringify(one.data ?? {}).includes(`"${account}"`),
    );
  const pressOn = (account: string, title: string) => {
    const action = about(account, title);
    if (action === undefined) throw new Error(`${account} has no ${title}`);
    return kim.press(first, title, {}, { type: 'AdaptiveCard', actions: [action] });
  };
  const form = answerCard(await pressOn('f4', 'Mark as known…'));
  checkCard(form);
  const wrong = answerCard(await kim.press(first, 'Mark as known', { 'field.reason': 'other' }, form));
  expect(readText(wrong)).toContain('Nothing was changed yet');
  const done = answerCard(await kim.press(first, 'Mark as known', { 'field.reason': 'group alias' }, form));
  expect(readText(done)).toContain('marked as known by Kim Lee');
  await eventually(
    async () => readText(cardOf(await office.alert())).includes('marked as known by Kim Lee'),
    'the mark',
  );
  expect((await office.alert()).id).toBe(first.id);

  // Link to the suggested person, then add an employee from the account.
  await pressOn('f3', 'Link to ada@acme.example');
  await eventually(
    async () => readText(cardOf(await office.alert())).includes('linked to Ada Keller'),
    'the link',
  );
  const add = answerCard(await pressOn('f5', 'Add employee…'));
  expect(readText(add)).toContain('sam@studio.example');
  await kim.press(first, 'Add employee', { 'field.name': 'Sam Studio' }, add);
  await eventually(
    async () => readText(cardOf(await office.alert())).includes('Sam Studio added to the roster'),
    'the employee',
  );

  // The next sync proves that the seat is gone.
  acme.at('2026-03-04T15:00:00Z');
  acme.write(
    'figma.csv',
    accounts(
      FIGMA[0] ?? '',
      'f3,ada.keller@home.example,,,Ada Keller',
      'f4,it-team@acme.example,,,IT Team',
      'f5,sam@studio.example,,,Sam Studio',
    ),
  );
  await office.sync();
  const closed = await office.alert();
  expect(closed.activity.summary).toContain(
    'Figma is clean: 4 findings closed (1 seat freed, 1 linked, 1 known, 1 added)',
  );
  expect(closed.id).toBe(first.id);

  // Asked for, the digest comes in the thread; on its day it comes to the channel, with its chart.
  await kim.mention('digest');
  const asked = await eventually(
    () => connector.in(CHANNEL).find(({ activity }) => /^Week 10/.test(String(activity.summary))),
    'the digest',
  );
  expect(asked.conversation).toContain(';messageid=');
  acme.at('2026-03-09T08:00:00Z');
  await office.sync();
  // Both at once, because the service also looks, on a schedule of its own.
  sendDueDigest(office.context, '0 9 * * 1', new Date('2026-03-09T08:00:00Z'));
  sendDueDigest(office.context, '0 9 * * 1', new Date('2026-03-16T08:00:00Z'));
  await office.settled();
  const weekly = connector.in(CHANNEL).at(-1);
  expect(weekly?.activity.summary).toMatch(/^Week 11/);
  expect(JSON.stringify(cardOf(weekly))).toContain('"Chart.');
  expect(office.values('SELECT closing FROM finding ORDER BY account')).toEqual([
    'gone',
    'linked',
    'known',
    'added',
  ]);
  for (const said of connector.said) checkCard(cardOf(said));
}, 60_000);
