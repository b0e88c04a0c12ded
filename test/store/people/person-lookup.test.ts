import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normaliseText } from '../../../src/domain/email.ts';
import type { PersonRecord } from '../../../src/domain/person.ts';
import { rosterIndex } from '../../../src/domain/roster-index/roster-index.ts';
import { openStore, type Store } from '../../../src/store/db/open.ts';
import { addByHand } from '../../../src/store/intake/people-by-hand.ts';
import { applyPersonChanges } from '../../../src/store/intake/person-changes.ts';
import { dropPersonIntake, personIntake } from '../../../src/store/intake/person-intake.ts';
import { rosterEntries } from '../../../src/store/people/people.ts';
import { rosterEntriesNear } from '../../../src/store/people/people-near.ts';
import { peopleCalled } from '../../../src/store/people/person-search.ts';
import { beginRun } from '../../../src/store/sources/runs.ts';
import { ensureSource } from '../../../src/store/sources/sources.ts';
import { person } from '../../support/build.ts';
import { accounts, company, type Office, people } from '../../support/company.ts';
import { folder } from '../../support/folder.ts';

/** So few that people share them; addresses are stored normalised, usernames as the roster writes them. */
const ADDRESSES = ['ada@acme.example', 'a.k@acme.example', 'kim@acme.example', 'josé@acme.example'];
const USERNAMES = ['ada', 'Ada', 'ADA', 'ada@acme.example', 'Kim.Lee', 'kim.lee', '00042', '42', 'José'];
const SAME_LOOK = ['jose\u0301', 'ＪＯＳÉ', 'İnci', 'i\u0307nci', 'STRASSE', 'straße'];
/** White space around and inside; `trim` strips each of these but the last, and SQLite's own `trim` only the space. */
const SPACED = [' ', '\t', '\n', '\v', '\f', '\r', '\u00a0', '\u2003', '\ufeff', '\u0000'].map(
  (space) => `${space}Ada${space}`,
);
const KEYS = [...new Set([...ADDRESSES, ...USERNAMES, ...SAME_LOOK, ...SPACED].map(normaliseText))];
const username = fc.constantFrom(...USERNAMES, ...SAME_LOOK, ...SPACED);

const anyPerson = fc.record({
  email: fc.option(fc.constantFrom(...ADDRESSES)),
  aliases: fc.uniqueArray(fc.constantFrom(...ADDRESSES), { maxLength: 3 }),
  usernames: fc.uniqueArray(username, { maxLength: 3 }),
  sealed: fc.boolean(),
});
type AnyPerson = typeof anyPerson extends fc.Arbitrary<infer T> ? T : never;

/** Visible people, and people of a read that is not sealed yet. */
function storeOf(everybody: readonly AnyPerson[]): Store {
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

/** The rows that `person_lookup` should hold, computed from the records of visible people. */
function rowsFromRecords(store: Store): string[] {
  const visible = store.sqlite.prepare(
    'SELECT id, email, aliases, usernames FROM person WHERE first_run <= (SELECT sealed_run FROM source WHERE source.id = person.source)',
  );
  const rows = new Set<string>();
  for (const { id, email, aliases, usernames } of visible.all() as Record<string, string>[])
    for (const [kind, list] of Object.entries({ alias: aliases, username: usernames }))
      for (const text of JSON.parse(list ?? '[]') as string[])
        if (normaliseText(text) !== email) rows.add(JSON.stringify([normaliseText(text), Number(id), kind]));
  return [...rows].sort();
}

function storedRows(store: Store): string[] {
  const rows = store.sqlite.prepare('SELECT value, person, kind FROM person_lookup').raw().all();
  return rows.map((row) => JSON.stringify(row)).sort();
}

describe('looking people up by alias or username', () => {
  test('finds exactly the people that a scan of all people finds', () => {
    fc.assert(
      fc.property(fc.array(anyPerson, { maxLength: 12 }), (made) => {
        const store = storeOf(made);
        expect(storedRows(store)).toEqual(rowsFromRecords(store));
        const everybody = [...rosterEntries(store)];
        for (const key of KEYS) {
          const having = everybody.filter(({ email, aliases, usernames }) =>
            [email, ...aliases, ...usernames].some((own) => own !== null && normaliseText(own) === key),
          );
          const found = peopleCalled(store, key, 100).map(({ ref }) => ref);
          expect(found.sort(), key).toEqual(having.map(({ ref }) => ref).sort());
        }
        store.close();
      }),
    );
  });

  test('gives the same match from the people near an account as from all people, and ignores a read that is not sealed', () => {
    fc.assert(
      fc.property(fc.array(anyPerson, { maxLength: 12 }), fc.subarray(KEYS), (made, several) => {
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
});

describe('the rows of a read', () => {
  const TODAY = '2026-03-02';

  function roster(count: number) {
    const store = openStore(`${folder()}/seatkeeper.db`);
    const hr = ensureSource(store, 'roster', 'hr').id;
    const read = (facts: (n: number) => Partial<PersonRecord>) => {
      const run = beginRun(store, hr, '2026-03-02T09:00:00Z');
      const intake = personIntake(store, hr, run, null);
      const changed: number[] = [];
      const take = (n: number) => {
        const record = person({ id: `p${n}`, email: `p${n}@acme.example`, ...facts(n) });
        const values = intake.values(record, 'active');
        const before = intake.before(record.id);
        if (before === null) changed.push(intake.add(record.id, values, null) ?? 0);
        else if (before.fingerprint !== values.at(-1)) {
          intake.change(before.ref, values);
          changed.push(before.ref);
        }
      };
      store.write(() => {
        for (let n = 0; n < count; n++) take(n);
      });
      const seal = () =>
        store.write(() => {
          applyPersonChanges(store, { run, changed, today: TODAY });
          store.sqlite.prepare('UPDATE source SET sealed_run = ? WHERE id = ?').run(run, hr);
        });
      return { run, seal };
    };
    return { store, hr, read };
  }

  test.each([3, 1500])(
    'follow the records of %i people through reads that add, change and keep them',
    (count) => {
      const { store, read } = roster(count);
      const check = () => expect(storedRows(store)).toEqual(rowsFromRecords(store));
      read((n) => ({ aliases: [`a${n}@acme.example`], usernames: [`U${n}`, 'Ünal'] })).seal();
      expect(storedRows(store)).toHaveLength(3 * count);
      check();
      read((n) => ({ aliases: n % 2 === 0 ? [] : [`b${n}@acme.example`], usernames: ['u1'] })).seal();
      check();
      // The old alias is the address now, and needs no row.
      read((n) => ({ email: `b${n}@acme.example`, aliases: [`b${n}@acme.example`], usernames: [] })).seal();
      expect(storedRows(store)).toEqual([]);
      check();
      read((n) => ({ aliases: [`b${n}@acme.example`], usernames: [] })).seal();
      expect(storedRows(store)).toHaveLength(count);
      check();
      store.close();
    },
  );

  test.each([...SPACED, ' \r\n\tAda Lovelace\t '])('keep no stale row of the username %j', (username) => {
    const { store, read } = roster(1);
    read(() => ({ usernames: [username] })).seal();
    expect(storedRows(store)).toEqual(rowsFromRecords(store));
    read(() => ({ usernames: [] })).seal();
    expect(storedRows(store)).toEqual([]);
    store.close();
  });

  test('are not there before the read is sealed, and a dropped read leaves none to the people who get its row numbers', () => {
    const { store, hr, read } = roster(3);
    const { run } = read((n) => ({ aliases: [`a${n}@acme.example`] }));
    expect(storedRows(store)).toEqual([]);
    dropPersonIntake(store, hr, run);
    read(() => ({})).seal();
    expect(peopleCalled(store, 'a1@acme.example', 5)).toEqual([]);
    expect(storedRows(store)).toEqual([]);
    store.close();
  });
});

describe('an open store immediately finds', () => {
  const ADA = '1,ada@acme.example,,,Ada';
  const BEN = '2,ben@acme.example,ben.old@acme.example,bb7,Ben';

  const having = (office: Office, ...keys: string[]) =>
    rosterEntriesNear(office.context.store, keys, []).map(({ name }) => name);

  async function opened(roster: readonly string[] = [ADA, BEN], app = accounts('f1,ada@acme.example')) {
    const acme = company({ roster: people(...roster), apps: { figma: app } });
    const office = acme.open({ lasting: true });
    await office.sync();
    return { acme, office };
  }

  test('the people that a roster read adds', async () => {
    const { acme, office } = await opened();
    expect(having(office, 'ben.old@acme.example')).toEqual(['Ben']);
    expect(having(office, 'c.c@acme.example', 'cc9')).toEqual([]);
    acme.write('roster.csv', people(ADA, BEN, '3,cleo@acme.example,c.c@acme.example,CC9,Cleo'));
    await office.sync('csv');
    expect(having(office, 'c.c@acme.example')).toEqual(['Cleo']);
    expect(having(office, 'cc9')).toEqual(['Cleo']);
  });

  test('the person of a changed alias by the new one, and nobody by the old one', async () => {
    const { acme, office } = await opened();
    expect(having(office, 'ben.old@acme.example', 'bb7')).toEqual(['Ben']);
    acme.write('roster.csv', people(ADA, '2,ben@acme.example,ben.new@acme.example,bb8,Ben'));
    await office.sync('csv');
    expect(having(office, 'ben.old@acme.example', 'bb7')).toEqual([]);
    expect(having(office, 'ben.new@acme.example')).toEqual(['Ben']);
    expect(having(office, 'bb8')).toEqual(['Ben']);
  });

  test('an alias that another process read', async () => {
    const { acme, office } = await opened();
    expect(having(office, 'ben.new@acme.example')).toEqual([]);
    acme.write('roster.csv', people(ADA, '2,ben@acme.example,ben.new@acme.example,bb7,Ben'));
    const beside = acme.open();
    await beside.sync('csv');
    beside.close();
    expect(having(office, 'ben.new@acme.example')).toEqual(['Ben']);
  });

  test('a person added by hand, and later the roster record that takes over', async () => {
    const { acme, office } = await opened(
      [ADA, BEN],
      accounts('f1,ada@acme.example', 'f2,cleo@else.example'),
    );
    expect(having(office, 'cleo@else.example')).toEqual([]);
    const added = await office.ask('add figma f2 name:Cleo');
    expect(added.ok, added.message.summary).toBe(true);
    expect(having(office, 'cleo@else.example')).toEqual(['Cleo']);
    acme.write('roster.csv', people(ADA, BEN, '3,cleo@acme.example,cleo@else.example,,Cleo Diaz'));
    await office.sync('csv');
    expect(having(office, 'cleo@else.example')).toEqual(['Cleo Diaz']);
  });

  test('for why, whether nobody, one person or two people have the alias', async () => {
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

test('matches a username that the roster writes with other code points of the same look, also after an unlink', async () => {
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
