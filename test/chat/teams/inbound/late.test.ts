import { expect, it } from 'vitest';
import { accounts, company, people } from '../../../support/company.ts';
import { eventually } from '../../../support/eventually.ts';
import { readText } from '../../../support/teams/live-card.ts';
import { actionsOf, answerCard, type TeamsClient } from '../../../support/teams/teams-client.ts';
import { cardOf, type Said, type TeamsConnector } from '../../../support/teams/teams-connector.ts';
import { teamsOffice } from '../../../support/teams/teams-office.ts';

const LINK = 'Link to ada@acme.example';
const FORM = 'Mark as known…';
const WAITING = 'Still working on it';

/** Every answer comes too late for the click. */
async function acme(apps = 1) {
  const home = company({
    roster: people('1,ada@acme.example,,,Ada Keller,active'),
    apps: Object.fromEntries(
      Array.from({ length: apps }, (_, n) => [
        n === 0 ? 'figma' : `app-${n}`,
        accounts('f1,ada@acme.example,,,Ada Keller', 'f4,ada.keller@home.example,,,Ada Keller'),
      ]),
    ),
    yaml: 'schedule: { sync: "0 0 1 1 *", digest: "0 0 1 1 *" }',
  });
  const office = await teamsOffice(home, { teams: { sleep: async () => {} } });
  await office.settled();
  home.at('2026-03-02T10:00:00Z');
  return { office, connector: office.connector, kim: office.client() };
}

async function asked(kim: TeamsClient, connector: TeamsConnector, text: string): Promise<Said> {
  const from = connector.said.length;
  await kim.mention(text);
  return eventually(() => connector.said[from], text);
}

const titles = (said: Said) => actionsOf(cardOf(said)).map(({ title }) => title);

it('an answer whose button was pressed shows what was done, even when that took long', async () => {
  const { kim, connector } = await acme();
  const why = await asked(kim, connector, 'why figma f4');
  const from = connector.said.length;
  expect(readText(answerCard(await kim.press(why, LINK)))).toContain(WAITING);
  await eventually(() => why.edits === 1, 'the edit');
  expect(titles(why)).not.toContain(LINK);
  expect(readText(cardOf(await eventually(() => connector.said[from], 'the message')))).toContain(
    'is linked to Ada Keller',
  );
});

it('a form that opened late leaves the answer it was opened on unchanged', async () => {
  const { kim, connector } = await acme();
  const why = await asked(kim, connector, 'why figma f4');
  const before = readText(cardOf(why));
  const from = connector.said.length;
  await kim.press(why, FORM);
  const form = await eventually(() => connector.said[from], 'the form');
  expect(titles(form)).toContain('Mark as known');
  await eventually(() => why.edits === 1, 'the edit');
  expect(readText(cardOf(why))).toBe(before);
});

it('an alert on which a form opened late shows its content again', async () => {
  const { office, kim, connector } = await acme();
  const alert = await office.alert();
  const { edits } = alert;
  const from = connector.said.length;
  expect(readText(answerCard(await kim.press(alert, FORM)))).toContain(WAITING);
  await eventually(() => connector.said[from], 'the form');
  await eventually(() => alert.edits === edits + 1, 'the edit');
  expect(readText(cardOf(alert))).not.toContain(WAITING);
});

it('the next page of a long list that took long comes as a message, and the list shows its content again', async () => {
  const { kim, connector } = await acme(30);
  const status = await asked(kim, connector, 'status');
  const from = connector.said.length;
  expect(readText(answerCard(await kim.press(status, 'Next')))).toContain(WAITING);
  const page = await eventually(() => connector.said[from], 'the page');
  expect(readText(cardOf(page))).toContain('Page 2 of 2');
  await eventually(() => status.edits === 1, 'the edit');
  expect(readText(cardOf(status))).toContain('Page 1 of 2');
}, 30_000);

it('a person who may only look gets an answer, and the card stays as it is', async () => {
  const { office, kim, connector } = await acme();
  const why = await asked(kim, connector, 'why figma f4');
  const before = readText(cardOf(why));
  const lee = office.client('Lee Chang', '00000000-0000-4000-8000-00000000dead');
  const from = connector.said.length;
  await lee.press(why, LINK);
  expect(readText(cardOf(await eventually(() => connector.said[from], 'the answer')))).toContain(
    'not change',
  );
  await eventually(() => why.edits === 1, 'the edit');
  expect(readText(cardOf(why))).toBe(before);
});
