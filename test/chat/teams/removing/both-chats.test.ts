import { expect, test } from 'vitest';
import { inSlackOf, slackBeside } from '../../../support/both-chats.ts';
import { range } from '../../../support/company.ts';
import { eventually } from '../../../support/eventually.ts';
import type { RemovingOptions } from '../../../support/removing-company.ts';
import { Workspace } from '../../../support/slack/slack-workspace.ts';
import { readText } from '../../../support/teams/live-card.ts';
import { removingInTeams, shownTo } from '../../../support/teams/removing-in-teams.ts';
import { cardOf } from '../../../support/teams/teams-connector.ts';

/** The company in both chats; Kim and Lee have an account in each, by the same address. */
async function removingInBoth(options: RemovingOptions) {
  const workspace = await Workspace.open();
  const admin = { channelMembersMayChange: false, users: [workspace.user('kim'), workspace.user('lee')] };
  const made = await removingInTeams(options, slackBeside(workspace, admin));
  const whisper = (to: string, text: RegExp) =>
    eventually(
      () => workspace.whispers.findLast((one) => one.user === workspace.user(to) && text.test(one.text)),
      `${text} to ${to}`,
    );
  const inSlack = (text: RegExp) =>
    eventually(async () => {
      await made.office.settled();
      return (await workspace.messages()).findLast((one) => text.test(one.text));
    }, String(text));
  const [kim, lee] = ['kim', 'lee'].map((name) => inSlackOf(workspace, made.office, name));
  if (kim === undefined || lee === undefined) throw new Error('nobody is in Slack');
  return { ...made, workspace, whisper, inSlack, slack: { kim, lee } };
}

test('one person with an account in each chat is one person: the other account approves nothing', async () => {
  const made = await removingInBoth({ people: 40, left: range(7) });
  const { slack, whisper, inSlack, message, kim, lee, changes, office } = made;
  await slack.kim.command('remove app talk status:inactive');
  const plan = await whisper('kim', /^Remove 7 accounts/);
  await slack.kim.clickAnswer(plan.blocks, 'Remove 7 accounts…');
  await inSlack(/waits for a second person/);
  const waiting = await message(/waits for a second person/);
  expect(readText(shownTo(await kim.press(waiting, 'Approve')))).toContain('kim asked for it: that is you');
  expect(changes()).toEqual([]);
  expect(readText(shownTo(await lee.press(waiting, 'Approve')))).toContain(
    'Approved: 7 steps that kim asked for',
  );
  const [done, inTeams] = [
    await inSlack(/^Removed: 7 accounts in Talk/),
    await message(/^Removed: 7 accounts in Talk/),
  ];
  expect(JSON.stringify(done.blocks)).toMatch(/confirmed by kim .*, approved by Lee Park/);
  expect(readText(cardOf(inTeams))).toMatch(/confirmed by kim .*, approved by Lee Park/);
  expect(changes()).toHaveLength(7);
  const details = office.values("SELECT detail FROM audit WHERE action = 'removal-verified'") as string[];
  for (const detail of details) expect(JSON.parse(detail)).toMatchObject({ by: 'kim', approver: 'Lee Park' });
}, 30_000);

test('somebody whom no roster knows may be the one who asked, and approves nothing from the other chat', async () => {
  const made = await removingInBoth({ left: [1], removal: '{ dryRun: off, twoPeople: { apps: [talk] } }' });
  const { slack, whisper, message, connector, lee, changes } = made;
  connector.members.set(String(lee.from.id), { email: 'somebody@elsewhere.example' });
  await slack.kim.command('remove talk p1@acme.example');
  await slack.kim.clickAnswer((await whisper('kim', /^Remove Person 1/)).blocks, 'Remove it…');
  const waiting = await message(/waits for a second person/);
  expect(readText(shownTo(await lee.press(waiting, 'Approve')))).toContain(
    'I cannot tell whether you are kim',
  );
  expect(changes()).toEqual([]);
});

test('pressed in both chats at once, it is removed once', async () => {
  const made = await removingInBoth({ left: [2] });
  const { slack, whisper, message, inSlack, lee, changes, states, office } = made;
  await slack.kim.command('remove talk p2@acme.example');
  const plan = await whisper('kim', /^Remove Person 2/);
  await lee.mention('remove talk p2@acme.example');
  const card = await message(/^Remove Person 2/);
  const [, answered] = await Promise.all([
    slack.kim.clickAnswer(plan.blocks, 'Remove it…'),
    lee.press(card, 'Remove'),
  ]);
  const said = [
    (await whisper('kim', /^(?:Plan 1 for 1 account is confirmed|Already handled)/)).text,
    readText(shownTo(answered)),
  ].join('\n');
  expect(said.match(/Plan 1 for 1 account is confirmed/g)).toHaveLength(1);
  expect(said).toMatch(/Already handled: (?:kim|Lee Park) confirmed it/);
  await message(/^Removed: p2@acme\.example in Talk/);
  await inSlack(/^Removed: p2@acme\.example in Talk/);
  expect(changes()).toEqual(['PATCH /scim/v2/Users/U2']);
  expect(states()).toEqual(['verified']);
  expect(office.values('SELECT count(*) FROM removal_plan')).toEqual([1]);
});
