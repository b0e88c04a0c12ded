import { expect, test } from 'vitest';
import { eventually } from '../../../support/eventually.ts';
import {
  modalCalled,
  type RemovingInSlack,
  removingInSlack,
} from '../../../support/slack/removing-in-slack.ts';
import { readable } from '../../../support/slack/slack-client.ts';

/** Person 1 has left; Figma is a file, so that their seat is a task. Returns the card of the task. */
async function withTask(made: RemovingInSlack) {
  const { office, kim, message, whisper, pressBeside, leave } = made;
  made.after(24 * 60);
  leave(1);
  await office.sync();
  await pressBeside(kim, await message(/^New in Figma: Person 1 /), 'p1@acme.example', 'Remove…');
  const how = await whisper('kim', /^To free the seat of Person 1 \(p1@acme\.example\) in Figma/);
  expect(readable(how.blocks)).toContain('https://www.figma.com/admin');
  await kim.clickAnswer(how.blocks, 'Open a task…');
  await whisper('kim', /^Plan 1 for 1 account is confirmed/);
  return message(/^Removal of p1@acme\.example in Figma waits to be done by hand\.$/);
}

test('what only a person can remove is a task, and only the next complete read proves it', async () => {
  const made = await removingInSlack();
  const card = await withTask(made);
  expect(readable(card.blocks)).toContain('lee@acme.example does it');
  await made.lee.click(card, 'I removed it');
  await eventually(() => made.states()[0] === 'said', 'the word');
  await made.message(/^Removal of p1@acme\.example in Figma is under way\.$/);
  made.after(60);
  made.removedByHand(1);
  await made.office.sync();
  const done = await made.message(/^Removed: p1@acme\.example in Figma\.$/);
  expect(done.ts).toBe(card.ts);
  expect(made.states()).toEqual(['verified']);
  expect(made.changes()).toEqual([]);
});

test('a task that cannot be done ends with its reason, and the finding stays', async () => {
  const made = await removingInSlack();
  const { lee, office, states } = made;
  const card = await withTask(made);
  await lee.click(card, 'Not possible…');
  const form = await modalCalled(lee, 'Not possible');
  expect(readable(form)).toContain('p1@acme.example');
  await lee.submit(form, { 'Why it is not possible': 'the contract forbids it' });
  await eventually(() => states()[0] === 'not-possible', 'the answer');
  const ended = await made.message(/p1@acme\.example in Figma: 0 done, 1 not/);
  expect(readable(ended.blocks)).toContain('lee: the contract forbids it');
  expect(
    office.values("SELECT count(*) FROM finding WHERE closed_at IS NULL AND concern <> 'unknown'"),
  ).toEqual([3]);
  expect(office.values("SELECT actor FROM audit WHERE action = 'task-not-possible'")).toEqual([
    `slack:${lee.user}`,
  ]);
});
