import { expect, test } from 'vitest';
import { accounts, linesOf, seats } from '../../support/company.ts';
import { leavers, lost, opened, snapshot, status, strangers } from '../forty.ts';

test('accepting a held read publishes exactly that read, once', async () => {
  const opening = await opened();
  const { acme, office } = opening;
  acme.write('figma.csv', accounts(...seats(40).slice(20), ...strangers(3)));
  await office.sync();
  await office.news();
  const [held] = office.values("SELECT id FROM run WHERE status = 'held'");
  // The current content of the file does not matter, because the admin saw the numbers of the read.
  acme.write('figma.csv', accounts());
  expect(await office.press({ type: 'accept-run', run: Number(held) })).toEqual({
    done: true,
    text: `Figma: run ${held} was accepted. The next read is checked as usual.`,
  });
  expect(office.values('SELECT count(*) FROM account WHERE gone_at IS NULL')).toEqual([23]);
  expect(linesOf(await office.news())).toEqual([
    'edit: New in Figma: nobody knows x1@acme.example; nobody knows x2@acme.example; 1 more. In all 3 unknown.',
    'edit: Figma: the last read was complete and accepted (23 accounts).',
  ]);
  const audited = office.values('SELECT count(*) FROM audit');
  expect(await office.press({ type: 'accept-run', run: Number(held) })).toEqual({
    done: false,
    text: 'Already handled: kim accepted that read at 11:00.',
  });
  expect(office.values('SELECT count(*) FROM audit')).toEqual(audited);
  expect(await status(opening)).toEqual(['csv complete', 'figma held']);
});

test('accepting a held roster read makes its leavers inactive', async () => {
  const { acme, office } = await opened();
  acme.write('roster.csv', leavers(6));
  await office.sync();
  await office.news();
  const [held] = office.values("SELECT id FROM run WHERE status = 'held'");
  expect((await office.press({ type: 'accept-run', run: Number(held) })).done).toBe(true);
  expect(linesOf(await office.news())).toEqual([
    'edit: New in Figma: Person 1 left yesterday and still holds a seat; Person 2 left yesterday and still holds a seat; 4 more. In all 6 leavers.',
    'edit: Roster csv: the last read was complete and accepted (40 people).',
  ]);
  acme.at('2026-03-02T11:00:00Z');
  await office.sync();
  expect(await office.news()).toEqual([]);
});

test('the button of an older held read is refused', async () => {
  const opening = await opened();
  const { acme, office } = opening;
  acme.write('figma.csv', lost(20));
  await office.sync();
  const [old] = office.values("SELECT id FROM run WHERE status = 'held'");
  await office.sync();
  const before = snapshot(opening);
  for (const type of ['accept-run', 'keep-last-good'] as const)
    expect(await office.press({ type, run: Number(old) })).toEqual({
      done: false,
      text: `Run ${old} is not held any more: a newer read took its place. Ask for health to see the current one.`,
    });
  expect(snapshot(opening)).toEqual(before);
  expect((await office.press({ type: 'accept-run', run: 9999 })).done).toBe(false);
});

test('keeping the last good data drops the read; the next good one closes the message', async () => {
  const opening = await opened();
  const { acme, office } = opening;
  const before = snapshot(opening);
  acme.write('figma.csv', accounts(...seats(40).slice(20), ...strangers(3)));
  await office.sync();
  await office.news();
  const [held] = office.values("SELECT id FROM run WHERE status = 'held'");
  await office.press({ type: 'keep-last-good', run: Number(held) });
  expect(linesOf(await office.news())).toEqual(['edit, quietly: Figma: kim kept the last good data.']);
  expect(snapshot(opening)).toEqual(before);
  expect((await office.press({ type: 'accept-run', run: Number(held) })).done).toBe(false);
  acme.write('figma.csv', accounts(...seats(40)));
  await office.sync();
  expect(linesOf(await office.news())).toEqual([
    'edit: Figma: the last read was complete and accepted (40 accounts).',
  ]);
  expect(snapshot(opening)).toEqual(before);
});

test('a decision made while a read is held survives its acceptance', async () => {
  const { acme, office } = await opened();
  acme.write('figma.csv', accounts(...seats(40), 'x1,it-team@acme.example'));
  await office.sync();
  acme.write('figma.csv', accounts(...seats(10), 'x1,it-team@acme.example'));
  await office.sync();
  await office.press({ type: 'known', app: 'figma', account: 'x1', reason: 'group alias', until: null });
  const [held] = office.values("SELECT id FROM run WHERE status = 'held'");
  await office.press({ type: 'accept-run', run: Number(held) });
  expect(
    office.values("SELECT known || ' ' || coalesce(concern, 'fine') FROM account WHERE external_id = 'x1'"),
  ).toEqual(['1 fine']);
});

test('a message edited while a read is held reports the data that is shown, not the held read', async () => {
  const { acme, office } = await opened();
  acme.write('figma.csv', accounts(...seats(40), 'x1,it-team@acme.example', 'x2,room@acme.example'));
  await office.sync();
  acme.write('figma.csv', accounts(...seats(10), 'x1,it-team@acme.example', 'x2,room@acme.example'));
  await office.sync();
  await office.news();
  await office.press({ type: 'known', app: 'figma', account: 'x1', reason: 'group alias', until: null });
  const [said] = await office.news();
  const note = said?.message.body.at(-1);
  expect(note?.type === 'note' ? note.text : note).toBe(
    'figma.csv of 11:00, read just now, complete: 42 accounts, 2 new.',
  );
});
