import { describe, expect, test } from 'vitest';
import type { Answer } from '../../../src/commands/command.ts';
import { accounts, company, people } from '../../support/company.ts';
import { printed, seen as shown } from '../desk.ts';

const seen = (answer: Answer) => shown(answer).replace(/\s+/g, ' ');

const STAFF = people(
  '1,grace.mbeki@acme.example,,,Grace Mbeki,active',
  '2,zoe@acme.example,,,Zoë Dubois,active',
  '3,hakim@acme.example,,,Akim Roth,active',
  '4,kimura@acme.example,,,Ben Kimura,active',
  '5,kl@acme.example,,,Lee Kim,active',
  '6,kb@acme.example,,,Kim Berg,active',
);

async function opened(figma: readonly string[], zoom: readonly string[] = [], roster = STAFF) {
  const acme = company({
    roster,
    apps: { figma: accounts(...figma), zoom: accounts(...zoom, 'z9,zoe@acme.example') },
  });
  const office = acme.open();
  await office.sync();
  return { office, who: (word: string) => office.ask(`who ${word}`) };
}

describe('who, for what is an account and no person', () => {
  test('says so instead of "nobody", with the command that explains it', async () => {
    const { who } = await opened(['f1,grace.mbeky@acme.example', 'f2,,,tnovotny']);
    const answer = await who('grace.mbeky@acme.example');
    expect(seen(answer)).toContain('That is an unknown account in Figma: why figma grace.mbeky@acme.example');
    expect(answer.ok).toBe(false);
    expect(answer.message.buttons).toEqual([
      { label: 'Why?', command: 'why figma grace.mbeky@acme.example' },
    ]);
    expect(printed(answer)).toEqual({
      person: null,
      accounts: [{ app: 'figma', account: 'f1', status: 'unknown' }],
    });
    expect(seen(await who('tnovotny'))).toContain('That is an unknown account in Figma: why figma tnovotny');
  });

  test('names every app that has it, and one that is known', async () => {
    const { office, who } = await opened(['f1,bot@acme.example'], ['z1,bot@acme.example']);
    await office.ask('known zoom z1 "our bot"');
    expect(seen(await who('bot@acme.example'))).toContain(
      'That is an unknown account in Figma: why figma bot@acme.example and an account that is marked as known in Zoom: why zoom bot@acme.example',
    );
  });

  test('shows the owner of an account that is asked for by its username', async () => {
    const { who } = await opened(['f1,grace.mbeki@acme.example,,gmb']);
    expect(seen(await who('gmb'))).toContain('Grace Mbeki is active');
  });

  test('still says "nobody" where there is no such account', async () => {
    const { who } = await opened([]);
    expect(seen(await who('grace.mbekx@acme.example'))).toContain('Nobody in the roster has');
  });
});

describe('who, by name', () => {
  test('folds accents and does not mind the order of the words', async () => {
    const { who } = await opened([]);
    for (const word of ['Zoe Dubois', 'zoë dubois', 'Dubois Zoe', 'zoe dub'])
      expect(seen(await who(word)), word).toContain('Zoë Dubois is active');
  });

  test('names whole words before beginnings, and those before parts', async () => {
    const { who } = await opened([]);
    expect(seen(await who('kim'))).toMatch(/Kim Berg .*Lee Kim .*Ben Kimura .*Akim Roth/);
  });
});

describe('two people who share an address by a slip', () => {
  const shared = people('1,ana@acme.example,,,Ana Ruiz,active', '2,ana@acme.example,,,Ben Okafor,active');

  test('are both shown, and neither is taken for the other', async () => {
    const { office, who } = await opened(['f1,ana@acme.example'], [], shared);
    const answer = await who('ana@acme.example');
    const text = seen(answer);
    expect(text).toContain('Two people have the address ana@acme.example: Ana Ruiz and Ben Okafor.');
    expect(text).toContain('Ana Ruiz is active');
    expect(text).toContain('Ben Okafor is active');
    expect(printed(answer)).toMatchObject({
      people: [{ person: { id: '1' } }, { person: { id: '2' } }],
    });
    const linked = await office.ask('link figma f1 ana@acme.example');
    expect(linked.ok).toBe(false);
    expect(seen(linked)).toContain('Ana Ruiz (1), Ben Okafor (2). Name one by the id in brackets.');
    expect((await office.ask('link figma f1 2')).ok).toBe(true);
  });

  test('are named in the alert, which offers both, instead of "nobody knows"', async () => {
    const acme = company({
      roster: people('1,ana@acme.example,,,Ana Ruiz,active', '2,ben@acme.example,,,Ben Okafor,active'),
      apps: { figma: accounts('f1,ana@acme.example') },
    });
    const office = acme.open();
    await office.sync();
    await office.news();
    acme.at('2026-03-03T09:00:00Z');
    acme.write('roster.csv', shared);
    await office.sync();
    const said = (await office.news()).at(-1);
    const text = JSON.stringify(said?.message);
    expect(said?.message.summary).toContain('two people fit ana@acme.example: Ana Ruiz and Ben Okafor');
    expect(text).not.toContain('nobody knows');
    expect(text).toContain('Link to Ana Ruiz');
    expect(text).toContain('Link to Ben Okafor');
  });
});

describe('who, for an address that was given to one person after the other', () => {
  const REUSED = people(
    '1,jo.lund@acme.example,,,Jo Lund,offboarded,2016-03-01,2021-04-30',
    '2,jo.lund@acme.example,,,Joanna Lundqvist,active,2024-09-01,',
  );

  test('shows who has it, and does not hide who had it before', async () => {
    const { who } = await opened(['f1,jo.lund@acme.example'], [], REUSED);
    const text = seen(await who('jo.lund@acme.example'));
    expect(text).toContain('Joanna Lundqvist is active');
    expect(text).toContain('Jo Lund (1) had this address before. To see that record: who 1.');
    expect(seen(await who('1'))).toContain('Jo Lund left on 30 Apr 2021');
    expect(seen(await who('2'))).not.toContain('had this address before');
  });

  test('names the ids of both where a name fits both, because their address would not tell them apart', async () => {
    const { who } = await opened([], [], REUSED);
    expect(seen(await who('jo'))).toContain(
      'Jo Lund (jo.lund@acme.example, 1), Joanna Lundqvist (jo.lund@acme.example, 2). Name one by address or by id.',
    );
  });
});

test('who leads from somebody who came back to the record that vanished by its id, because both have one address', async () => {
  const roster = (id: string, rest: string) =>
    people(`${id},raul@acme.example,,,Raúl Soto,${rest}`, '2,zoe@acme.example,,,Zoë Dubois,active,,');
  const acme = company({
    roster: roster('1', 'active,2018-08-01,2026-02-20'),
    apps: { figma: accounts('f1,raul@acme.example') },
  });
  const office = acme.open();
  await office.sync();
  acme.at('2026-03-03T09:00:00Z');
  acme.write('roster.csv', people('2,zoe@acme.example,,,Zoë Dubois,active,,'));
  await office.sync();
  acme.at('2026-03-09T09:00:00Z');
  acme.write('roster.csv', roster('9', 'active,2026-03-09,'));
  await office.sync();
  const text = seen(await office.ask('who "Raúl Soto"'));
  expect(text).toContain('Raúl Soto is active');
  const led = /To see that record: (who \S+)\./.exec(text)?.[1] ?? 'nothing';
  expect(led).toBe('who 1');
  expect(seen(await office.ask(led))).toContain('Raúl Soto left on 20 Feb');
});
