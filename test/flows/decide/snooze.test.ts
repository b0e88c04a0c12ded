import { expect, test } from 'vitest';
import { accounts, company, linesOf, people } from '../../support/company.ts';

async function opened() {
  const acme = company({
    roster: people('1,ada@acme.example', '2,ben@acme.example,,,Ben,inactive'),
    apps: { figma: accounts('f1,ada@acme.example', 'f2,ben@acme.example', 'f3,eve@else.example') },
  });
  const office = acme.open();
  await office.sync();
  await office.news();
  return { acme, office };
}

const rowsOf = (message: { body: readonly { type: string }[] } | undefined) =>
  message?.body.filter(({ type }) => type === 'row').length;

test('a snoozed finding is hidden, stays open, and comes back on its day', async () => {
  const { acme, office } = await opened();
  await office.press({ type: 'snooze', app: 'figma', account: 'f2', until: '2026-03-05' });
  acme.at('2026-03-02T10:00:00Z');
  await office.sync();
  const [hidden] = (await office.news()).slice(-1);
  expect(rowsOf(hidden?.message)).toBe(1);
  expect(JSON.stringify(hidden?.message.body)).not.toContain('Ben');
  expect(hidden?.says).toBe('Figma is connected: 3 accounts read, 1 to decide on.');
  expect(office.values('SELECT count(*) FROM finding WHERE closed_at IS NULL')).toEqual([2]);

  acme.at('2026-03-04T22:59:00Z');
  await office.sync();
  expect(await office.news()).toEqual([]);
  acme.at('2026-03-04T23:01:00Z');
  await office.sync();
  expect(linesOf(await office.news())).toEqual([
    'edit, quietly: Figma: continued in a newer message below.',
    'post: Figma: the snooze of Ben is over. In all 1 inactive and 1 unknown.',
  ]);
});

test('a snoozed finding that gets worse comes back at once', async () => {
  const { acme, office } = await opened();
  await office.press({ type: 'snooze', app: 'figma', account: 'f2', until: '2026-03-30' });
  await office.news();
  acme.write('roster.csv', people('1,ada@acme.example', '2,ben@acme.example,,,Ben,offboarded,,2026-03-01'));
  await office.sync();
  const said = await office.news();
  expect(linesOf(said)).toEqual([
    'edit: New in Figma: Ben left yesterday and still holds a seat. In all 1 leaver and 1 unknown.',
  ]);
});

test('the alert of a snoozed app stays up to date but quiet until its day', async () => {
  const { acme, office } = await opened();
  await office.press({ type: 'snooze-app', app: 'figma', until: '2026-03-05' });
  acme.at('2026-03-02T10:00:00Z');
  acme.write(
    'figma.csv',
    accounts('f1,ada@acme.example', 'f2,ben@acme.example', 'f3,eve@else.example', 'f4,new@else.example'),
  );
  await office.sync();
  expect(linesOf(await office.news())).toEqual([
    'edit, quietly: New in Figma: nobody knows new@else.example. In all 1 inactive and 2 unknown.',
  ]);

  acme.at('2026-03-05T10:00:00Z');
  acme.write(
    'figma.csv',
    accounts(
      'f1,ada@acme.example',
      'f2,ben@acme.example',
      'f3,eve@else.example',
      'f4,new@else.example',
      'f5,newer@else.example',
    ),
  );
  await office.sync();
  expect(linesOf(await office.news())).toEqual([
    'edit, quietly: Figma: continued in a newer message below.',
    'post: New in Figma: nobody knows newer@else.example. In all 1 inactive and 3 unknown.',
  ]);
});

test('the button of an old card snoozes an app from the day it is pressed, and only once', async () => {
  const { acme, office } = await opened();
  acme.at('2026-03-12T10:00:00Z');
  const press = () => office.press({ type: 'snooze-app', app: 'figma', days: 7 });
  expect((await press()).text).toContain('Figma stays quiet until 19 Mar.');
  expect(await press()).toMatchObject({ done: false, text: 'Already handled: kim snoozed it until 19 Mar.' });
  expect(office.values("SELECT count(*) FROM audit WHERE action = 'snooze-app'")).toEqual([1]);
  expect((await office.ask('snooze figma until:2026-03-14')).message.summary).toContain('until 14 Mar');
});

test('a snoozed app posts no new message, however old the last one is', async () => {
  const { acme, office } = await opened();
  await office.press({ type: 'snooze-app', app: 'figma', until: '2026-04-30' });
  acme.at('2026-03-20T10:00:00Z');
  acme.write(
    'figma.csv',
    accounts('f1,ada@acme.example', 'f2,ben@acme.example', 'f3,eve@else.example', 'f4,new@else.example'),
  );
  await office.sync();
  expect(linesOf(await office.news()).filter((line) => !line.includes('quietly'))).toEqual([]);
});

test('a finding that is not open cannot be snoozed, nor one to a day in the past', async () => {
  const { office } = await opened();
  const until = '2026-03-05';
  expect((await office.press({ type: 'snooze', app: 'figma', account: 'f1', until })).text).toBe(
    'ada@acme.example in Figma has no open finding. Nothing was changed.',
  );
  expect(
    (await office.press({ type: 'snooze', app: 'figma', account: 'f2', until: '2026-03-02' })).done,
  ).toBe(false);
  expect((await office.press({ type: 'snooze-app', app: 'nope', until })).done).toBe(false);
  expect(await office.news()).toEqual([]);
});
