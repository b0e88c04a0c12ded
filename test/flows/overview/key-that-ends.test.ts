import { expect, it, onTestFinished } from 'vitest';
import { examine } from '../../../src/flows/overview/examine.ts';
import { seen } from '../../commands/desk.ts';
import { atlassianUser, ORGANIZATION, startAtlassian } from '../../connectors/atlassian/atlassian-server.ts';
import { company, people, staff } from '../../support/company.ts';

it('a key that ends soon is reported while everything can still be read', async () => {
  const users = Array.from({ length: 6 }, (_, n) =>
    atlassianUser(`a${n}`, { email: `p${n + 1}@acme.example` }),
  );
  // What company() has in its environment.
  const server = await startAtlassian({ key: 'token-1234', users, most: 100 });
  onTestFinished(server.close);
  const acme = company({ roster: people(...staff(6, () => 'active')), apps: { jira: 'email\n' } });
  acme.configure((yaml) =>
    yaml
      .replace(
        /connector: csv, settings: \{ accounts: jira\.csv \}/,
        `connector: atlassian, settings: { apiUrl: "${server.origin}", organization: ${ORGANIZATION}, apiKey: "\${TOKEN}", keyEnds: 2026-03-15 }`,
      )
      .concat(`network: { allow: ["${server.origin}"] }\n`),
  );
  acme.at('2026-02-20T09:00:00Z');
  const office = acme.open();
  await office.sync();
  const health = async () => seen(await office.ask('health'), 2000).replace(/\s+/g, ' ');
  expect(await health()).not.toContain('API key');

  acme.at('2026-03-03T09:00:00Z');
  await office.sync();
  const words =
    'no accounts after 2026-03-15 (the API key ends on 2026-03-15, says keyEnds; make a new one and write its day there)';
  expect(await health()).toContain(`Jira gives ${words}`);
  expect(office.values('SELECT count(*) FROM account WHERE gone_at IS NULL')).toEqual([6]);
  expect(seen(await office.ask('digest'), 2000).replace(/\s+/g, ' ')).toContain(`Jira: ${words}`);
  expect((await examine(office.context)).find(({ name }) => name === 'app jira')?.found).toContain(words);
});
