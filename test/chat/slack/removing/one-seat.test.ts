import { expect, test } from 'vitest';
import { verifyAudit } from '../../../../src/store/audit.ts';
import { questionOf, removingInSlack } from '../../../support/slack/removing-in-slack.ts';
import { labelsOf, readable } from '../../../support/slack/slack-client.ts';

test.each(['http', 'socket'] as const)(
  'from an alert to a seat that is free over %s: plan, confirmation, one request, read back',
  async (mode) => {
    const made = await removingInSlack({}, { mode });
    const { office, kim, message, whisper, pressBeside, changes, states } = made;
    made.after(24 * 60);
    made.leave(1);
    await office.sync();
    const alert = await message(/^New in GitHub: Person 1 /);
    await pressBeside(kim, alert, 'p1@acme.example', 'Remove…');
    const plan = await whisper('kim', /^Remove Person 1 \(p1@acme\.example\) from GitHub\?/);
    expect(questionOf(plan.blocks, 'Remove it…')).toEqual({
      style: 'danger',
      confirmStyle: 'danger',
      title: 'Remove it?',
      text: 'Person 1 (p1@acme.example) in GitHub: Remove the member from the organization. It ends access and frees the seat. It cannot be undone.',
      yes: 'Remove',
    });
    expect(readable(plan.blocks)).toContain('What stays: The person’s own GitHub account');
    expect(changes()).toEqual([]);

    await kim.clickAnswer(plan.blocks, 'Remove it…');
    await whisper('kim', /^Plan 1 for 1 account is confirmed/);
    const card = await message(/^Removed: .*p1@acme\.example in GitHub\.$/);
    expect(readable(card.blocks)).toMatch(/done, and read back/);
    expect(labelsOf(card.blocks)).toEqual([]);
    expect(changes()).toEqual(['DELETE /orgs/acme/memberships/user-1']);
    expect(states()).toEqual(['verified']);
    const closed = await message(/^GitHub is clean/);
    expect(closed.ts).toBe(alert.ts);
    expect(office.values("SELECT actor FROM audit WHERE action LIKE 'removal-%' ORDER BY seq")).toEqual(
      Array.from({ length: 3 }, () => `slack:${kim.user}`),
    );
    expect(verifyAudit(office.context.store)).toMatchObject({ ok: true });
  },
  30_000,
);

test('a second press, and a press by another admin, of the same plan change nothing', async () => {
  const { kim, lee, typed, whisper, message, changes, states } = await removingInSlack({ left: [2] });
  const plan = await typed('remove talk p2@acme.example', /^Remove Person 2/);
  await Promise.all([
    kim.clickAnswer(plan.blocks, 'Remove it…'),
    kim.clickAnswer(plan.blocks, 'Remove it…'),
    lee.clickAnswer(plan.blocks, 'Remove it…'),
  ]);
  await message(/^Removed: p2@acme\.example in Talk\.$/);
  await whisper('lee', /^(?:Already handled: kim confirmed it|Plan 1 for 1 account)/);
  await kim.clickAnswer(plan.blocks, 'Remove it…');
  await whisper('kim', /^Already handled: (?:kim|lee) confirmed it/);
  expect(changes()).toEqual(['PATCH /scim/v2/Users/U2']);
  expect(states()).toEqual(['verified']);
});

test('somebody who is not an admin sees the plan, and confirms nothing', async () => {
  const { office, whisper, changes, states } = await removingInSlack({ left: [2] });
  const mallory = office.client('mallory');
  await mallory.command('remove talk p2@acme.example');
  const plan = await whisper('mallory', /^Remove Person 2/);
  await mallory.clickAnswer(plan.blocks, 'Remove it…');
  await whisper('mallory', /[Oo]nly .*admin/);
  expect(changes()).toEqual([]);
  expect(states()).toEqual([]);
});

test('Undo gives back what was taken, and the card of the removal says so', async () => {
  const { kim, typed, message, changes, members, states, office } = await removingInSlack({ left: [3] });
  const plan = await typed('remove talk p3@acme.example', /^Remove Person 3/);
  expect(questionOf(plan.blocks, 'Remove it…').text).toContain('It can be undone until 1 Apr.');
  await kim.clickAnswer(plan.blocks, 'Remove it…');
  const card = await message(/^Removed: p3@acme\.example in Talk\.$/);
  expect(members.find(({ id }) => id === 'U3')).toMatchObject({ deleted: true });
  expect(questionOf(card.blocks, 'Undo')).toMatchObject({
    title: 'Take it back?',
    text: 'p3@acme.example in Talk gets back what the app allows.',
  });
  await kim.click(card, 'Undo');
  await message(/^Taken back: p3@acme\.example in Talk\.$/);
  expect(members.find(({ id }) => id === 'U3')).toMatchObject({ deleted: false });
  expect(changes()).toEqual(['PATCH /scim/v2/Users/U3', 'PATCH /scim/v2/Users/U3']);
  expect(states()).toEqual(['verified', 'verified']);
  const first = await message(/^Removed, and taken back since: p3@acme\.example in Talk\.$/);
  expect(first.ts).toBe(card.ts);
  expect(readable(first.blocks)).toContain('taken back by kim');
  expect(labelsOf(first.blocks)).toEqual([]);
  // Their seat is a finding again.
  expect(office.values('SELECT count(*) FROM finding WHERE closed_at IS NULL')).toEqual([3]);
});
