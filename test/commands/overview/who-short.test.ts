import { expect, test } from 'vitest';
import { accounts, company, people } from '../../support/company.ts';
import { seen } from '../desk.ts';

test('a person below whose name the accounts stand is not named again in every row: one word says how each was matched', async () => {
  const office = company({
    roster: people('1,zoe.dubois@acme.example,zoe.bernard@acme.example,zdubois,Zoé Dubois,active'),
    apps: {
      figma: accounts(
        'f1,zoe.bernard@acme.example',
        'f2,zoe.dubois+b@acme.example',
        'f3,,,zdubois',
        'f4,zoe.dubois@acme.example',
      ),
    },
  }).open();
  await office.sync();
  const page = seen(await office.ask('who zoe.dubois@acme.example'), 100);
  expect(page).toMatch(/f?zoe\.bernard@acme\.example .* alias$/m);
  expect(page).toMatch(/zoe\.dubois\+b@acme\.example .* plus address$/m);
  expect(page).toMatch(/zdubois .* username$/m);
  expect(page).toMatch(/zoe\.dubois@acme\.example .* same address$/m);
});
