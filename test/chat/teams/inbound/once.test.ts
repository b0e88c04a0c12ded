import { expect, it } from 'vitest';
import { accounts, company, people } from '../../../support/company.ts';
import { eventually } from '../../../support/eventually.ts';
import { readText } from '../../../support/teams/live-card.ts';
import { actionsOf, answerCard, type TeamsClient } from '../../../support/teams/teams-client.ts';
import { cardOf, type Said, type TeamsConnector } from '../../../support/teams/teams-connector.ts';
import { teamsOffice } from '../../../support/teams/teams-office.ts';

const runs = 'SELECT count(*) FROM run';

/** Thirty apps: more than fit on one card. */
async function manyApps() {
  const apps = Object.fromEntries(
    Array.from({ length: 30 }, (_, n) => [`app-${n}`, accounts(`f${n},ada@acme.example,,,Ada Keller`)]),
  );
  const office = await teamsOffice(
    company({
      roster: people('1,ada@acme.example,,,Ada Keller,active'),
      apps,
      yaml: 'schedule: { sync: "0 0 1 1 *", digest: "0 0 1 1 *" }',
    }),
    // However long a sync of thirty apps takes on a loaded machine, its answer is the response to the click.
    { teams: { answerMs: 20_000 } },
  );
  await office.settled();
  return { office, kim: office.client(), connector: office.connector };
}

async function asked(kim: TeamsClient, connector: TeamsConnector, text: string): Promise<Said> {
  const from = connector.said.length;
  await kim.mention(text);
  return eventually(
    () => connector.said.slice(from).find(({ activity }) => activity.replyToId !== null),
    text,
  );
}

const pressing = (data: object) => ({
  type: 'AdaptiveCard',
  actions: [{ type: 'Action.Execute', title: 'Press', data: { seatkeeper: 1, ...data }, verb: undefined }],
});

it('turning the pages of a long answer to sync never syncs again', async () => {
  const { office, kim, connector } = await manyApps();
  const said = await asked(kim, connector, 'sync');
  const before = office.values(runs);
  expect(readText(cardOf(said))).toContain('of 31 rows are shown');
  expect(actionsOf(cardOf(said)).map(({ title }) => title)).not.toContain('Next');

  // A card of an older version still has its button.
  const old = pressing({ do: 'command', command: 'sync', page: 2 });
  expect(readText(answerCard(await kim.press(said, 'Press', {}, old)))).toContain("can't be turned");
  // Cancelling a form that was opened on it does not sync either.
  await kim.press(said, 'Press', {}, pressing({ do: 'back' }));
  expect(office.values(runs)).toEqual(before);
}, 30_000);

it('a list that was replaced by the answer to "Sync now" is not synced again either', async () => {
  const { office, kim, connector } = await manyApps();
  const status = await asked(kim, connector, 'status');
  expect(readText(answerCard(await kim.press(status, 'Sync now')))).toContain('Read completely');
  const before = office.values(runs);
  await kim.press(status, 'Press', {}, pressing({ do: 'back' }));
  expect(office.values(runs)).toEqual(before);
}, 30_000);

it('the pages of a long list can still be turned', async () => {
  const { kim, connector } = await manyApps();
  const status = await asked(kim, connector, 'status');
  expect(readText(answerCard(await kim.press(status, 'Next')))).toContain('Page 2 of 2');
}, 30_000);
