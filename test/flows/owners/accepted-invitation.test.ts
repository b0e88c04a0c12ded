import { describe, expect, test } from 'vitest';
import { company, csvOf, people } from '../../support/company.ts';

const figma = (...rows: readonly string[]) => csvOf('id,email,username,name', rows);
const OTHERS = ['f1,ben@acme.example,,Ben Okafor', 'f2,cy@acme.example,,Cy Lund'];

/** A company with two people who are invited: one who has left, and a supplier nobody knows. */
async function opened(...rows: readonly string[]) {
  const acme = company({
    roster: people(
      '1,ana@acme.example,,,Ana Ruiz,offboarded',
      '2,ben@acme.example,,,Ben Okafor,active',
      '3,cy@acme.example,,,Cy Lund,active',
    ),
    apps: { figma: figma(...OTHERS, ...rows) },
  });
  const office = acme.open();
  await office.sync();
  const accounts = () =>
    office.values("SELECT id || ' ' || external_id FROM account WHERE gone_at IS NULL ORDER BY id");
  return { acme, office, accounts };
}

describe('somebody who accepts an invitation', () => {
  test('did not leave: the account, its finding and what was decided on it stay', async () => {
    const { acme, office, accounts } = await opened(
      'pending:ana@acme.example,ana@acme.example,,',
      'invited:sup@other.example,sup@other.example,,',
    );
    await office.ask('known figma invited:sup@other.example "a supplier"');
    const findings = () => office.values('SELECT count(*) FROM finding');
    const [before] = findings();
    acme.write(
      'figma.csv',
      figma(...OTHERS, 'u9,ana@acme.example,,Ana Ruiz', 'u10,sup@other.example,,Su Poe'),
    );
    await office.sync();
    expect(accounts()).toEqual(['1 f1', '2 f2', '3 u9', '4 u10']);
    expect(office.values('SELECT count(*) FROM account')).toEqual([4]);
    expect(findings()).toEqual([before]);
    expect(office.values('SELECT count(*) FROM finding WHERE closed_at IS NULL')).toEqual([1]);
    expect(office.values("SELECT account FROM decision WHERE kind = 'known' AND ended_at IS NULL")).toEqual([
      'u10',
    ]);
    expect(office.values("SELECT known FROM account WHERE external_id = 'u10'")).toEqual([1]);
  });

  test('is found by a username where the invitation has no address', async () => {
    const { acme, office, accounts } = await opened('invited:AnaR,,AnaR,');
    acme.write('figma.csv', figma(...OTHERS, '123,,anar,Ana'));
    await office.sync();
    expect(accounts()).toEqual(['1 f1', '2 f2', '3 123']);
  });

  test.each([
    ['the invitation first', ['pending:ana@acme.example,ana@acme.example,,', 'u9,ana@acme.example,,Ana']],
    ['the account first', ['u9,ana@acme.example,,Ana', 'pending:ana@acme.example,ana@acme.example,,']],
  ])('and is invited again has two accounts, %s', async (_, rows) => {
    const { acme, office, accounts } = await opened('pending:ana@acme.example,ana@acme.example,,');
    acme.write('figma.csv', figma(...OTHERS, ...rows));
    const [, read] = await office.sync();
    expect(read?.result.status).toBe('complete');
    expect(accounts()).toHaveLength(4);
    await office.sync();
    expect(accounts()).toHaveLength(4);
  });

  test('whose invitation was taken back is gone', async () => {
    const { acme, office, accounts } = await opened('pending:ana@acme.example,ana@acme.example,,');
    acme.write('figma.csv', figma(...OTHERS));
    await office.sync();
    expect(accounts()).toEqual(['1 f1', '2 f2']);
    acme.write('figma.csv', figma(...OTHERS, 'u9,ana@acme.example,,Ana'));
    await office.sync();
    expect(accounts()).toEqual(['1 f1', '2 f2', '4 u9']);
  });
});
