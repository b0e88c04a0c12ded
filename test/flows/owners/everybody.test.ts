import { expect, test } from 'vitest';
import { openEverybody } from '../../../src/flows/owners/everybody.ts';
import { ENTRY_COLUMNS } from '../../../src/store/people/people.ts';
import { accounts, company, people, seats, staff } from '../../support/company.ts';

test('the roster is indexed once for all apps of a sync, and again when people have changed in between', async () => {
  const acme = company({
    roster: people(...staff(3)),
    apps: { figma: accounts(...seats(3)), zoom: accounts(...seats(3)) },
  });
  const office = acme.open();
  await office.sync();
  const everybody = openEverybody(office.context);
  const before = everybody();
  expect(before.byPrimary('p3@acme.example')).toHaveLength(1);
  expect(everybody()).toBe(before);
  acme.write('roster.csv', people(...staff(3), 'E9,eva@acme.example,,,Eva,active'));
  await office.sync();
  expect(everybody()).not.toBe(before);
  expect(everybody().byPrimary('eva@acme.example')).toHaveLength(1);
});

test('a first sync reads everybody once, however many apps it reads', async () => {
  const reads: string[] = [];
  const office = company({
    roster: people(...staff(3)),
    apps: { figma: accounts(...seats(3)), zoom: accounts(...seats(3)), miro: accounts(...seats(3)) },
  }).open({
    onStatement: (sql) => {
      if (sql.startsWith(`SELECT ${ENTRY_COLUMNS} FROM person WHERE`)) reads.push(sql);
    },
  });
  await office.sync();
  expect(reads).toHaveLength(1);
});

test('the index is dropped once every app has been read, and built again if anybody still asks', async () => {
  const acme = company({ roster: people(...staff(3)), apps: { figma: accounts(...seats(3)) } });
  const office = acme.open();
  await office.sync();
  const everybody = openEverybody(office.context, 2);
  const before = everybody();
  everybody.leave();
  expect(everybody()).toBe(before);
  everybody.leave();
  expect(everybody()).not.toBe(before);
  expect(everybody().byPrimary('p3@acme.example')).toHaveLength(1);
});
