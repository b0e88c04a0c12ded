import { expect, test } from 'vitest';
import { eventually } from '../../../support/eventually.ts';
import { readText } from '../../../support/teams/live-card.ts';
import { type RemovingInTeams, removingInTeams, shownTo } from '../../../support/teams/removing-in-teams.ts';
import { fixture } from '../../../support/teams/teams-client.ts';
import { cardOf } from '../../../support/teams/teams-connector.ts';

const ASKING = { idle: [5], yaml: 'ask: { apps: [talk] }' };
const P5 = '0a1b2c3d-0000-4000-8000-000000000005';
const CHAT = 'a:p5-and-the-bot';
const inChat = { conversation: { ...(fixture('personal-message').conversation as object), id: CHAT } };

/** Person 5 works here, has not used their seat, and has added the bot; they are asked a minute later. */
async function asked({ office, connector, after }: RemovingInTeams) {
  connector.members.set(`29:${P5}`, { email: 'p5@acme.example' });
  const p5 = office.client('Person 5', P5);
  await p5.send(p5.activity('installed-for-one', inChat));
  await eventually(() => connector.in(CHAT).length > 0, 'the welcome');
  after(1);
  const question = await eventually(
    () => connector.in(CHAT).find(({ activity }) => /Talk/.test(String(activity.summary))),
    'the question',
    20,
  );
  await office.settled();
  return { p5, question };
}

test('a seat that its owner releases is planned by an admin, removed once, and the request ends by itself', async () => {
  const made = await removingInTeams(ASKING);
  const { kim, message, changes } = made;
  const { p5, question } = await asked(made);
  expect(question.activity.summary).toBe('Do you still need your Talk seat? You last used it on 1 Dec 2025.');
  await p5.send({ ...p5.clickBody(question, 'Release it'), ...inChat });
  const request = await message(/^Person 5 releases the Talk seat\.$/);
  expect(changes()).toEqual([]);
  await kim.press(request, 'Plan the removal…');
  const plan = await message(/^Remove Person 5 \(p5@acme\.example\) from Talk\?/);
  expect(readText(cardOf(plan))).toContain('They work here, and released it on 2 Mar.');
  shownTo(await kim.press(plan, 'Remove'));
  await message(/^Removed: p5@acme\.example in Talk\.$/);
  made.after(1);
  const ended = await message(/^Person 5 releases the Talk seat\. ✓ Done\.$/);
  expect(ended.id).toBe(request.id);
  expect(changes()).toEqual(['PATCH /scim/v2/Users/U5']);
});

test('until a day: the question is answered where it was asked, and nothing is removed', async () => {
  const made = await removingInTeams(ASKING);
  const { p5, question } = await asked(made);
  const form = shownTo(await p5.send({ ...p5.clickBody(question, 'Until…'), ...inChat }));
  const answer = p5.clickBody(question, 'I need it until then', { 'field.until': '2026-04-30' }, form);
  await p5.send({ ...answer, ...inChat });
  await eventually(
    () => made.office.values('SELECT state FROM seat_question')[0] === 'snoozed',
    'the answer',
  );
  await made.office.settled();
  expect(question.activity.summary).toBe('You need your Talk seat until 30 Apr. I ask again then.');
  expect(made.changes()).toEqual([]);
});
