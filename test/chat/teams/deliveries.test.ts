import { expect, it } from 'vitest';
import { accounts, company, people } from '../../support/company.ts';
import { until } from '../../support/slack-client.ts';
import { CHANNEL } from '../../support/teams-client.ts';
import { teamsOffice } from '../../support/teams-office.ts';

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
  return { connector: office.connector, kim: office.client() };
}

it('two messages with one id in two chats are both answered', async () => {
  const { kim, connector } = await acme();
  const inChannel = kim.activity('channel-mention', { id: '1763716623123' });
  const inPrivate = kim.activity('personal-message', { id: '1763716623123', text: 'health' });
  const chat = String((inPrivate.conversation as Json).id);
  const before = connector.in(CHANNEL).length;
  await kim.send(inChannel);
  await kim.send(inPrivate);
  await until(() => connector.in(CHANNEL).length > before, 'the answer in the channel');
  await until(() => connector.in(chat).length === 1, 'the answer in the personal chat');
  // The same one again is still one.
  await kim.send(inPrivate);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(connector.in(chat)).toHaveLength(1);
});
