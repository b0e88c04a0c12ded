import { expect, test } from 'vitest';
import type { Company } from '../../support/company.ts';
import { eventually } from '../../support/eventually.ts';
import { idleSeats } from '../../support/idle-seats.ts';
import { fixture } from '../../support/teams/teams-client.ts';
import { cardOf, type Said, TeamsConnector } from '../../support/teams/teams-connector.ts';
import { type TeamsOffice, teamsOffice } from '../../support/teams/teams-office.ts';

const LEE = '0a1b2c3d-0000-4000-8000-00000000001e';
const CHAT = 'a:lee-and-the-bot';
const inChat = {
  conversation: { ...(fixture('personal-message').conversation as object), id: CHAT },
};
/** Lee adds the bot for themselves; Teams' roster knows their address. */
async function addedByLee(office: TeamsOffice, more: Record<string, unknown> = {}) {
  office.connector.members.set(`29:${LEE}`, { email: 'Lee@acme.example', ...more });
  const lee = office.client('Lee Park', LEE);
  await lee.send(lee.activity('installed-for-one', inChat));
  await eventually(() => office.connector.in(CHAT).length > 0, 'the welcome');
  return lee;
}

async function questionTo(office: TeamsOffice): Promise<Said> {
  const found = await eventually(
    () => office.connector.in(CHAT).find(({ activity }) => /Figma/.test(String(activity.summary))),
    'the question',
    20,
  );
  await office.settled();
  return found;
}

async function opened(acme: Company, connector?: TeamsConnector) {
  const office = await teamsOffice(acme, connector === undefined ? {} : { connector, install: false });
  await office.sync();
  return office;
}

const states = (office: TeamsOffice) => office.values('SELECT state FROM seat_question ORDER BY id');
const says = ({ activity }: Said) => String(activity.summary);

test('somebody who added the bot is asked in their own chat, and their answer is kept after a restart', async () => {
  const acme = idleSeats();
  const connector = await TeamsConnector.open();
  const first = await teamsOffice(acme, { connector });
  await addedByLee(first);
  await first.sync();
  acme.at('2026-03-02T09:01:00Z');
  const asked = await questionTo(first);
  expect(says(asked)).toBe('Do you still need your Figma seat? You last used it on 20 Nov 2025.');
  await first.stop();

  const office = await opened(acme, connector);
  acme.at('2026-03-02T09:05:00Z');
  const lee = office.client('Lee Park', LEE);
  await lee.send({ ...lee.clickBody(asked, 'Keep it'), ...inChat });
  await eventually(() => states(office)[0] === 'kept', 'the answer');
  await office.settled();
  expect(says(asked)).toBe('You keep your Figma seat. I do not ask again before 31 May.');
  expect(connector.in(CHAT).filter((said) => /Figma seat/.test(says(said)))).toHaveLength(1);
  await office.stop();
  await connector.close();
});

test('only their own click answers: a colleague and an admin are refused with the card of somebody else', async () => {
  const acme = idleSeats();
  const office = await opened(acme);
  await addedByLee(office);
  acme.at('2026-03-02T09:02:00Z');
  const asked = await questionTo(office);
  for (const client of [office.client('Mallory', '0a1b2c3d-0000-4000-8000-0000000000ff'), office.client()]) {
    const { body } = await client.send({ ...client.clickBody(asked, 'Release it'), ...inChat });
    expect(JSON.stringify(body)).toContain('Only Lee Park can answer this here');
  }
  expect(states(office)).toEqual(['open']);
});

test('Give to… names somebody, and the admins get a request with both names', async () => {
  const acme = idleSeats();
  const office = await opened(acme);
  const lee = await addedByLee(office);
  acme.at('2026-03-02T09:02:00Z');
  const asked = await questionTo(office);
  const form = await lee.send({ ...lee.clickBody(asked, 'Give to…'), ...inChat });
  const card = form.body?.value as Record<string, unknown>;
  const answer = lee.clickBody(asked, 'Give it to them', { 'typed.person': 'kim@acme.example' }, card);
  await lee.send({ ...answer, ...inChat });
  await eventually(() => states(office)[0] === 'given', 'the answer');
  await office.settled();
  const told = office.connector.said.map(says);
  expect(told).toContain('Lee Park wants Kim Novak to have the Figma seat.');
  expect(says(asked)).toBe('You give your Figma seat to Kim Novak. The admins were told.');
});

test('somebody who has not added the bot is named to the admins, and asked as soon as they add it', async () => {
  const acme = idleSeats();
  const office = await opened(acme);
  acme.at('2026-03-02T09:01:00Z');
  await eventually(() => states(office)[0] === 'unreachable', 'the end of the search');
  await office.settled();
  const told = office.connector.said.findLast((said) => /could not be asked/.test(says(said)));
  expect(JSON.stringify(cardOf(told))).toContain('no chat knows lee@acme.example');
  await addedByLee(office);
  acme.at('2026-03-02T09:05:00Z');
  await questionTo(office);
  expect(states(office)).toEqual(['open']);
});
