import { expect, test } from 'vitest';
import { company } from '../../support/company.ts';

const HEADER = 'id,email,name,status,end_date\n';
const ADA = 'E1,ada@acme.example,Ada,active,\n';
const NED = 'E2,ned@acme.example,Ned,active,2026-03-05\n';
const UMA = 'E3,uma@acme.example,Uma,active,2026-03-20\n';
const accounts = (used: string) =>
  `id,email,last_active\nf2,ned@acme.example,${used}\nf3,uma@acme.example,\n`;

function opened(roster: string) {
  const acme = company({ roster, apps: { figma: accounts('2026-03-01') } });
  acme.at('2026-03-02T09:00:00Z');
  return { acme, office: acme.open() };
}

const standing = "SELECT external_id || ' ' || status || ' ' || offboarded FROM account ORDER BY external_id";

test('somebody with a last day who drops out of the list has left once that day is over, and later use is told', async () => {
  const { acme, office } = opened(`${HEADER}${ADA}${NED}${UMA}`);
  await office.sync();
  acme.at('2026-03-09T09:00:00Z');
  acme.write('roster.csv', `${HEADER}${ADA}`);
  acme.write('figma.csv', accounts('2026-03-08T18:00:00Z'));
  await office.sync();
  expect(office.values(standing)).toEqual(['f2 inactive 1', 'f3 inactive 0']);
  expect(office.values('SELECT concern FROM account ORDER BY external_id')).toEqual([
    'active-after-leaving',
    'inactive',
  ]);
  acme.at('2026-03-21T09:00:00Z');
  await office.sync();
  expect(office.values(standing)).toEqual(['f2 inactive 1', 'f3 inactive 1']);
  acme.write('roster.csv', `${HEADER}${ADA}${UMA.replace('2026-03-20', '')}`);
  await office.sync();
  expect(office.values(standing)).toEqual(['f2 inactive 1', 'f3 active 0']);
});

test('a last day passes although the roster cannot be read', async () => {
  const { acme, office } = opened(`${HEADER}${ADA}${NED}${UMA}`);
  await office.sync();
  acme.at('2026-03-09T09:00:00Z');
  acme.write('roster.csv', 'nonsense\n');
  await office.sync();
  expect(office.values(standing)).toEqual(['f2 inactive 1', 'f3 active 0']);
});
