import { expect, test } from 'vitest';
import { handleOf } from '../../../../src/domain/long-id.ts';
import { accounts, company, licenses, people } from '../../../support/company.ts';
import { eventually } from '../../../support/eventually.ts';
import { checkCard } from '../../../support/teams/adaptive-card.ts';
import { actionsOf } from '../../../support/teams/teams-client.ts';
import { cardOf } from '../../../support/teams/teams-connector.ts';
import { teamsOffice } from '../../../support/teams/teams-office.ts';

const LONG = 'x'.repeat(5_000);

test('lists of accounts and subscriptions with ids of 5,000 characters are cards that Teams takes, with all their buttons', async () => {
  const numbers = Array.from({ length: 60 }, (_, n) => n);
  const acme = company({
    roster: people('1,ada@acme.example,,,Ada Keller,active'),
    apps: {
      figma: accounts(
        ...numbers.map((n) => `${n}-${LONG},unknown${n}@else.example,,,Somebody ${n},active,,,Product ${n}`),
      ),
    },
    licenses: { figma: licenses(...numbers.map((n) => `${n}-${LONG},Product ${n},0,9,45,USD,monthly`)) },
    yaml: 'schedule: { sync: "0 0 1 1 *", digest: "0 0 1 1 *" }',
  });
  const office = await teamsOffice(acme);
  await office.alert();
  const kim = office.client();
  for (const [command, says] of [
    ['app figma', '60 findings to decide on'],
    ['clearing figma', '60 unmatched accounts'],
    ['access figma', 'Figma: 60 accounts'],
    ['subscriptions figma', '60 subscriptions'],
    [`subscriptions figma ${handleOf(`3-${LONG}`)}`, 'Product 3'],
  ] as const) {
    await kim.mention(command);
    await eventually(
      () => office.connector.said.find(({ activity }) => String(activity.summary).includes(says)),
      command,
    );
  }
  for (const said of office.connector.said) {
    checkCard(cardOf(said));
    expect(JSON.stringify(cardOf(said))).not.toContain('Too long or too many');
  }
  const [list] = office.connector.said.filter(({ activity }) =>
    String(activity.summary).includes('to decide on'),
  );
  expect(actionsOf(cardOf(list)).map(({ title }) => title)).toContain('Mark as known…');
});
