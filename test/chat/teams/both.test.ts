import { expect, test } from 'vitest';
import { inSlackOf, slackBeside } from '../../support/both-chats.ts';
import { accounts, company, people } from '../../support/company.ts';
import { eventually } from '../../support/eventually.ts';
import { labelsOf } from '../../support/slack/slack-client.ts';
import { Workspace } from '../../support/slack/slack-workspace.ts';
import { readText } from '../../support/teams/live-card.ts';
import { CHANNEL } from '../../support/teams/teams-client.ts';
import { cardOf } from '../../support/teams/teams-connector.ts';
import { teamsOffice } from '../../support/teams/teams-office.ts';

const LINK = 'Link to ada@acme.example';
const isLink = (label: string) => label === LINK;

async function acme() {
  const home = company({
    roster: people('1,ada@acme.example,,,Ada Keller,active'),
    apps: {
      figma: accounts(
        'f1,ada@acme.example,,,Ada Keller',
        'f3,it-team@acme.example,,,IT Team',
        'f4,ada.keller@home.example,,,Ada Keller',
        'f5,ada.keller@studio.example,,,Ada Keller',
      ),
    },
    yaml: 'schedule: { sync: "0 0 1 1 *", digest: "0 0 1 1 *" }',
  });
  const workspace = await Workspace.open();
  const office = await teamsOffice(home, {
    beside: slackBeside(workspace),
  });
  const inSlack = async () => {
    await office.settled();
    const found = (await workspace.messages()).findLast(({ text }) => text.includes('Figma'));
    if (found === undefined) throw new Error('no alert in Slack');
    return found;
  };
  const inTeams = async () => readText(cardOf(await office.alert()));
  return { workspace, office, inSlack, inTeams };
}

test('with both Slack and Teams set up, a decision made in one is shown in the other', async () => {
  const { workspace, office, inSlack, inTeams } = await acme();

  // Decide in Teams; Slack shows it.
  const before = await inSlack();
  await office.client().press(await office.alert(), LINK);
  await eventually(
    async () => labelsOf((await inSlack()).blocks).filter(isLink).length === 1,
    'the edit in Slack',
  );
  expect((await inSlack()).ts).toBe(before.ts);

  // Decide in Slack; Teams shows it.
  const { id } = await office.alert();
  const kim = inSlackOf(workspace, office, 'kim');
  await kim.click(await inSlack(), LINK);
  await eventually(async () => !(await inTeams()).includes(LINK), 'the edit in Teams');
  expect((await office.alert()).id).toBe(id);
}, 60_000);

/** The current messages in Slack about Teams. */
const about = async (workspace: Workspace) =>
  (await workspace.messages()).map(({ text }) => text).filter((text) => text.startsWith('Microsoft Teams'));
const rows = "SELECT action FROM audit WHERE action LIKE 'chat-%' ORDER BY seq";

test.each([
  [403, 'it was removed or blocked'],
  [404, 'is gone'],
])(
  'a Teams channel that answers %i is reported in Slack, once per outage',
  async (status, why) => {
    const { workspace, office } = await acme();
    await office.alert();
    const nudge = async (account: string) => {
      await office.ask(`known figma ${account} "group alias"`);
    };
    office.connector.closed.set(CHANNEL, status);
    await nudge('f3');
    const [report = ''] = await eventually(async () => {
      const found = await about(workspace);
      return found.length > 0 ? found : null;
    }, 'the trouble in Slack');
    expect(report).toContain('no longer gets my messages');
    expect(report).toContain(why);
    // There is still one message after several tries and another refused message.
    const tries = () => Number(office.values("SELECT max(tries) FROM outbox WHERE platform = 'teams'")[0]);
    await nudge('f4');
    await eventually(() => {
      office.context.store.sqlite.exec("UPDATE outbox SET next_at = NULL WHERE status = 'pending'");
      return tries() >= 3;
    }, 'more tries');
    expect(await about(workspace)).toHaveLength(1);

    office.connector.closed.clear();
    await office.settled();
    await eventually(async () => (await about(workspace))[0]?.includes('gets my messages again'), 'the edit');
    expect(await about(workspace)).toHaveLength(1);
    expect(office.values(rows)).toEqual(['chat-broken', 'chat-mended']);

    // A second outage is reported again.
    office.connector.closed.set(CHANNEL, status);
    await nudge('f5');
    await eventually(async () => (await about(workspace)).length === 2, 'the second break');
    expect(office.values(rows)).toEqual(['chat-broken', 'chat-mended', 'chat-broken']);
  },
  60_000,
);

test('removing Seatkeeper from its Teams channel and adding it again are reported in Slack', async () => {
  const { workspace, office } = await acme();
  await office.alert();
  const kim = office.client();
  await kim.send(kim.activity('uninstalled'));
  await eventually(
    async () => (await about(workspace))[0]?.includes('was removed from its Teams channel'),
    'it',
  );
  await kim.send(kim.activity('installed-in-a-team'));
  await office.ask('known figma f3 "group alias"');
  await office.settled();
  await eventually(async () => (await about(workspace))[0]?.includes('gets my messages again'), 'the edit');
  expect(await about(workspace)).toHaveLength(1);
}, 60_000);

test('a broken Slack channel is reported in Teams; a short outage is not', async () => {
  const { workspace, office, inSlack } = await acme();
  await inSlack();
  await office.alert();
  const reports = () =>
    office.connector.in(CHANNEL).filter(({ activity }) => String(activity.summary).startsWith('Slack'));
  workspace.fail(/^chat\./, { type: 'error', error: 'ratelimited' }, 1);
  await office.ask('known figma f3 "group alias"');
  await office.settled();
  expect(reports()).toEqual([]);
  workspace.fail(/^chat\./, { type: 'error', error: 'is_archived' }, 1);
  await office.ask('known figma f4 "group alias"');
  const [said] = await eventually(() => (reports().length > 0 ? reports() : null), 'the trouble in Teams');
  expect(readText(cardOf(said))).toContain('is archived. Unarchive it');
  await office.settled();
  await eventually(() => readText(cardOf(said)).includes('Slack gets my messages again'), 'the edit');
  expect(reports()).toHaveLength(1);
}, 60_000);
