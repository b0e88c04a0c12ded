import { expect, test } from 'vitest';
import { company, linesOf } from '../../support/company.ts';

const HEADER = 'id,email,aliases,usernames,name,status,end_date\n';
const MARA = 'E1,mara.voss@acme.example,m.v@acme.example,mvoss,Mara Voss,active,\n';
const MARRIED = 'E1,mara.lindt@acme.example,,mlindt,Mara Lindt,active,\n';
const IVO = 'E2,ivo.lang@acme.example,,ilang,Ivo Lang,active,\n';

const FIGMA = 'id,email,name\nf1,mara.voss@acme.example,Mara Voss\nf2,ivo.lang@acme.example,\n';

async function opened(figma = FIGMA) {
  const acme = company({
    roster: `${HEADER}${MARA}${IVO}`,
    apps: { figma, github: 'id,username\ng1,mvoss\n' },
  });
  const office = acme.open();
  await office.sync();
  await office.news();
  return { acme, office };
}

const owners = `SELECT external_id || ' ' || coalesce(rule, 'none') || ' ' || coalesce(person, '-') || ' ' || status || ' ' || offboarded
  FROM account WHERE app = (SELECT id FROM source WHERE name = ?) ORDER BY external_id`;

test('somebody who marries keeps their accounts, and is seen when they leave later', async () => {
  const { acme, office } = await opened();
  acme.write('roster.csv', `${HEADER}${MARRIED}${IVO}`);
  await office.sync();
  expect(office.values(owners.replace('?', "'figma'"))).toEqual([
    'f1 earlier-match 1 active 0',
    'f2 email 2 active 0',
  ]);
  expect(office.values(owners.replace('?', "'github'"))).toEqual(['g1 earlier-match 1 active 0']);
  expect(await office.news()).toEqual([]);
  const { json } = await office.ask('why figma f1');
  expect(json).toMatchObject({ person: { name: 'Mara Lindt' } });
  expect((json as { why: string }).why).toMatch(/^earlier address of Mara Lindt, until \d+ \w+$/);
  acme.write('roster.csv', `${HEADER}${MARRIED.replace('active,', 'offboarded,2026-01-31')}${IVO}`);
  await office.sync();
  expect(office.values(owners.replace('?', "'figma'"))[0]).toBe('f1 earlier-match 1 inactive 1');
});

test('an old address given to a newcomer does not give the newcomer the account: both are asked about, at every read, until the address is back', async () => {
  const { acme, office } = await opened();
  const heir = 'E3,mara.voss@acme.example,,,Maya Voss,active,\n';
  acme.write('roster.csv', `${HEADER}${MARRIED}${IVO}${heir}`);
  await office.sync();
  expect(office.values(owners.replace('?', "'figma'"))[0]).toBe('f1 none - unknown 0');
  expect(linesOf(await office.news()).join('\n')).toContain(
    'two people fit Mara Voss (mara.voss@acme.example): Mara Lindt and Maya Voss',
  );
  expect((await office.ask('why figma f1')).json).toMatchObject({
    why: '2 people fit: Mara Lindt and Maya Voss',
  });
  acme.write('figma.csv', FIGMA.replace('Mara Voss', 'Mara L. Voss'));
  await office.sync();
  expect(office.values(owners.replace('?', "'figma'"))[0]).toBe('f1 none - unknown 0');
  acme.write('roster.csv', `${HEADER}${MARA}${IVO}`);
  await office.sync();
  expect(office.values(owners.replace('?', "'figma'"))[0]).toMatch(/^f1 email 1 active/);
  expect(office.values('SELECT value FROM former_identifier WHERE person = 1 ORDER BY 1')).toEqual([
    'mara.lindt@acme.example',
    'mlindt',
  ]);
});

test('an account known by an alias that was taken away is asked about, with its last owner first', async () => {
  const { acme, office } = await opened('id,email\nf1,m.v@acme.example\nf2,ivo.lang@acme.example\n');
  acme.write('roster.csv', `${HEADER}${MARRIED}${IVO}`);
  await office.sync();
  expect(office.values(owners.replace('?', "'figma'"))[0]).toBe('f1 none - unknown 0');
  const { json } = await office.ask('why figma f1');
  expect(json).toMatchObject({ suggestion: { person: { name: 'Mara Lindt' } } });
});

test('a seat under an address with a tag is explained by the earlier address of its owner, with the day', async () => {
  const { acme, office } = await opened(
    'id,email\nf1,mara.voss+figma@acme.example\nf2,ivo.lang@acme.example\n',
  );
  acme.write('roster.csv', `${HEADER}${MARRIED}${IVO}`);
  await office.sync();
  const { json } = await office.ask('why figma f1');
  expect((json as { why: string }).why).toMatch(/^earlier address of Mara Lindt, until \d+ \w+$/);
});

test('an account that was somebody’s is not listed below strangers and guests of longer ago', async () => {
  const header = 'id,email,name,kind\n';
  const strangers =
    'f7,gast@else.example,Gast,guest\nf8,neu@else.example,Neu,\nf9,alt@else.example,Alt,\nf2,ivo.lang@acme.example,,\n';
  const { acme, office } = await opened(`${header}f1,m.v@acme.example,Mara,\n${strangers}`);
  acme.at('2026-03-04T09:00:00Z');
  acme.write('roster.csv', `${HEADER}${MARRIED}${IVO}`);
  await office.sync();
  const listed = ((await office.ask('app figma')).json as { findings: { account: string }[] }).findings;
  expect(listed.map(({ account }) => account)).toEqual(['f1', 'f8', 'f9', 'f7']);
});
