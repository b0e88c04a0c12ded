import { expect, it } from 'vitest';
import { accounts, company, people } from '../../../support/company.ts';
import { eventually } from '../../../support/eventually.ts';
import { readText } from '../../../support/teams/live-card.ts';
import { answerCard, type TeamsClient } from '../../../support/teams/teams-client.ts';
import { cardOf, type TeamsConnector } from '../../../support/teams/teams-connector.ts';
import { teamsOffice } from '../../../support/teams/teams-office.ts';

const LINK = 'Link to ada@acme.example';
const STRANGER = '00000000-0000-4000-8000-00000000dead';

async function acme() {
  const home = company({
    roster: people('1,ada@acme.example,,,Ada Keller,active'),
    apps: {
      figma: accounts('f1,ada@acme.example,,,Ada Keller', 'f4,ada.keller@home.example,,,Ada Keller'),
    },
    yaml: 'schedule: { sync: "0 0 1 1 *", digest: "0 0 1 1 *" }',
  });
  const office = await teamsOffice(home);
  const alert = await office.alert();
  // Long ago: a click on it may have been made on an older version.
  home.at('2026-03-02T10:00:00Z');
  return { office, alert, connector: office.connector, kim: office.client() };
}

async function asked(kim: TeamsClient, connector: TeamsConnector, text: string) {
  const from = connector.said.length;
  await kim.mention(text);
  return eventually(() => connector.said[from], text);
}

it('a refusal is shown to the person who clicked, not to everyone who sees the list', async () => {
  const { office, connector, kim } = await acme();
  const list = await asked(kim, connector, 'clearing figma');
  const why = await asked(kim, connector, 'why figma f4');
  const lee = office.client('Lee Chang', STRANGER);
  expect(readText(answerCard(await lee.press(why, LINK)))).toContain('not change');
  await new Promise((resolve) => setTimeout(resolve, 200));
  for (const said of [why, list]) {
    expect(said.edits).toBe(0);
    expect(readText(cardOf(said))).not.toContain('not change');
  }
});

it('a refused click does not edit the alert', async () => {
  const { office, alert } = await acme();
  const edits = alert.edits;
  const lee = office.client('Lee Chang', STRANGER);
  expect(readText(answerCard(await lee.press(alert, LINK)))).toContain('not change');
  await new Promise((resolve) => setTimeout(resolve, 200));
  await office.settled();
  expect((await office.alert()).edits).toBe(edits);
});

it('the admin sees the outcome on their card, and the others see the list as it is now', async () => {
  const { connector, kim } = await acme();
  const why = await asked(kim, connector, 'why figma f4');
  const shown = readText(answerCard(await kim.press(why, LINK)));
  await eventually(() => why.edits === 1, 'the edit');
  const others = readText(cardOf(why));
  expect(shown.split('\n').filter((line) => !others.split('\n').includes(line))).toEqual([
    expect.stringContaining('is linked to Ada Keller'),
  ]);
  expect(others).not.toContain(LINK);
});
