import { expect, test } from 'vitest';
import { ACCOUNTS, csvOf } from '../../support/company.ts';
import { removalOffice, rosterOf } from '../../support/removal-office.ts';

/** Person 1 has left, and has two seats: one that the app's API removes, and one that is removed by hand. */
async function twoSeats() {
  const made = await removalOffice({
    users: 60,
    csv: { figma: csvOf(ACCOUNTS, ['f1,user1@acme.co', 'f2,user20@acme.co', 'f3,user21@acme.co']) },
  });
  return made;
}

test('every seat of a person is one checklist, and each kind of step is confirmed on its own', async () => {
  const { office, run, writes } = await twoSeats();
  const { message, json } = await office.ask('remove person user1@acme.co');
  expect(message.summary).toBe('Person 1: Remove 2 accounts?');
  expect(message.buttons.map(({ label }) => label)).toEqual(['Disable 1 account…', 'Open 1 task…']);
  expect(json).toMatchObject({ person: { name: 'Person 1' }, plan: { scope: 'person' } });
  for (const button of message.buttons)
    if ('action' in button) expect((await office.press(button.action)).done).toBe(true);
  await run();
  expect(writes()).toEqual(['PATCH /scim/Users/1001']);
  expect(office.values('SELECT state FROM removal_operation ORDER BY id')).toEqual(['verified', 'task']);
});

test('--yes confirms and carries out here, where no service does', async () => {
  const { office, writes } = await twoSeats();
  const answer = await office.ask('remove chat 1001 --yes');
  expect(answer).toMatchObject({ ok: true, message: { summary: 'Removed: user1@acme.co in Chat.' } });
  expect(writes()).toEqual(['PATCH /scim/Users/1001']);
  const { message, json } = await office.ask('removals');
  expect(message.summary).toBe('1 removal, none still open.');
  expect(json).toMatchObject({
    plans: [{ id: 1, counts: { verified: 1 }, operations: [{ state: 'verified', undoUntil: '2026-04-01' }] }],
  });
  expect((await office.ask('removals state:failed')).json).toMatchObject({ plans: [] });
});

test('many accounts of an app are planned with a preview, and those that must not be are named', async () => {
  const { office } = await removalOffice({
    users: 60,
    roster: rosterOf(60, 3),
    yaml: 'protect: [{ person: user2@acme.co }]',
  });
  const { message, json } = await office.ask('remove app chat status:inactive');
  expect(message.summary).toBe('Remove 2 accounts?');
  expect(json).toMatchObject({
    plan: {
      leftAlone: [
        { label: 'user2@acme.co', why: { kind: 'protected', by: { entry: 'person: user2@acme.co' } } },
      ],
    },
  });
  expect((await office.ask('remove app chat')).ok).toBe(false);
  expect((await office.ask('remove app chat status:unknown')).ok).toBe(false);
});
