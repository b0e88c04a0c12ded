import { expect, test } from 'vitest';
import { accounts, company, csvOf, type Office, range } from '../../support/company.ts';
import { printed, ROSTER, seen } from '../desk.ts';

const YAML = `groups:
  Everyone: [zoom]
  Platform: { apps: [figma], groups: [Engineering], members: [dan@acme.example] }
`;

const PEOPLE = [
  '1,ada@acme.example,,,Ada Keller,active,Design,,Everyone;Engineering',
  '2,ben@acme.example,,,Ben Okafor,offboarded,Sales,,Everyone;Engineering,,2026-02-20',
  '3,cleo@acme.example,,,Cleo Park,on-leave,Design,,Everyone;Engineering',
  '4,dan@acme.example,,,Dan Roth,active,Sales,,Everyone',
  '5,eva@acme.example,,,Eva Lind,starting,Sales,,Everyone',
  '6,finn@acme.example,,,Finn Moe,active,Sales',
];

function acme(yaml = YAML, roster: readonly string[] = PEOPLE) {
  return company({
    roster: csvOf(ROSTER, roster),
    apps: {
      figma: accounts(
        'f1,ada@acme.example',
        'f2,ben@acme.example',
        'f5,eva@acme.example,,,,active',
        'f6,finn@acme.example,,,,deactivated',
        'f7,nobody@else.example',
      ),
      zoom: accounts('z6,finn@acme.example', 'z4,dan@acme.example', 'z4b,dan+2@acme.example'),
    },
    yaml,
  });
}

async function opened(yaml?: string, roster?: readonly string[]): Promise<Office> {
  const office = acme(yaml, roster).open();
  await office.sync();
  return office;
}

const names = async (office: Office, question: string) =>
  (printed(await office.ask(question)) as { person: { name: string } }[]).map(({ person }) => person.name);

test('members of an inner group should have what the outer group grants: Engineering is in Platform', async () => {
  const office = await opened();
  expect(printed(await office.ask('groups figma'))).toEqual({
    app: 'figma',
    grantedBy: ['Platform'],
    inner: ['Engineering'],
    granted: 3,
    covered: 1,
    missing: 2,
    without: 1,
  });
  expect(await names(office, 'groups figma list:missing')).toEqual(['Cleo Park', 'Dan Roth']);
  expect(await names(office, 'groups figma list:without')).toEqual(['Eva Lind']);
  expect(await names(office, 'groups figma list:granted')).toEqual(['Ada Keller']);
  expect(await names(office, 'groups zoom list:without')).toEqual(['Finn Moe']);
});

test('people who left should have nothing, so no list names them', async () => {
  const office = await opened();
  for (const list of ['missing', 'without', 'granted'])
    expect(await names(office, `groups figma list:${list}`)).not.toContain('Ben Okafor');
});

test.each([
  ['groups', 'groups'],
  ['groups-app', 'groups figma'],
  ['groups-group', 'groups Engineering'],
])('the text answer to %s', async (name, question) => {
  const office = await opened();
  await expect(seen(await office.ask(question))).toMatchFileSnapshot(`../golden/${name}.txt`);
});

test('a group shows what it grants, what it inherits from parent groups, and its members, inner groups included', async () => {
  const office = await opened();
  expect(printed(await office.ask('groups Platform'))).toMatchObject({
    grants: ['figma'],
    contains: ['Engineering'],
    people: [{ name: 'Ada Keller' }, { name: 'Cleo Park' }, { name: 'Dan Roth' }],
  });
  expect(printed(await office.ask('groups engineering'))).toMatchObject({
    group: 'Engineering',
    grants: [],
    inherits: [{ app: 'figma', from: 'Platform' }],
    isIn: ['Platform'],
  });
});

const ADA = { grantedBy: ['Platform'], grantPaths: ['Platform (Engineering)'] };

test('access and who name the granting group, and the inner group through which a person has it', async () => {
  const office = await opened();
  expect(printed(await office.ask('access figma email:ada'))).toMatchObject([ADA]);
  expect(seen(await office.ask('access figma email:ada'))).toContain('Platform (Engineering)');
  expect(printed(await office.ask('who ada@acme.example'))).toMatchObject({
    accounts: [{ app: 'figma', ...ADA }],
  });
});

const ids = async (office: Office, question: string) =>
  (printed(await office.ask(question)) as { account: string }[]).map(({ account }) => account).join(' ');

test('access group:none and groups list:without agree, and people who left are granted nothing anywhere', async () => {
  const office = await opened();
  // Asked by the outer group that grants, and by the inner one through which it does.
  expect(await ids(office, 'access figma group:Platform')).toBe('f1');
  expect(await ids(office, 'access figma group:engineering')).toBe('f1');
  expect(await ids(office, 'access figma group:none')).toBe('f2 f5 f6 f7');
  expect(await ids(office, 'access figma group:none status:active state:active')).toBe('f5');
  expect(await names(office, 'groups figma list:without')).toEqual(['Eva Lind']);
  expect(printed(await office.ask('who ben@acme.example'))).toMatchObject({
    accounts: [{ account: 'f2', grantedBy: [], grantPaths: [] }],
  });
  expect(await ids(office, 'access figma sort:granted_by')).toBe('f1 f2 f5 f6 f7');
  expect(seen(await office.ask('columns figma'))).toMatch(/granted_by +text +1 /);
});

test('groups of a second roster source grant the same in access as in groups', async () => {
  const acme = company({
    roster: csvOf(ROSTER, ['1,ada@acme.example,,,Ada Keller,active,Design']),
    apps: { figma: accounts('f1,ada@acme.example') },
    yaml: 'groups: { Design: [figma] }\n',
  });
  acme.write('second.csv', csvOf(ROSTER, ['x1,ada@acme.example,,,Ada K,active,,,Design']));
  acme.configure((yaml) =>
    yaml.replace('roster: [', 'roster: [{ source: csv, id: second, file: second.csv }, '),
  );
  const office = acme.open();
  await office.sync();
  expect(printed(await office.ask('groups figma'))).toMatchObject({ granted: 1, covered: 1, without: 0 });
  expect(await ids(office, 'access figma group:Design')).toBe('f1');
  expect(printed(await office.ask('access figma'))).toMatchObject([{ grantedBy: ['Design'] }]);
});

test('missing and ungranted access is counted in the app view and the digest, and never raises an alert', async () => {
  const office = await opened();
  expect(seen(await office.ask('app figma')).replace(/\s+/g, ' ')).toContain(
    '1 of 3 people who should have access has it; 2 are missing it; 1 account of people who work here is not granted by any group. To list them: groups figma',
  );
  expect(printed(await office.ask('app figma'))).toMatchObject({
    drift: { granted: 3, covered: 1, without: 1 },
  });
  expect(seen(await office.ask('digest'))).toContain(
    'Groups: 5 lack an app that a group grants, 2 have one that no group grants',
  );
  for (const { message } of await office.news()) expect(JSON.stringify(message)).not.toMatch(/group/i);
});

test('a change in the roster, in the app or by an admin shows at once', async () => {
  const setting = acme();
  const office = setting.open();
  await office.sync();
  await office.ask('link figma f7 cleo@acme.example');
  expect(printed(await office.ask('groups figma'))).toMatchObject({ covered: 2, missing: 1 });
  setting.write(
    'roster.csv',
    csvOf(
      ROSTER,
      PEOPLE.map((row) => row.replace('Sales,,Everyone', 'Sales,,Everyone;Engineering')),
    ),
  );
  await office.sync();
  expect(printed(await office.ask('groups figma'))).toMatchObject({ granted: 4, covered: 3, without: 0 });
});

test('a person removed from a group in seatkeeper.yaml is out of it after the next sync', async () => {
  const setting = acme();
  const office = setting.open();
  await office.sync();
  office.close();
  setting.configure((yaml) => yaml.replace(', members: [dan@acme.example]', ''));
  const again = setting.open();
  await again.sync();
  expect(await names(again, 'groups figma list:missing')).toEqual(['Cleo Park']);
});

test('an app that no group grants has no drift, and groups shows how to change that', async () => {
  const office = await opened('groups: { Everyone: [zoom] }');
  expect((await office.ask('groups figma')).message.summary).toBe(
    'No group grants Figma, so nobody is expected to have it. Add groups: { <group>: [figma] } to seatkeeper.yaml.',
  );
  expect(printed(await office.ask('app figma'))).toMatchObject({ drift: null });
  expect(seen(await office.ask('digest'))).not.toContain('Groups: Figma');
});

test('a person in two sources counts once, with the groups of both records', async () => {
  const setting = acme(YAML, [
    '1,ada@acme.example,,,Ada Keller,active,Design',
    '4,dan@acme.example,,,Dan Roth,active,Sales',
  ]);
  setting.write(
    'directory.csv',
    csvOf(ROSTER, [
      'd1,ada@acme.example,,,Ada Keller,active,,,Engineering',
      'd4,dan@acme.example,,,Dan Roth,active',
    ]),
  );
  setting.configure((yaml) =>
    yaml.replace('roster: [', 'roster: [{ source: csv, id: directory, file: directory.csv }, '),
  );
  const office = setting.open();
  await office.sync();
  expect(printed(await office.ask('groups figma'))).toMatchObject({ granted: 2, covered: 1, without: 0 });
  expect(await names(office, 'groups figma list:missing')).toEqual(['Dan Roth']);
  expect(printed(await office.ask('groups'))).toMatchObject({
    groups: expect.arrayContaining([expect.objectContaining({ group: 'Platform', people: 2 })]),
  });
});

test('an address under members that is not in the roster is reported', async () => {
  const office = await opened(YAML.replace('dan@', 'dann@'));
  expect(seen(await office.ask('groups'))).toContain(
    'seatkeeper.yaml puts dann@acme.example into groups, but nobody in the roster has that address.',
  );
});

test('lists are shown in pages, and printed completely as JSON', async () => {
  const office = await opened(
    YAML,
    range(60).map((n) => `${n},p${n}@acme.example,,,Person ${n},active,,,Everyone;Engineering`),
  );
  const first = await office.ask('groups figma list:missing');
  expect(first.message.summary).toBe('Figma: 60 people in a granting group without access. Page 1 of 3.');
  expect(first.message.buttons).toEqual([
    { label: 'Next page', command: 'groups figma list:missing page:2' },
  ]);
  expect(seen(await office.ask('groups figma list:missing page:3'))).toContain('Person 60');
  expect(await names(office, 'groups figma list:missing')).toHaveLength(60);
  expect(seen(await office.ask('groups Everyone page:3'))).toContain('Person 60');
});

test.each([
  ['groups figme', 'There is no app and no group "figme". Did you mean figma? To list them: groups'],
  ['groups figma list:mising', 'list:mising is not known. Did you mean list:missing?'],
  ['groups figma page:0', 'page must be a whole number above 0, not "0".'],
])('%s is rejected with an explanation', async (question, why) => {
  const answered = await (await opened()).ask(question);
  expect(answered.ok).toBe(false);
  expect(answered.message.summary).toContain(why);
});

test('an app that lacks nobody shows no heading above an empty list', async () => {
  const office = await opened('groups: { Everyone: [zoom] }\n', [
    '4,dan@acme.example,,,Dan Roth,active,Sales,,Everyone',
    '6,finn@acme.example,,,Finn Moe,active,Sales',
  ]);
  const text = seen(await office.ask('groups zoom'));
  expect(text).toContain('Zoom: 1 of 1 person who should have access has it.');
  expect(text).not.toContain('Should have access, but do not');
  expect(text).toContain('Have an account that no group grants:');
});
