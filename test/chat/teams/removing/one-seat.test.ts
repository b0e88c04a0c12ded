import { expect, test } from 'vitest';
import { verifyAudit } from '../../../../src/store/audit.ts';
import { checkCard } from '../../../support/teams/adaptive-card.ts';
import { readText } from '../../../support/teams/live-card.ts';
import { questionOf, removingInTeams, shownTo } from '../../../support/teams/removing-in-teams.ts';
import { actionsOf, KIM } from '../../../support/teams/teams-client.ts';
import { cardOf } from '../../../support/teams/teams-connector.ts';

test('from an alert to a seat that is free: plan, confirmation, one request, read back', async () => {
  const made = await removingInTeams();
  const { office, connector, kim, message, pressAbout, changes, states } = made;
  made.after(24 * 60);
  made.leave(1);
  await office.sync();
  const alert = await message(/^New in GitHub: Person 1 /);
  await pressAbout(kim, alert, 'remove github 1', 'Remove…');
  const plan = await message(/^Remove Person 1 \(p1@acme\.example\) from GitHub\?/);
  expect(plan.conversation).toContain(`;messageid=${alert.id}`);
  expect(questionOf(cardOf(plan), 'Remove it…')).toEqual({
    style: 'destructive',
    title: 'Remove it?',
    text: 'Person 1 (p1@acme.example) in GitHub: Remove the member from the organization. It ends access and frees the seat. It cannot be undone.',
    yes: 'Remove',
    yesStyle: 'destructive',
  });
  expect(readText(cardOf(plan))).toContain('The person’s own GitHub account');
  expect(changes()).toEqual([]);

  const confirmed = shownTo(await kim.press(plan, 'Remove'));
  expect(readText(confirmed)).toContain('Plan 1 for 1 account is confirmed');
  expect(actionsOf(confirmed).map(({ title }) => title)).not.toContain('Remove it…');
  const card = await message(/^Removed: .*p1@acme\.example in GitHub\.$/);
  expect(readText(cardOf(card))).toMatch(/done, and read back/);
  expect(actionsOf(cardOf(card))).toEqual([]);
  expect(changes()).toEqual(['DELETE /orgs/acme/memberships/user-1']);
  expect(states()).toEqual(['verified']);
  const closed = await message(/^GitHub is clean/);
  expect(closed.id).toBe(alert.id);
  expect(office.values("SELECT actor FROM audit WHERE action LIKE 'removal-%' ORDER BY seq")).toEqual(
    Array.from({ length: 3 }, () => `teams:${KIM}`),
  );
  expect(verifyAudit(office.context.store)).toMatchObject({ ok: true });
  for (const said of connector.said) checkCard(cardOf(said));
}, 60_000);

test('a second press, and a press by another admin, of the same plan change nothing', async () => {
  const { kim, lee, typed, message, changes, states } = await removingInTeams({ left: [2] });
  const plan = await typed('remove talk p2@acme.example', /^Remove Person 2/);
  const presses = [
    kim.clickBody(plan, 'Remove'),
    kim.clickBody(plan, 'Remove'),
    lee.clickBody(plan, 'Remove'),
  ];
  const shown = await Promise.all(presses.map(async (body) => readText(shownTo(await kim.send(body)))));
  expect(shown.filter((text) => text.includes('Plan 1 for 1 account is confirmed'))).toHaveLength(1);
  expect(
    shown.filter((text) => /Already handled: (?:Kim Lee|Lee Park) confirmed it/.test(text)),
  ).toHaveLength(2);
  await message(/^Removed: p2@acme\.example in Talk\.$/);
  expect(changes()).toEqual(['PATCH /scim/v2/Users/U2']);
  expect(states()).toEqual(['verified']);
});

test('somebody who is not an admin sees the plan, and confirms nothing', async () => {
  const { office, message, changes, states } = await removingInTeams({ left: [2] });
  const mallory = office.client('Mallory', '0a1b2c3d-0000-4000-8000-0000000000ff');
  await mallory.mention('remove talk p2@acme.example');
  const plan = await message(/^Remove Person 2/);
  expect(readText(shownTo(await mallory.press(plan, 'Remove')))).toMatch(/[Oo]nly .*admin/);
  expect(changes()).toEqual([]);
  expect(states()).toEqual([]);
});

test('nobody removes their own account, whichever of their addresses the app has', async () => {
  const made = await removingInTeams({ left: [2] });
  made.connector.members.set(`29:${KIM}`, {
    email: 'kim@acme.example',
    userPrincipalName: 'P2@acme.example',
  });
  const plan = await made.typed('remove talk p2@acme.example', /p2@acme\.example/);
  expect(plan.activity.summary).toBe('p2@acme.example in Talk is not removed: it is your own.');
});

test('Undo gives back what was taken, and the card of the removal says so', async () => {
  const { kim, typed, message, changes, members, states } = await removingInTeams({ left: [3] });
  const plan = await typed('remove talk p3@acme.example', /^Remove Person 3/);
  expect(questionOf(cardOf(plan), 'Remove it…').text).toContain('It can be undone until 1 Apr.');
  await kim.press(plan, 'Remove');
  const card = await message(/^Removed: p3@acme\.example in Talk\.$/);
  expect(members.find(({ id }) => id === 'U3')).toMatchObject({ deleted: true });
  expect(questionOf(cardOf(card), 'Undo')).toMatchObject({
    title: 'Take it back?',
    text: 'p3@acme.example in Talk gets back what the app allows.',
  });
  await kim.press(card, 'Take it back');
  await message(/^Taken back: p3@acme\.example in Talk\.$/);
  expect(members.find(({ id }) => id === 'U3')).toMatchObject({ deleted: false });
  expect(changes()).toEqual(['PATCH /scim/v2/Users/U3', 'PATCH /scim/v2/Users/U3']);
  expect(states()).toEqual(['verified', 'verified']);
  const first = await message(/^Removed, and taken back since: p3@acme\.example in Talk\.$/);
  expect(first.id).toBe(card.id);
  expect(actionsOf(cardOf(first))).toEqual([]);
});
