import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createSlack } from '../../../src/chat/slack/slack.ts';
import { createLog } from '../../../src/log.ts';
import { memoryOf } from '../../../src/memory.ts';
import { accounts, company, people } from '../../support/company.ts';
import { readText } from '../../support/live-card.ts';
import { labelsOf, SlackClient, until } from '../../support/slack-client.ts';
import { BOT_TOKEN, SIGNING_SECRET, Workspace } from '../../support/slack-workspace.ts';
import { cardOf } from '../../support/teams-connector.ts';
import { teamsOffice } from '../../support/teams-office.ts';

const LINK = 'Link to ada@acme.example';
const isLink = (label: string) => label === LINK;

test('with Slack and Teams both set up, what is done in one shows in the other', async () => {
  const acme = company({
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
  const office = await teamsOffice(acme, {
    beside: (context) => [
      createSlack({
        access: {
          mode: 'http',
          botToken: BOT_TOKEN,
          apiUrl: workspace.apiUrl,
          signingSecret: SIGNING_SECRET,
        },
        admin: { channel: workspace.channel, users: [], channelMembersMayChange: true },
        organisation: 'Acme',
        apps: [{ id: 'figma', name: 'Figma' }],
        memory: memoryOf(context, 'slack'),
        log: createLog({ level: 'silent', secrets: [] }),
        now: Date.now,
        sleep: (ms) => wait(ms),
        gapMs: 5,
      }),
    ],
  });
  const inSlack = async () => {
    await office.settled();
    const found = (await workspace.messages()).findLast(({ text }) => text.startsWith('Figma'));
    if (found === undefined) throw new Error('no alert in Slack');
    return found;
  };
  const inTeams = async () => readText(cardOf(await office.alert()));

  // In Teams, and Slack shows it.
  const before = await inSlack();
  await office.client().press(await office.alert(), LINK);
  await until(
    async () => labelsOf((await inSlack()).blocks).filter(isLink).length === 1,
    'the edit in Slack',
  );
  expect((await inSlack()).ts).toBe(before.ts);

  // In Slack, and Teams shows it.
  const { id } = await office.alert();
  const kim = new SlackClient(
    workspace,
    { url: office.url.replace('/api/messages', '/slack/events') },
    'kim',
  );
  await kim.click(await inSlack(), LINK);
  await until(async () => !(await inTeams()).includes(LINK), 'the edit in Teams');
  expect((await office.alert()).id).toBe(id);
}, 60_000);
