import { expect, test } from 'vitest';
import { accounts, company, linesOf, people } from '../../support/company.ts';

const row = (id: string, address: string, name: string, rest = 'active') =>
  `${id},${address},,,${name},${rest}`;
const ANA = row('1', 'ana@acme.example', 'Ana Ruiz');
const BEN = row('2', 'ben@acme.example', 'Ben Okafor');
const CLEO = row('3', 'cleo@acme.example', 'Cleo Park');
const TYPO = row('2', 'ana@acme.example', 'Ben Okafor');
const LEFT = row('3', 'cleo@acme.example', 'Cleo Park', 'offboarded,,2026-03-02');

test('a slip in one address does not hide a leaver, accuses neither of the two, and is named until it is corrected', async () => {
  const acme = company({
    roster: people(ANA, BEN, CLEO),
    apps: { figma: accounts('f1,ana@acme.example', 'f2,ben@acme.example', 'f3,cleo@acme.example') },
  });
  const office = acme.open();
  await office.sync();
  await office.news();

  acme.at('2026-03-03T09:00:00Z');
  acme.write('roster.csv', people(ANA, TYPO, LEFT));
  await office.sync();
  const said = linesOf(await office.news()).join('\n');
  expect(said).toContain('Cleo Park left yesterday and still holds a seat');
  expect(said).not.toMatch(/Ana Ruiz left|Ben Okafor left/);
  const { message } = await office.ask('health');
  expect(JSON.stringify(message)).toContain(
    'two current people have the address ana@acme.example: Ana Ruiz and Ben Okafor',
  );

  acme.at('2026-03-03T10:00:00Z');
  acme.write('roster.csv', people(ANA, BEN, LEFT));
  await office.sync();
  expect(JSON.stringify((await office.ask('health')).message)).not.toContain('two current people');
  const owners = office.values('SELECT status FROM account ORDER BY external_id');
  expect(owners).toEqual(['active', 'active', 'inactive']);
});
