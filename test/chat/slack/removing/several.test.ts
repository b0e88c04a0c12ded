import { expect, test } from 'vitest';
import { range } from '../../../support/company.ts';
import { questionOf, removingInSlack } from '../../../support/slack/removing-in-slack.ts';
import { labelsOf, readable } from '../../../support/slack/slack-client.ts';

const SEVEN = { people: 40, left: range(7) };

test('many accounts at once: a preview, a second person because of the breaker, and each account once', async () => {
  const made = await removingInSlack(SEVEN);
  const { office, kim, lee, typed, whisper, message, changes, states } = made;
  const plan = await typed(
    'remove app talk status:inactive',
    /^Remove 7 accounts\? It saves 56 USD a month\./,
  );
  expect(readable(plan.blocks)).toContain(
    'A second person must approve it: without one, at most 4 accounts may be removed within 24 hours.',
  );
  for (const n of range(7)) expect(readable(plan.blocks)).toContain(`p${n}@acme.example`);
  // What is the same for all is said once.
  expect(readable(plan.blocks).match(/Deactivate the person|Each saves 8 USD a month/g)).toHaveLength(2);
  expect(questionOf(plan.blocks, 'Remove 7 accounts…').text).toBe(
    '7 accounts in Talk: Deactivate the person. It ends access and frees the seat. It can be undone until 1 Apr. It saves 56 USD a month.',
  );
  await kim.clickAnswer(plan.blocks, 'Remove 7 accounts…');
  await whisper('kim', /^Plan 1 for 7 accounts waits for a second person/);
  const waiting = await message(/^Removal of 7 accounts in Talk waits for a second person\.$/);
  expect(questionOf(waiting.blocks, 'Approve…')).toEqual({
    style: 'danger',
    confirmStyle: 'danger',
    title: 'Approve the removal?',
    text: 'kim asks for it. 7 accounts in Talk: Deactivate the person.',
    yes: 'Approve',
  });
  await kim.click(waiting, 'Approve…');
  await whisper('kim', /that is you\. Nothing was changed/);
  await office.client('mallory').click(waiting, 'Approve…');
  await whisper('mallory', /[Oo]nly .*admin/);
  expect(changes()).toEqual([]);

  await lee.click(waiting, 'Approve…');
  await whisper('lee', /^Approved: 7 steps that kim asked for/);
  const card = await message(/^Removed: 7 accounts in Talk\.$/);
  expect(card.ts).toBe(waiting.ts);
  expect(readable(card.blocks)).toMatch(/confirmed by kim .*, approved by lee/);
  expect(readable(card.blocks).match(/Deactivate the person|taken back until/g)).toHaveLength(2);
  expect(changes().toSorted()).toEqual(range(7).map((n) => `PATCH /scim/v2/Users/U${n}`));
  expect(new Set(states())).toEqual(new Set(['verified']));
  await lee.click(waiting, 'Approve…');
  await whisper('lee', /^Already handled: lee approved it/);
}, 30_000);

test('an approval that comes too late changes nothing, and says so', async () => {
  const made = await removingInSlack(SEVEN);
  const { office, kim, lee, typed, whisper, message, changes, states, after } = made;
  const plan = await typed('remove app talk status:inactive', /^Remove 7 accounts/);
  await kim.clickAnswer(plan.blocks, 'Remove 7 accounts…');
  const waiting = await message(/waits for a second person/);
  after(24 * 60 + 1);
  await lee.click(waiting, 'Approve…');
  await whisper('lee', /has expired|ended/);
  const card = await message(/^Nothing was removed: 7 accounts in Talk\.$/);
  expect(labelsOf(card.blocks)).toEqual([]);
  expect(changes()).toEqual([]);
  expect(new Set(states())).toEqual(new Set(['expired']));
  expect(office.values("SELECT count(*) FROM audit WHERE action = 'removal-approved'")).toEqual([0]);
});

test('a checklist of one person: one confirmation for each kind of step, and a task for the app without an API', async () => {
  const { kim, typed, whisper, message, changes, states } = await removingInSlack({ left: [4] });
  const plan = await typed('remove person p4@acme.example', /^Person 4: Remove 3 accounts/);
  const buttons = labelsOf(plan.blocks);
  expect(buttons).toEqual(['Disable 1 account…', 'Delete 1 account…', 'Open 1 task…']);
  for (const button of buttons) expect(questionOf(plan.blocks, button)).toMatchObject({ style: 'danger' });
  for (const [at, button] of buttons.entries()) {
    await kim.clickAnswer(plan.blocks, button);
    await whisper('kim', new RegExp(`^Plan ${at + 1} for 1 account is confirmed`));
  }
  await message(/^Removed: p4@acme\.example in Talk\.$/);
  await message(/^Removed: .* in GitHub\.$/);
  const task = await message(/p4@acme\.example in Figma waits to be done by hand\.$/);
  expect(labelsOf(task.blocks)).toEqual(['I removed it', 'Not possible…', 'Cancel it']);
  expect(changes().toSorted()).toEqual(['DELETE /orgs/acme/memberships/user-4', 'PATCH /scim/v2/Users/U4']);
  expect(states()).toEqual(['verified', 'verified', 'task']);
});
