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

test('on the last day itself somebody still leaves on that day; it is not said as if it were over', async () => {
  const acme = company({
    roster: people('1,eva@acme.example,,,Eva Lind,active,,2026-03-02'),
    apps: { figma: accounts('f1,eva@acme.example') },
    at: '2026-03-02T09:00:00Z',
  });
  const office = acme.open();
  await office.sync();
  const first = async () => seen(await office.ask('who eva@acme.example'), 100).split('\n')[0];
  expect(await first()).toBe('Eva Lind is active and leaves on 2 Mar: 1 account.');
  // 23:50 in Berlin, and ten minutes past midnight.
  acme.at('2026-03-02T22:50:00Z');
  await office.sync();
  expect(await first()).toBe('Eva Lind is active and leaves on 2 Mar: 1 account.');
  acme.at('2026-03-02T23:10:00Z');
  await office.sync();
  expect(await first()).toBe('Eva Lind left on 2 Mar: 1 account.');
});
