import { expect, test } from 'vitest';
import { planCard } from '../../../src/chat/say/removal/card.ts';
import type { Button, Message } from '../../../src/domain/message.ts';
import { lookAtPlan } from '../../../src/flows/removal/look-at-plan.ts';
import { latestPlans } from '../../../src/store/removal/plans.ts';
import { ACCOUNTS, csvOf } from '../../support/company.ts';
import { type RemovalOffice, removalOffice, rosterOf } from '../../support/removal-office.ts';

const ROWS = ['f1,user1@acme.co', 'f2,user2@acme.co', 'f3,user21@acme.co'];

function buttonsOf({ body, buttons }: Message): readonly Button[] {
  return [...body.flatMap((part) => (part.type === 'row' ? part.buttons : [])), ...buttons];
}

function button(message: Message, label: string): Button {
  const found = buttonsOf(message).find((one) => one.label === label);
  if (found === undefined)
    throw new Error(`${label} is not among ${buttonsOf(message).map((one) => one.label)}`);
  return found;
}

/** Presses a button that opens what a command shows. */
async function open({ office }: RemovalOffice, message: Message, label: string): Promise<Message> {
  const found = button(message, label);
  if (!('command' in found)) throw new Error(`${label} opens nothing`);
  return (await office.ask(found.command)).message;
}

/** Presses a button that changes something. */
async function press(made: RemovalOffice, message: Message, label: string) {
  const found = button(message, label);
  if (!('action' in found)) throw new Error(`${label} changes nothing`);
  return made.press(found.action);
}

function card({ office: { context } }: RemovalOffice): Message {
  const [plan] = latestPlans(context.store, 1);
  if (plan === undefined) throw new Error('no plan was confirmed');
  return planCard(lookAtPlan(context, plan));
}

test('a seat is removed in three presses from its row, and taken back in one from its card', async () => {
  const made = await removalOffice();
  const plan = await open(made, (await made.office.ask('access chat 1001')).message, 'Remove…');
  const confirm = button(plan, 'Remove it…');
  expect(confirm).toMatchObject({ look: 'danger', confirm: { yes: 'Remove' } });
  // The confirmation itself names person, app and effect.
  expect('confirm' in confirm && confirm.confirm?.text).toBe(
    'Person 1 (user1@acme.co) in Chat: Set active to false. It ends access. It can be undone until 1 Apr.',
  );
  // What stays is a part of its own: platforms shorten the details of a row.
  expect(plan.body).toContainEqual({
    type: 'note',
    text: expect.stringContaining('What stays: The account; SCIM does not say whether it is still billed.'),
  });
  expect((await press(made, plan, 'Remove it…')).done).toBe(true);
  await made.run();
  expect(made.server.users.get('1001')?.active).toBe(false);
  expect((await press(made, card(made), 'Undo')).done).toBe(true);
  await made.run();
  expect(made.server.users.get('1001')?.active).toBe(true);
  expect(made.writes()).toHaveLength(2);
});

test('the page of a person who left leads to the plan of all their seats, and of one who works here it does not', async () => {
  const made = await removalOffice({ csv: { figma: csvOf(ACCOUNTS, ROWS) } });
  const gone = (await made.office.ask('who user1@acme.co')).message;
  expect((await open(made, gone, 'Remove all seats…')).summary).toBe('Person 1: Remove 2 accounts?');
  const here = (await made.office.ask('who user21@acme.co')).message;
  expect(buttonsOf(here).map(({ label }) => label)).not.toContain('Remove all seats…');
});

test('an app that cannot be asked is removed from by a task, which ends as done or with the reason why not', async () => {
  const made = await removalOffice({ csv: { figma: csvOf(ACCOUNTS, ROWS) } });
  const how = await open(made, (await made.office.ask('access figma f1')).message, 'Remove…');
  expect(how.summary).toBe('To free the seat of Person 1 (user1@acme.co) in Figma, remove it there by hand.');
  expect((await press(made, how, 'Open a task…')).done).toBe(true);
  expect(made.states()).toEqual(['task']);
  expect(buttonsOf(card(made)).map(({ label }) => label)).toEqual([
    'I removed it',
    'Not possible…',
    'Cancel it',
  ]);
  expect(button(card(made), 'Not possible…')).toMatchObject({
    form: { type: 'task-not-possible', app: 'figma', account: 'f1' },
  });
});

test('in a dry run no task is offered, because none would be opened', async () => {
  const made = await removalOffice({
    csv: { figma: csvOf(ACCOUNTS, ROWS) },
    removal: '{ dryRun: on }',
  });
  const { message } = await made.office.ask('remove figma f1');
  expect(buttonsOf(message).map(({ label }) => label)).toEqual(['I removed it']);
});

test('facts that all accounts of a plan share are said once', async () => {
  const made = await removalOffice({ csv: { figma: csvOf(ACCOUNTS, ROWS) } });
  const { message } = await made.office.ask('remove app figma status:inactive');
  expect(message.summary).toBe('Open 2 tasks to remove accounts by hand?');
  const text = JSON.stringify(message.body);
  expect(text.split('Seatkeeper cannot change anything in Figma')).toHaveLength(2);
  expect(buttonsOf(message).map(({ label }) => label)).toEqual(['Open 2 tasks…']);
});

test('an account that nobody owns is removed from its row in the alert, and only after another confirmation', async () => {
  const made = await removalOffice({ roster: rosterOf(39, 0) });
  const alert = (await made.office.ask('app chat')).message;
  const plan = await open(made, await open(made, alert, 'Remove…'), 'Nobody owns it: plan it…');
  expect((await press(made, plan, 'Remove it…')).done).toBe(true);
  await made.run();
  expect(made.writes()).toEqual(['PATCH /scim/Users/1039']);
});
