import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { accounts, company, people } from '../../../support/company.ts';
import { eventually } from '../../../support/eventually.ts';
import { CHANNEL } from '../../../support/teams/teams-client.ts';
import { teamsOffice } from '../../../support/teams/teams-office.ts';

const installed = 'SELECT id FROM conversation WHERE removed_at IS NULL';

it('a removal while the roster is slow to answer is not undone by the earlier installation', async () => {
  const office = await teamsOffice(
    company({
      roster: people('1,ada@acme.example,,,Ada Keller,active'),
      apps: { figma: accounts('f1,ada@acme.example,,,Ada Keller') },
      yaml: 'schedule: { sync: "0 0 1 1 *", digest: "0 0 1 1 *" }',
    }),
    { install: false },
  );
  const { connector } = office;
  const kim = office.client();
  connector.roster = wait(300).then(() => {});
  await kim.send(kim.activity('installed-in-a-team'));
  await kim.send(kim.activity('channel-deleted'));
  await connector.roster;
  await eventually(() => connector.in(CHANNEL).length === 1, 'the welcome');
  await eventually(() => office.values(installed).length === 0, 'the removal');
  expect(office.problems().join()).toContain('Alerts have no channel in Teams yet');

  // Added again at once, it is installed.
  await kim.send(kim.activity('installed-in-a-team'));
  await eventually(() => office.values(installed).length === 1, 'the installation');
  expect(office.problems().join()).not.toContain('Alerts have no channel in Teams yet');
});
