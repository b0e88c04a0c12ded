import { expect, test } from 'vitest';
import { range } from '../../../support/company.ts';
import { readText } from '../../../support/teams/live-card.ts';
import { questionOf, removingInTeams, shownTo } from '../../../support/teams/removing-in-teams.ts';
import { actionsOf } from '../../../support/teams/teams-client.ts';
import { cardOf } from '../../../support/teams/teams-connector.ts';

const SEVEN = { people: 40, left: range(7) };

test('many accounts at once: a preview, a second person because of the breaker, and each account once', async () => {
  const made = await removingInTeams(SEVEN);
  const { office, kim, lee, typed, message, changes, states } = made;
  const plan = await typed(
    'remove app talk status:inactive',
    /^Remove 7 accounts\? It saves 56 USD a month\./,
  );
  const preview = readText(cardOf(plan));
  expect(preview).toContain(
    'A second person must approve it: without one, at most 4 accounts may be removed within 24 hours.',
  );
  for (const n of range(7)) expect(preview).toContain(`p${n}@acme.example`);
  expect(questionOf(cardOf(plan), 'Remove 7 accounts…')).toMatchObject({
    title: 'Remove them?',
    yes: 'Remove',
  });
  const asked = readText(shownTo(await kim.press(plan, 'Remove')));
  expect(asked).toContain('Plan 1 for 7 accounts waits for a second person');
  const waiting = await message(/^Removal of 7 accounts in Talk waits for a second person\.$/);
  expect(questionOf(cardOf(waiting), 'Approve…')).toEqual({
    style: 'destructive',
    title: 'Approve the removal?',
    text: 'Kim Lee asks for it. 7 accounts in Talk: Deactivate the person.',
    yes: 'Approve',
    yesStyle: 'destructive',
  });
  expect(readText(shownTo(await kim.press(waiting, 'Approve')))).toContain(
    'that is you. Nothing was changed',
  );
  const mallory = office.client('Mallory', '0a1b2c3d-0000-4000-8000-0000000000ff');
  expect(readText(shownTo(await mallory.press(waiting, 'Approve')))).toMatch(/[Oo]nly .*admin/);
  expect(changes()).toEqual([]);

  const press = lee.clickBody(waiting, 'Approve');
  expect(readText(shownTo(await lee.send(press)))).toContain('Approved: 7 steps that Kim Lee asked for');
  const card = await message(/^Removed: 7 accounts in Talk\.$/);
  expect(card.id).toBe(waiting.id);
  expect(readText(cardOf(card))).toMatch(/confirmed by Kim Lee .*, approved by Lee Park/);
  expect(changes().toSorted()).toEqual(range(7).map((n) => `PATCH /scim/v2/Users/U${n}`));
  expect(new Set(states())).toEqual(new Set(['verified']));
  const late = { ...press, id: 'in-later' };
  expect(readText(shownTo(await lee.send(late)))).toContain('Already handled: Lee Park approved it');
}, 60_000);

test('an approval that comes too late changes nothing, and says so', async () => {
  const { office, kim, lee, typed, message, changes, states, after } = await removingInTeams(SEVEN);
  const plan = await typed('remove app talk status:inactive', /^Remove 7 accounts/);
  await kim.press(plan, 'Remove');
  const press = lee.clickBody(await message(/waits for a second person/), 'Approve');
  after(24 * 60 + 1);
  expect(readText(shownTo(await lee.send(press)))).toMatch(/has expired|ended/);
  const card = await message(/^Nothing was removed: 7 accounts in Talk\.$/);
  expect(actionsOf(cardOf(card))).toEqual([]);
  expect(changes()).toEqual([]);
  expect(new Set(states())).toEqual(new Set(['expired']));
  expect(office.values("SELECT count(*) FROM audit WHERE action = 'removal-approved'")).toEqual([0]);
});

test('a checklist of one person: one confirmation for each kind of step, and a task for the app without an API', async () => {
  const { kim, typed, message, changes, states } = await removingInTeams({ left: [4] });
  const plan = await typed('remove person p4@acme.example', /^Person 4: Remove 3 accounts/);
  const parts = actionsOf(cardOf(plan)).filter(({ type }) => type === 'Action.ShowCard');
  expect(parts.map(({ title }) => title)).toEqual([
    'Disable 1 account…',
    'Delete 1 account…',
    'Open 1 task…',
  ]);
  // Each press shows what is left of the checklist.
  let card: Record<string, unknown> = cardOf(plan);
  for (const [at, title] of ['Remove', 'Remove', 'Open it'].entries()) {
    card = shownTo(await kim.press(plan, title, {}, card));
    expect(readText(card)).toContain(`Plan ${at + 1} for 1 account is confirmed`);
  }
  await message(/^Removed: p4@acme\.example in Talk\.$/);
  await message(/^Removed: .* in GitHub\.$/);
  const task = await message(/p4@acme\.example in Figma waits to be done by hand\.$/);
  // For wide screens and for phones.
  const buttons = new Set(actionsOf(cardOf(task)).map(({ title }) => title));
  expect([...buttons]).toEqual(['I removed it', 'Not possible…', 'Cancel it']);
  expect(changes().toSorted()).toEqual(['DELETE /orgs/acme/memberships/user-4', 'PATCH /scim/v2/Users/U4']);
  expect(states()).toEqual(['verified', 'verified', 'task']);
});
