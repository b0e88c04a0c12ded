import { expect, test } from 'vitest';
import { accounts, company, people, staff } from '../../support/company.ts';

test('when only seatkeeper.yaml changed, a sync says that accounts were re-assessed, not that they changed', async () => {
  const acme = company({
    roster: people(...staff(3)),
    apps: { figma: accounts('f1,p1@acme.example', 'f2,p2@acme-old.example', 'f3,p3@acme.example') },
  });
  await acme.open().sync();
  acme.configure((yaml) => `${yaml}matching: { domainAliases: { acme-old.example: acme.example } }\n`);
  const office = acme.open();
  expect(JSON.stringify((await office.ask('sync figma')).message.body)).toContain(
    '3 accounts: 3 re-assessed',
  );
  acme.write(
    'figma.csv',
    accounts('f1,p1@acme.example', 'f2,p2@acme-old.example,,,Ben', 'f3,p3@acme.example'),
  );
  expect(JSON.stringify((await office.ask('sync figma')).message.body)).toContain('3 accounts: 1 changed');
});
