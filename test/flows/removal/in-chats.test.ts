import { expect, test } from 'vitest';
import { removalPlanMessage } from '../../../src/chat/say/removal/plan.ts';
import { renderMessage as inSlack } from '../../../src/chat/slack/blocks/render.ts';
import { renderMessage as inTeams } from '../../../src/chat/teams/card/render.ts';
import type { Message } from '../../../src/domain/message.ts';
import { clockOf } from '../../../src/flows/context.ts';
import { approvalOf } from '../../support/approval.ts';
import {
  removalOffice,
  rosterOf,
  SLACK_KIM,
  SLACK_LEE,
  seatOf,
  TEAMS_LEE,
} from '../../support/removal-office.ts';
import { checkMessage } from '../../support/slack/block-kit.ts';
import { liveParts as liveInSlack } from '../../support/slack/live-markup.ts';
import { checkCard } from '../../support/teams/adaptive-card.ts';
import { liveParts as liveInTeams } from '../../support/teams/live-card.ts';

/** Both platforms take it, and nothing from outside is live in it. */
function fits(message: Message): void {
  const slack = inSlack(message);
  checkMessage(slack);
  expect(liveInSlack(slack)).toEqual([]);
  const { card } = inTeams(message);
  checkCard(card);
  expect(liveInTeams(card)).toEqual([]);
}

type Office = Awaited<ReturnType<typeof removalOffice>>;

/** Every version of every card that was queued. */
function cardsOf({ office }: Office): readonly Message[] {
  const rows = office.values("SELECT message FROM outbox WHERE subject LIKE 'removal:%'") as string[];
  return rows.map((row) => JSON.parse(row) as Message);
}

function planMessage(
  { context }: Office,
  { shown, hash, cut }: Awaited<ReturnType<Office['plan']>>,
  asked: Parameters<Office['plan']>[0],
) {
  return removalPlanMessage({
    asked,
    shown,
    hash,
    cut,
    appName: (id) => (id === 'chat' ? 'Chat' : id),
    person: null,
    clock: clockOf(context),
  });
}

test('a plan and a card of 500 accounts fit Slack and Teams, whatever the accounts are called', async () => {
  const made = await removalOffice({ users: 600, roster: rosterOf(600, 500) });
  for (const [id, user] of made.server.users)
    user.displayName = `<!channel> [x](https://evil.example) *${id}* ${'ü'.repeat(400)}`;
  await made.office.sync();
  const asked = { scope: 'app', app: 'chat', filter: 'inactive' } as const;
  const plan = await made.plan(asked, SLACK_KIM);
  expect(plan.shown.removals).toHaveLength(500);
  fits(planMessage(made, plan, asked));
  await made.confirm(asked, SLACK_KIM);
  await made.press({ type: 'cancel-removal', plan: made.newest() }, TEAMS_LEE);
  expect(new Set(made.states())).toEqual(new Set(['cancelled']));
  const cards = cardsOf(made);
  expect(cards.length).toBeGreaterThan(1);
  for (const card of cards) fits(card);
}, 120_000);

test('a card of many accounts fits while they are removed and afterwards', async () => {
  const made = await removalOffice({ users: 80, roster: rosterOf(80, 40) });
  await made.confirm({ scope: 'app', app: 'chat', filter: 'inactive' }, SLACK_KIM);
  await made.press(approvalOf(made.context), TEAMS_LEE);
  await made.run();
  expect(new Set(made.states())).toEqual(new Set(['verified']));
  for (const card of cardsOf(made)) fits(card);
});

test('a card fits in every state: waiting, done, failed, undone, cancelled, by hand', async () => {
  const made = await removalOffice({ removal: '{ dryRun: off, twoPeople: { apps: [chat] } }' });
  const { confirm, press, run, operations, newest, server, context } = made;
  await confirm(seatOf(1), SLACK_KIM);
  await press({ type: 'cancel-removal', plan: newest() }, SLACK_KIM);
  await confirm(seatOf(2), SLACK_KIM);
  await press(approvalOf(context), SLACK_LEE);
  await run();
  const [done] = operations();
  await press({ type: 'undo-removal', operation: done?.id ?? 0 }, SLACK_KIM);
  await press(approvalOf(context), SLACK_LEE);
  await run();
  await confirm(seatOf(3), SLACK_KIM);
  await press(approvalOf(context), SLACK_LEE);
  server.users.delete('1003');
  await run();
  const cards = cardsOf(made);
  expect(cards.length).toBeGreaterThan(6);
  for (const card of cards) fits(card);
});
