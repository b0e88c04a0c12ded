import { expect, onTestFinished, test } from 'vitest';
import { type Address, type BotApi, openBotApi } from '../../../../src/chat/teams/rest/bot-api.ts';
import { createTeamsSender } from '../../../../src/chat/teams/rest/send.ts';
import { createPromptFetch } from '../../../../src/connectors/network/dial.ts';
import { deliver } from '../../../../src/flows/outbox/deliver.ts';
import { accounts, company, people } from '../../../support/company.ts';
import { CHANNEL } from '../../../support/teams/teams-client.ts';
import { TeamsConnector } from '../../../support/teams/teams-connector.ts';

async function refusing(status: number, headers: Record<string, string> = {}) {
  const teams = await TeamsConnector.open();
  onTestFinished(() => teams.close());
  const connector = openBotApi({
    token: async () => null,
    fetch: createPromptFetch(),
    local: true,
    random: () => 0.5,
  });
  const to = { serviceUrl: teams.serviceUrl, conversation: CHANNEL };
  const fault = { status, headers };
  return { teams, connector, to, fault };
}

async function acmeSending({ connector, to }: { connector: BotApi; to: Address }) {
  const home = company({
    roster: people('1,ada@acme.example'),
    apps: { figma: accounts('f1,ada@acme.example') },
  });
  const office = home.open();
  await office.sync();
  const sender = createTeamsSender({
    api: connector,
    address: () => to,
    look: {},
    elapsed: () => 0,
    sleep: async () => {},
    gapMs: 0,
    onProblem: () => {},
    onDoubt: () => {},
  });
  return { home, office, sender };
}

test.each([412, 429, 503])('%i without a time to wait leaves the waiting to the outbox', async (status) => {
  const { teams, connector, to, fault } = await refusing(status);
  teams.faults.push(fault);
  await expect(connector.post(to, {})).rejects.toMatchObject({ kind: 'later', status, retryAfterMs: null });
});

test.each([429, 503])('after %i with a time to wait, the message waits that long', async (status) => {
  const { teams, connector, to, fault } = await refusing(status, { 'retry-after': '7' });
  teams.faults.push(fault);
  await expect(connector.post(to, {})).rejects.toMatchObject({ kind: 'later', retryAfterMs: 7_500 });
});

test.each([502, 504])(
  'a gateway that answers %i may have passed the post on: it is in doubt, and not sent again',
  async (status) => {
    const { teams, connector, to, fault } = await refusing(status);
    const { office, sender } = await acmeSending({ connector, to });
    const chat = { ...office.chat, post: sender.post, update: sender.update };
    teams.faults.push(fault);
    await deliver(office.context, chat);
    await deliver(office.context, chat);
    expect(office.values('SELECT status FROM outbox')).toEqual(['in-doubt']);
    expect(teams.calls.map(({ method }) => method)).toEqual(['POST']);
  },
);

test('an hour without Teams costs some twenty tries, not a thousand, and then the message arrives', async () => {
  const { teams, connector, to, fault } = await refusing(503);
  const { home, office, sender } = await acmeSending({ connector, to });
  const chat = { ...office.chat, post: sender.post, update: sender.update };
  const start = home.now().getTime();
  for (let second = 0; second < 3_600; second += 2) {
    teams.faults.splice(0, teams.faults.length, fault);
    home.at(new Date(start + second * 1000).toISOString());
    expect(
      await deliver(
        office.context,
        chat,
        () => false,
        () => 0.5,
      ),
    ).toBe(0);
  }
  expect(teams.calls.length).toBeGreaterThan(10);
  expect(teams.calls.length).toBeLessThan(25);
  teams.faults.length = 0;
  home.at(new Date(start + 3_600_000 + 450_000).toISOString());
  expect(await deliver(office.context, chat)).toBe(1);
  expect(teams.in(CHANNEL)).toHaveLength(1);
});
