import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normaliseText } from '../../../src/domain/email.ts';
import type { RosterEntry } from '../../../src/domain/roster-index/roster-entry.ts';
import { rosterIndex } from '../../../src/domain/roster-index/roster-index.ts';
import { openStore, type Store } from '../../../src/store/db/open.ts';
import { addByHand, personIntake } from '../../../src/store/intake/person-intake.ts';
import { peopleCarrying } from '../../../src/store/people/alias-lookup.ts';
import { rosterEntries } from '../../../src/store/people/people.ts';
import { rosterEntriesNear } from '../../../src/store/people/people-near.ts';
import { beginRun } from '../../../src/store/sources/runs.ts';
import { ensureSource } from '../../../src/store/sources/sources.ts';
import { person } from '../../support/build.ts';
import { accounts, company, type Office, people } from '../../support/company.ts';
import { folder } from '../../support/folder.ts';

/** Few enough that people share them; addresses are stored as they are compared, usernames as the roster writes them. */
const ADDRESSES = ['ada@acme.example', 'a.k@acme.example', 'kim@acme.example', 'josé@acme.example'];
const USERNAMES = ['ada', 'Ada', 'ADA', 'ada@acme.example', 'Kim.Lee', 'kim.lee', '00042', '42', 'José'];
const SAME_LOOK = ['jose\u0301', 'ＪＯＳÉ', 'İnci', 'i\u0307nci', 'STRASSE', 'straße'];
const KEYS = [...new Set([...ADDRESSES, ...USERNAMES, ...SAME_LOOK].map(normaliseText))];
const username = fc.constantFrom(...USERNAMES, ...SAME_LOOK);

const somebody = fc.record({
  email: fc.option(fc.constantFrom(...ADDRESSES)),
  aliases: fc.uniqueArray(fc.constantFrom(...ADDRESSES), { maxLength: 3 }),
  usernames: fc.uniqueArray(username, { maxLength: 3 }),
  sealed: fc.boolean(),
});
type Somebody = typeof somebody extends fc.Arbitrary<infer T> ? T : never;

/** People who are there, and people of a read that is no picture yet. */
function storeOf(everybody: readonly Somebody[]): Store {
  const store = openStore(`${folder()}/seatkeeper.db`);
  const hand = ensureSource(store, 'roster', 'hand').id;
  const hr = ensureSource(store, 'roster', 'hr').id;
  const intake = personIntake(store, hr, beginRun(store, hr, '2026-03-02T09:00:00Z'), null);
  for (const [at, { sealed, ...facts }] of everybody.entries()) {
    const record = person({ ...facts, id: `p${at}` });
    if (sealed) store.write(() => addByHand(store, hand, record, 'active', '2026-03-02'));
    else intake.add(record.id, intake.values(record, 'active'), null);
  }
  return store;
}

/** A plain walk over everybody, as the specification of a look-up says it. */
function carriersOf(everybody: readonly RosterEntry[], key: string): number[] {
  return everybody
    .filter(({ aliases, usernames }) => [...aliases, ...usernames].some((own) => normaliseText(own) === key))
    .map(({ ref }) => ref);
}

describe('who carries an alias or a username', () => {
  test('is found whoever they are: nobody is missed that a walk over everybody finds', () => {
    fc.assert(
      fc.property(fc.array(somebody, { maxLength: 12 }), (made) => {
        const store = storeOf(made);
        const everybody = [...rosterEntries(store)];
        for (const key of KEYS)
          expect(peopleCarrying(store, [key]), key).toEqual(
            expect.arrayContaining(carriersOf(everybody, key)),
          );
        store.close();
      }),
    );
  });

  test('is matched among those near as among everybody, and nobody who is not there yet is', () => {
    fc.assert(
      fc.property(fc.array(somebody, { maxLength: 12 }), fc.subarray(KEYS), (made, several) => {
        const store = storeOf(made);
        const everybody = [...rosterEntries(store)];
        const all = rosterIndex(everybody);
        const refs = everybody.slice(0, 1).map(({ ref }) => ref);
        for (const keys of [several, ...KEYS.map((key) => [key])]) {
          const near = rosterEntriesNear(store, keys, refs);
          expect(everybody).toEqual(expect.arrayContaining([...near]));
          const some = rosterIndex(near);
          for (const key of keys)
            for (const by of ['byPrimary', 'byAddress', 'byUsername'] as const)
              expect(some[by](key), `${by} ${key}`).toEqual(all[by](key));
          for (const ref of refs) expect(some.byRef(ref)).toEqual(all.byRef(ref));
        }
        store.close();
      }),
    );
  });

  test('is one among thousands, and hardly anybody else comes along', () => {
    const store = openStore(`${folder()}/seatkeeper.db`);
    const hand = ensureSource(store, 'roster', 'hand').id;
    const refs = store.write(() =>
      Array.from({ length: 3000 }, (_, n) => {
        const record = person({ id: `p${n}`, aliases: [`a${n}@acme.example`], usernames: [`U${n}`] });
        return addByHand(store, hand, record, 'active', '2026-03-02');
      }),
    );
    let more = 0;
    for (const [n, ref] of refs.entries())
      for (const key of [`a${n}@acme.example`, `u${n}`]) {
        const found = peopleCarrying(store, [key]);
        expect(found).toContain(ref);
        more += found.length - 1;
      }
    expect(more).toBeLessThan(10);
    expect(new Set(peopleCarrying(store, ['u1', 'u2', 'a2@acme.example']))).toEqual(
      new Set([refs[1], refs[2]]),
    );
    store.close();
  });
});

describe('the same open store knows at once', () => {
  const ADA = '1,ada@acme.example,,,Ada';
  const BEN = '2,ben@acme.example,ben.old@acme.example,bb7,Ben';

  const carrying = (office: Office, ...keys: string[]) =>
    rosterEntriesNear(office.context.store, keys, []).map(({ name }) => name);

  async function opened(roster: readonly string[] = [ADA, BEN], app = accounts('f1,ada@acme.example')) {
    const acme = company({ roster: people(...roster), apps: { figma: app } });
    const office = acme.open({ lasting: true });
    await office.sync();
    return { acme, office };
  }

  test('whom a roster read brings', async () => {
    const { acme, office } = await opened();
    expect(carrying(office, 'ben.old@acme.example')).toEqual(['Ben']);
    expect(carrying(office, 'c.c@acme.example', 'cc9')).toEqual([]);
    acme.write('roster.csv', people(ADA, BEN, '3,cleo@acme.example,c.c@acme.example,CC9,Cleo'));
    await office.sync('csv');
    expect(carrying(office, 'c.c@acme.example')).toEqual(['Cleo']);
    expect(carrying(office, 'cc9')).toEqual(['Cleo']);
  });

  test('a changed alias: the old one finds nobody, the new one its person', async () => {
    const { acme, office } = await opened();
    expect(carrying(office, 'ben.old@acme.example', 'bb7')).toEqual(['Ben']);
    acme.write('roster.csv', people(ADA, '2,ben@acme.example,ben.new@acme.example,bb8,Ben'));
    await office.sync('csv');
    expect(carrying(office, 'ben.old@acme.example', 'bb7')).toEqual([]);
    expect(carrying(office, 'ben.new@acme.example')).toEqual(['Ben']);
    expect(carrying(office, 'bb8')).toEqual(['Ben']);
  });

  test('an alias that another process read', async () => {
    const { acme, office } = await opened();
    expect(carrying(office, 'ben.new@acme.example')).toEqual([]);
    acme.write('roster.csv', people(ADA, '2,ben@acme.example,ben.new@acme.example,bb7,Ben'));
    const beside = acme.open();
    await beside.sync('csv');
    beside.close();
    expect(carrying(office, 'ben.new@acme.example')).toEqual(['Ben']);
  });

  test('somebody who was added by hand, and the roster record that takes over', async () => {
    const { acme, office } = await opened(
      [ADA, BEN],
      accounts('f1,ada@acme.example', 'f2,cleo@else.example'),
    );
    expect(carrying(office, 'cleo@else.example')).toEqual([]);
    const added = await office.ask('add figma f2 name:Cleo');
    expect(added.ok, added.message.summary).toBe(true);
    expect(carrying(office, 'cleo@else.example')).toEqual(['Cleo']);
    acme.write('roster.csv', people(ADA, BEN, '3,cleo@acme.example,cleo@else.example,,Cleo Diaz'));
    await office.sync('csv');
    expect(carrying(office, 'cleo@else.example')).toEqual(['Cleo Diaz']);
  });

  test('what `why` says: nobody has the alias, two share it, one has it', async () => {
    const { acme, office } = await opened([ADA, BEN], accounts('f1,ada@acme.example', 'f2,b.b@acme.example'));
    const why = async () => (await office.ask('why figma f2')).message.summary;
    expect(await why()).toContain('nobody has this address');
    const shared = people(
      ADA,
      '2,ben@acme.example,b.b@acme.example,,Ben',
      '3,bob@acme.example,b.b@acme.example,,Bob',
    );
    acme.write('roster.csv', shared);
    await office.sync('csv');
    expect(await why()).toContain('2 people fit: Ben and Bob');
    acme.write('roster.csv', people(ADA, BEN, '3,bob@acme.example,b.b@acme.example,,Bob'));
    await office.sync('csv');
    expect(await why()).toContain('belongs to Bob');
    acme.write('roster.csv', people(ADA, BEN, '3,bob@acme.example,,,Bob'));
    await office.sync('csv');
    expect(await why()).toContain('nobody has this address');
  });
});

test('an account finds its owner again whose username the roster writes with other code points of the same look', async () => {
  const acme = company({
    roster: people('1,jose@acme.example,,jose\u0301,José', '2,ben@acme.example,,,Ben'),
    apps: { figma: accounts('f1,,,jos\u00e9,José') },
  });
  const office = acme.open();
  await office.sync();
  const owner = () =>
    office.values('SELECT person.name FROM account JOIN person ON person.id = account.person');
  expect(owner()).toEqual(['José']);
  await office.press({ type: 'link', app: 'figma', account: 'f1', person: 2 });
  expect(owner()).toEqual(['Ben']);
  await office.press({ type: 'unlink', app: 'figma', account: 'f1' });
  expect(owner()).toEqual(['José']);
});
