import { expect, test } from 'vitest';
import { readText } from '../../../support/teams/live-card.ts';
import { type RemovingInTeams, removingInTeams, shownTo } from '../../../support/teams/removing-in-teams.ts';
import { cardOf } from '../../../support/teams/teams-connector.ts';

/** Person 1 has left; Figma is a file, so that their seat is a task. Returns the card of the task. */
async function withTask(made: RemovingInTeams) {
  const { office, kim, message, pressAbout, leave } = made;
  made.after(24 * 60);
  leave(1);
  await office.sync();
  await pressAbout(kim, await message(/^New in Figma: Person 1 /), 'remove figma f1', 'Remove…');
  const how = await message(/^To free the seat of Person 1 \(p1@acme\.example\) in Figma/);
  expect(readText(shownTo(await kim.press(how, 'Open it')))).toContain('Plan 1 for 1 account is confirmed');
  return message(/^Removal of p1@acme\.example in Figma waits to be done by hand\.$/);
}

test('what only a person can remove is a task, and only the next complete read proves it', async () => {
  const made = await removingInTeams();
  const card = await withTask(made);
  expect(readText(cardOf(card))).toContain('lee@acme.example does it');
  shownTo(await made.lee.press(card, 'I removed it'));
  expect(made.states()).toEqual(['said']);
  made.after(60);
  made.removedByHand(1);
  await made.office.sync();
  const done = await made.message(/^Removed: p1@acme\.example in Figma\.$/);
  expect(done.id).toBe(card.id);
  expect(made.states()).toEqual(['verified']);
  expect(made.changes()).toEqual([]);
});

test('a task that cannot be done ends with its reason, and the finding stays', async () => {
  const made = await removingInTeams();
  const { lee, office, states } = made;
  const card = await withTask(made);
  const form = shownTo(await lee.press(card, 'Not possible…'));
  expect(readText(form)).toContain('p1@acme.example');
  await lee.press(card, 'It is not possible', { 'field.reason': 'the contract forbids it' }, form);
  expect(states()).toEqual(['not-possible']);
  const ended = await made.message(/p1@acme\.example in Figma: 0 done, 1 not/);
  expect(readText(cardOf(ended))).toContain('Lee Park: the contract forbids it');
  expect(
    office.values("SELECT count(*) FROM finding WHERE closed_at IS NULL AND concern <> 'unknown'"),
  ).toEqual([3]);
});
