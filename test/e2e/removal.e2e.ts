import { expect, test } from 'vitest';
import { range } from '../support/company.ts';
import { eventually } from '../support/eventually.ts';
import { type RemovingOptions, removingCompany } from '../support/removing-company.ts';
import type { PlaygroundUser } from './another-user.ts';
import { openPlayground } from './playground.ts';

const user = (number: number, name: string, email: string): PlaygroundUser => ({
  id: `user-${number}`,
  name,
  aadObjectId: `0a1b2c3d-0000-4000-8000-00000000000${number}`,
  email,
});
const KIM = user(1, 'Kim Novak', 'kim@acme.example');
const LEE = user(2, 'Lee Park', 'lee@acme.example');
const P5 = user(5, 'Person 5', 'p5@acme.example');

const ADMINS = `admin: { teams: { users: ["${KIM.aadObjectId}", "${LEE.aadObjectId}"] } }`;

/** The company that removes accounts, in front of which this person sits; Kim and Lee are its admins. */
async function sitDown({ yaml = '', ...options }: RemovingOptions, first: PlaygroundUser = KIM) {
  const made = await removingCompany({
    ...options,
    at: new Date().toISOString(),
    yaml: `${yaml}\n${ADMINS}`,
  });
  const others = [KIM, LEE, P5].filter((one) => one !== first);
  const home = made.acme.directory;
  const playground = await openPlayground({ home, env: made.env, users: [first, ...others] });
  return { ...made, ...playground };
}

test('one seat, from its alert to Undo', async () => {
  const made = await sitDown({});
  const { openChannel, mention, card, press, picture, leave, changes, members } = made;
  const seat = () => members.find(({ id }) => id === 'U1');
  await openChannel();
  leave(1);
  await mention('sync');
  const alert = card(/^New in Talk: Person 1 left/);
  await alert.waitFor();
  await picture('removal-alert');
  // A press on the row shows its buttons.
  await alert.getByText('p1@acme.example').click();
  await press(alert, 'Remove…');
  const plan = card(/^Remove Person 1 \(p1@acme\.example\) from Talk\?/);
  await press(plan, 'Remove it…');
  await plan.getByText('It ends access and frees the seat. It can be undone until').waitFor();
  await picture('removal-confirmation');
  expect(changes()).toEqual([]);

  await press(plan, 'Remove');
  const removed = card(/^Removed: p1@acme\.example in Talk\./);
  await removed.waitFor();
  await card(/^Talk is clean/).waitFor();
  await picture('removal-done');
  expect(changes()).toEqual(['PATCH /scim/v2/Users/U1']);
  expect(seat()).toMatchObject({ deleted: true });

  await press(removed, 'Undo');
  await press(removed, 'Take it back');
  await card(/^Taken back: p1@acme\.example in Talk\./).waitFor();
  await card(/^Removed, and taken back since: p1@acme\.example in Talk\./).waitFor();
  await picture('removal-undone');
  expect(changes()).toEqual(['PATCH /scim/v2/Users/U1', 'PATCH /scim/v2/Users/U1']);
  expect(seat()).toMatchObject({ deleted: false });
});

test('many seats, which a second person approves', async () => {
  const made = await sitDown({ people: 40, left: range(7) });
  const { openChannel, mention, card, press, picture, become, changes } = made;
  await openChannel();
  await mention('remove app talk status:inactive');
  const plan = card(/^Remove 7 accounts/);
  await plan.getByText('A second person must approve it').waitFor();
  await press(plan, 'Remove 7 accounts…', 'Remove');
  const waiting = card(/^Removal of 7 accounts in Talk waits for a second person\./);
  await press(waiting, 'Approve…', 'Approve');
  await waiting.getByText('Kim Novak asked for it: that is you. Nothing was changed.').waitFor();
  expect(changes()).toEqual([]);

  become(LEE);
  await press(waiting, 'Approve…', 'Approve');
  const done = card(/^Removed: 7 accounts in Talk\./);
  await done.getByText(/confirmed by Kim Novak .*, approved by Lee Park/).waitFor();
  await picture('removal-approved');
  expect(changes().toSorted()).toEqual(range(7).map((n) => `PATCH /scim/v2/Users/U${n}`));
});

test('a task for its owner, which the next complete read proves', async () => {
  const made = await sitDown({ left: [1] });
  const { acme, openChannel, mention, card, press, picture, become, changes } = made;
  await openChannel();
  await mention('remove figma p1@acme.example');
  const plan = card(/^To free the seat of Person 1 \(p1@acme\.example\) in Figma/);
  await press(plan, 'Open a task…', 'Open it');
  const task = card(/^Removal of p1@acme\.example in Figma waits to be done by hand\./);
  await task.getByText('lee@acme.example does it').waitFor();
  await picture('removal-task');
  become(LEE);
  await press(task, 'I removed it');
  await card(/the next complete read shows/).waitFor();

  acme.at(new Date().toISOString());
  made.removedByHand(1);
  become(KIM);
  await mention('sync figma');
  await card(/^Removed: p1@acme\.example in Figma\./).waitFor();
  await picture('removal-task-done');
  expect(changes()).toEqual([]);
});

test('a question that its owner answers, and a plan that an admin confirms', async () => {
  const never = 'quiet: { from: "00:00", to: "00:00", weekends: false }';
  const made = await sitDown({ idle: [5], yaml: `ask: { apps: [talk], ${never} }` }, P5);
  const { page, open, openChannel, card, press, picture, become, changes, members } = made;
  // Alerts come to where an admin installs the bot.
  become(KIM);
  await openChannel();
  become(P5);
  await open('Personal Chat');
  const question = card(/^Do you still need your Talk seat\?/);
  // People are asked once a minute.
  await question.waitFor({ timeout: 120_000 });
  await picture('asked');
  await press(question, 'Release it', 'Release it');
  await page.getByText('You release your Talk seat.').first().waitFor();

  await open('General');
  become(KIM);
  const request = card(/^Person 5 releases the Talk seat\./);
  await picture('asked-request');
  await press(request, 'Plan the removal…');
  const plan = card(/^Remove Person 5 \(p5@acme\.example\) from Talk\?/);
  await plan.getByText('They work here, and released it on').waitFor();
  expect(changes()).toEqual([]);
  await press(plan, 'Remove it…', 'Remove');
  await card(/^Removed: p5@acme\.example in Talk\./).waitFor();
  expect(changes()).toEqual(['PATCH /scim/v2/Users/U5']);
  await eventually(() => members.find(({ id }) => id === 'U5')?.deleted === true);
});
