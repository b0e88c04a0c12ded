import { expect, test } from 'vitest';
import { accounts, company, people, seats, staff } from '../../support/company.ts';

test.each([
  ['the address itself', 'eva@acme.example'],
  ['a tag behind the name', 'eva+figma@acme.example'],
  ['a guest address', 'eva_acme.example#ext#@other.example'],
  ['a guest address with a tag', 'eva+figma_acme.example#ext#@other.example'],
])('a new person gets the existing account, by %s', async (_, email) => {
  const acme = company({
    roster: people(...staff(20)),
    apps: { figma: accounts(...seats(20), `x1,${email}`) },
  });
  const office = acme.open();
  await office.sync();
  acme.at('2026-03-02T10:00:00Z');
  acme.write('roster.csv', people(...staff(20), 'E1,eva@acme.example,,,Eva,active'));
  await office.sync('csv');
  expect(
    office.values(
      "SELECT person.external_id FROM account JOIN person ON person.id = account.person WHERE account.external_id = 'x1'",
    ),
  ).toEqual(['E1']);
});
