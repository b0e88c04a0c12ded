import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { peopleFinder } from '../../../src/flows/owners/find-people.ts';
import { openStore, type Store } from '../../../src/store/db/open.ts';
import { addByHand } from '../../../src/store/intake/people-by-hand.ts';
import { peopleAt, searchPeople, searchPeopleInTurns } from '../../../src/store/people/person-search.ts';
import { ensureSource } from '../../../src/store/sources/sources.ts';
import { person } from '../../support/build.ts';
import { folder } from '../../support/folder.ts';

const NAMES = ['Ada Keller', 'Ben Okafor', 'Chloé Martin', 'Kim Lee'];

/** Each person has an address, alias, username and id of their own. */
function crowd(count: number, onStatement?: (sql: string) => void): Store {
  const store = openStore(`${folder()}/seatkeeper.db`, onStatement === undefined ? {} : { onStatement });
  const hand = ensureSource(store, 'roster', 'hand').id;
  store.write(() => {
    for (let n = 0; n < count; n++) {
      const names = { name: `${NAMES[n % 4]}`, email: `p${n}@acme.example`, id: `E${n}` };
      const facts = { ...names, aliases: [`a${n}@acme.example`], usernames: [`U${n}`] };
      addByHand(store, hand, person(facts), 'active', '2026-03-02');
    }
  });
  return store;
}

test('an address, alias, username or roster id is found without a scan of all people', () => {
  const asked: string[] = [];
  const store = crowd(300, (sql) => asked.push(sql));
  searchPeople(store, 'warm', 1);
  asked.length = 0;
  for (const word of ['p7@acme.example', ' P7@ACME.example ', 'a7@acme.example', 'u7', 'U7', 'E7'])
    expect(searchPeople(store, word, 10).map(({ id }) => id)).toEqual(['E7']);
  expect(peopleAt(store, 'nobody@acme.example', 5)).toEqual([]);
  expect(peopleAt(store, 'a7@acme.example', 5)).toHaveLength(1);
  const people = asked.filter((sql) => sql.includes('FROM person WHERE') && !sql.includes('count(*)'));
  expect(people.length).toBeGreaterThan(10);
  for (const sql of new Set(people)) {
    const plan = store.sqlite.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[];
    expect(plan.map(({ detail }) => detail).filter((detail) => detail.startsWith('SCAN person'))).toEqual([]);
  }
  store.close();
});

test('part of a name or an address finds people in the order of their names', () => {
  const store = crowd(12);
  const names = (word: string, limit = 10) => searchPeople(store, word, limit).map(({ name }) => name);
  expect(names('keller')).toEqual(['Ada Keller', 'Ada Keller', 'Ada Keller']);
  expect(names('chloé m', 2)).toEqual(['Chloé Martin', 'Chloé Martin']);
  expect(names('p11@')).toEqual(['Kim Lee']);
  expect(names('100%')).toEqual([]);
  expect(names('_')).toEqual([]);
  expect(names('keller ada')).toEqual(['Ada Keller', 'Ada Keller', 'Ada Keller']);
  expect(names('Chloe Martin', 1)).toEqual(['Chloé Martin']);
  expect(names('ki', 2)).toEqual(['Kim Lee', 'Kim Lee']);
  store.close();
});

test('other work goes on while part of a name is searched for among very many people', async () => {
  const store = crowd(9000);
  let turns = 0;
  let done = false;
  const counting = (async () => {
    for (; !done; turns++) await turn();
  })();
  expect(await searchPeopleInTurns(store, 'no such name', 20)).toEqual([]);
  expect(turns).toBeGreaterThanOrEqual(4);
  done = true;
  await counting;
  store.close();
});

test('a person who types fast has one search at a time and gets the result of the last text, without delaying others', async () => {
  const asked: string[] = [];
  const store = crowd(5000, (sql) => asked.push(sql));
  const find = peopleFinder(store);
  await find('kim', 'warm', 1);
  asked.length = 0;
  const typed = ['ben o nobody', 'ben o', 'kell', 'okafo'];
  const answers = await Promise.all([...typed.map((text) => find('kim', text, 5)), find('lee', 'chlo', 5)]);
  expect(answers.map((found) => found[0]?.name)).toEqual([
    undefined,
    undefined,
    undefined,
    'Ben Okafor',
    'Chloé Martin',
  ]);
  expect(asked.some((sql) => sql.includes('%ben o nobody%'))).toBe(true);
  expect(asked.some((sql) => sql.includes('kell'))).toBe(false);
  expect((await find('kim', 'ben', 5))[0]?.name).toBe('Ben Okafor');
  store.close();
});
