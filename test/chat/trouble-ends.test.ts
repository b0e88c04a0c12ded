import { expect, test } from 'vitest';
import { accounts, company, people } from '../support/company.ts';
import { eventually } from '../support/eventually.ts';
import { slackOffice } from '../support/slack/slack-office.ts';
import { CHANNEL } from '../support/teams/teams-client.ts';
import { teamsOffice } from '../support/teams/teams-office.ts';
import { acmeInSlack, FIGMA, NEVER, PEOPLE } from './slack/acme.ts';

type Asks = { ask(typed: string): Promise<{ json: unknown }> };
/** The platforms with which health reports a problem. */
const troubled = async (office: Asks) =>
  ((await office.ask('health')).json as { chat: { platform: string }[] }).chat.map(
    ({ platform }) => platform,
  );

async function archived() {
  const acme = await acmeInSlack({
    prepare: (slack) => slack.fail(/^chat\./, { type: 'error', error: 'is_archived' }, 1),
  });
  await eventually(async () => (await troubled(acme.office))[0] === 'slack', 'the trouble');
  return acme;
}

test('a channel that was replaced, as health advised, is no longer shown as broken', async () => {
  const { office, acme, workspace } = await archived();
  await office.stop();
  const same = await slackOffice(acme, workspace);
  expect(await troubled(same)).toEqual(['slack']);
  await same.stop();
  const moved = await slackOffice(acme, workspace, { admin: { channel: 'C0NEW' } });
  expect(await troubled(moved)).toEqual([]);
});

test('the problem of a channel is no longer shown when a later message may have arrived', async () => {
  const { office, acme, workspace } = await archived();
  workspace.fail(/^chat\.post/, { type: 'drop', when: 'after' });
  acme.at('2026-03-02T12:00:00Z');
  await eventually(() => office.values('SELECT status FROM outbox')[0] === 'in-doubt', 'the doubt');
  await eventually(async () => (await troubled(office)).length === 0, 'the end of the trouble');
  expect((await office.ask('health')).message.summary).toBe('1 message may not have arrived.');
});

test('a platform that was removed no longer has a problem', async () => {
  const { office, acme } = await archived();
  await office.stop();
  const teams = await teamsOffice(acme);
  expect(await troubled(teams)).toEqual([]);
});

async function brokenTeams() {
  const acme = company({ roster: people(...PEOPLE), apps: { figma: accounts(...FIGMA) }, yaml: NEVER });
  const office = await teamsOffice(acme);
  await office.alert();
  office.connector.closed.set(CHANNEL, 403);
  await office.ask('known figma f3 "group alias"');
  await eventually(async () => (await troubled(office))[0] === 'teams', 'the trouble');
  return office;
}

test('Teams: a broken channel is forgotten once alerts go to another team', async () => {
  const office = await brokenTeams();
  const kim = office.client();
  const activity = kim.activity('installed-in-a-team');
  const text = JSON.stringify(activity).replaceAll(CHANNEL, '19:other@thread.tacv2');
  await kim.send(text);
  await eventually(async () => (await troubled(office)).length === 0, 'the end of the trouble');
  expect(await troubled(office)).toEqual([]);
});

test('Teams: the problem of a channel is no longer shown when a later message may have arrived', async () => {
  const office = await brokenTeams();
  office.connector.closed.clear();
  office.connector.faults.push('cut');
  office.context.store.sqlite.exec("UPDATE outbox SET next_at = NULL WHERE status = 'pending'");
  await eventually(async () => (await troubled(office)).length === 0, 'the end of the trouble');
  expect(await troubled(office)).toEqual([]);
});
