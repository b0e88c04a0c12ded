import { expect, test } from 'vitest';
import { accounts, company, linesOf, people } from '../../support/company.ts';
import { queryOf, sendJson, startServer } from '../../support/http-server.ts';

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

test('a slip in a directory that speaks SCIM hides no leaver, accuses neither of the two, and the alert names both', async () => {
  const user = (id: string, address: string, givenName: string, active = true) => ({
    id,
    userName: `login-${id}`,
    displayName: `${givenName} Example`,
    emails: [{ value: address, primary: true }],
    active,
  });
  const [ana, cleo] = [user('1', 'ana@acme.example', 'Ana'), user('3', 'cleo@acme.example', 'Cleo')];
  let users = [ana, user('2', 'ben@acme.example', 'Ben'), cleo];
  const server = await startServer((request, response) => {
    const rows = request.url?.startsWith('/Users') ? users : [];
    const start = Number(queryOf(request).get('startIndex') ?? 1);
    sendJson(response, { totalResults: rows.length, Resources: rows.slice(start - 1) });
  });
  const acme = company({
    roster: people(ANA),
    apps: { figma: accounts('f1,ana@acme.example', 'f2,ben@acme.example', 'f3,cleo@acme.example') },
    yaml: `network: { allow: ["${server.origin}"] }`,
  });
  acme.configure((yaml) =>
    yaml.replace(
      /^roster: .*$/m,
      `roster: [{ source: scim, baseUrl: "${server.origin}", token: "\${TOKEN}" }]`,
    ),
  );
  const office = acme.open();
  await office.sync();
  expect(office.values('SELECT status FROM account ORDER BY external_id')).toEqual(Array(3).fill('active'));
  await office.news();

  acme.at('2026-03-03T09:00:00Z');
  users = [ana, user('2', 'ANA@Acme.example', 'Ben'), user('3', 'cleo@acme.example', 'Cleo', false)];
  await office.sync();
  const said = linesOf(await office.news()).join('\n');
  expect(said).toContain('Cleo Example is inactive and still holds a seat');
  expect(said).toContain('two people fit ana@acme.example: Ana Example and Ben Example');
  expect(said).not.toMatch(/nobody knows ana@|(Ana|Ben) Example (left|is inactive)/);
  expect(JSON.stringify((await office.ask('health')).message)).toContain(
    'two current people have the address ana@acme.example: Ana Example and Ben Example',
  );
  await server.close();
});
