import { expect, it } from 'vitest';
import { accounts, company, people } from '../../../support/company.ts';
import { eventually } from '../../../support/eventually.ts';
import { readText } from '../../../support/teams/live-card.ts';
import { answerCard, CHANNEL } from '../../../support/teams/teams-client.ts';
import { cardOf } from '../../../support/teams/teams-connector.ts';
import { teamsOffice } from '../../../support/teams/teams-office.ts';

const LINK = 'Link to ada@acme.example';
const links = "SELECT count(*) FROM finding WHERE closing = 'linked'";
type Json = Record<string, unknown>;

async function acme() {
  const office = await teamsOffice(
    company({
      roster: people('1,ada@acme.example,,,Ada Keller,active'),
      apps: {
        figma: accounts('f1,ada@acme.example,,,Ada Keller', 'f4,ada.keller@home.example,,,Ada Keller'),
      },
      yaml: 'schedule: { sync: "0 0 1 1 *", digest: "0 0 1 1 *" }',
    }),
  );
  return { office, alert: await office.alert(), connector: office.connector, kim: office.client() };
}

it('two messages with one id in two chats are both answered', async () => {
  const { kim, connector } = await acme();
  const inChannel = kim.activity('channel-mention', { id: '1763716623123' });
  const inPrivate = kim.activity('personal-message', { id: '1763716623123', text: 'health' });
  const chat = String((inPrivate.conversation as Json).id);
  const before = connector.in(CHANNEL).length;
  await kim.send(inChannel);
  await kim.send(inPrivate);
  await eventually(() => connector.in(CHANNEL).length > before, 'the answer in the channel');
  await eventually(() => connector.in(chat).length === 1, 'the answer in the personal chat');
  // A repeated message is answered only once.
  await kim.send(inPrivate);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(connector.in(chat)).toHaveLength(1);
});

it('a click that a crash interrupted is not reported as done when Teams delivers it again', async () => {
  const { office, alert, kim } = await acme();
  const click = kim.clickBody(alert, LINK);
  // The state after the crash: the click was received, but not carried out.
  const key = `${(click.conversation as Json).id} ${click.id}`;
  const { sqlite } = office.context.store;
  sqlite.prepare("INSERT INTO received (platform, id, at) VALUES ('teams', ?, '2026-03-02')").run(key);

  const card = answerCard(await kim.send(click));
  expect(office.values(links)).toEqual([0]);
  expect(readText(card)).not.toContain('done already');
  expect(readText(card)).toContain('press again if it is still open');

  // The answer is the current card, so pressing again is enough.
  await kim.press(alert, LINK, {}, card);
  expect(office.values(links)).toEqual([1]);
  await eventually(
    async () => readText(cardOf(await office.alert())).includes('linked to Ada Keller'),
    'the edit',
  );
  const after = answerCard(await kim.send({ ...click, id: click.id }));
  expect(after).toEqual(card);
});

it('a click on a card that is no longer known leaves the card unchanged and explains why', async () => {
  const { office, kim, connector } = await acme();
  const from = connector.said.length;
  await kim.mention('why figma f4');
  const why = await eventually(() => connector.said[from], 'the answer');
  const click = kim.clickBody(why, LINK);
  const key = `${(click.conversation as Json).id} ${click.id}`;
  const { sqlite } = office.context.store;
  sqlite.prepare("INSERT INTO received (platform, id, at) VALUES ('teams', ?, '2026-03-02')").run(key);
  const { body } = await kim.send(click);
  expect(body).toMatchObject({
    type: 'application/vnd.microsoft.activity.message',
    value: expect.stringContaining('press again if it is still open'),
  });
  expect(office.values(links)).toEqual([0]);
});
