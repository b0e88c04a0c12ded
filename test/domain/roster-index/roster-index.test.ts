import { describe, expect, it } from 'vitest';
import { nameKey } from '../../../src/domain/lookup/name-key.ts';
import type { RosterEntry } from '../../../src/domain/roster-index/roster-index.ts';
import { rosterIndex } from '../../../src/domain/roster-index/roster-index.ts';
import { entry } from '../../support/build.ts';

const EMAIL = 'ana@acme.example';
const refs = (people: readonly { ref: number }[]) => people.map(({ ref }) => ref);

function byAddress(email: string, ...people: RosterEntry[]): number[] {
  const ways = [people, people.toReversed()].map((order) => refs(rosterIndex(order).byAddress(email)));
  expect(ways[0]).toEqual(ways[1]);
  return ways[0] ?? [];
}

describe('one human with several records', () => {
  it('left and was rehired under the same address: the current record counts', () => {
    const left = entry({ ref: 1, email: EMAIL, status: 'offboarded', endDate: '2024-06-30' });
    const back = entry({ ref: 2, email: EMAIL });
    expect(byAddress(EMAIL, left, back)).toEqual([2]);
    expect(rosterIndex([left, back]).byRef(1)).toMatchObject({ ref: 2, status: 'active' });
  });

  it('counts as one person even when the name was spelt differently or changed by marriage', () => {
    const left = entry({ ref: 1, email: EMAIL, name: 'Ana Smith', status: 'offboarded' });
    const back = entry({ ref: 2, email: EMAIL, name: 'Ana Jones' });
    expect(byAddress(EMAIL, left, back)).toEqual([2]);
  });

  it.each(['on-leave', 'starting'] as const)('a record that is %s is a current one', (status) => {
    const left = entry({ ref: 1, email: EMAIL, status: 'offboarded' });
    expect(byAddress(EMAIL, left, entry({ ref: 2, email: EMAIL, status }))).toEqual([2]);
  });

  it('was rehired under a new address, with the old one as alias and the same name', () => {
    const left = entry({ ref: 1, email: EMAIL, name: 'Ana Smith', status: 'offboarded' });
    const back = entry({ ref: 2, email: 'ana2@acme.example', aliases: [EMAIL], name: 'SMITH, Ána' });
    expect(byAddress(EMAIL, left, back)).toEqual([2]);
    expect(refs(rosterIndex([left, back]).byPrimary(EMAIL))).toEqual([2]);
  });

  it('both records have the old address as an alias', () => {
    const left = entry({ ref: 1, aliases: [EMAIL], status: 'offboarded' });
    const back = entry({ ref: 2, aliases: [EMAIL] });
    expect(byAddress(EMAIL, left, back)).toEqual([2]);
  });

  it('an alias handed on to a person with another name is not a rehire', () => {
    const left = entry({ ref: 1, email: EMAIL, name: 'Ana Smith', status: 'offboarded' });
    const manager = entry({ ref: 2, email: 'bo@acme.example', aliases: [EMAIL], name: 'Bo Lee' });
    expect(byAddress(EMAIL, left, manager)).toEqual([1, 2]);
  });

  it('two sources list a person without an address under the same username and name', () => {
    const one = entry({ ref: 1, source: 1, usernames: ['hugo-m'], name: 'Hugo Meyer' });
    const two = entry({ ref: 2, source: 2, usernames: ['hugo-m'], name: 'Meyer, Hugo' });
    expect(refs(rosterIndex([one, two]).byUsername('hugo-m'))).toEqual([2]);
    const other = entry({ ref: 3, source: 2, usernames: ['hugo-m'], name: 'Hugo Mann' });
    expect(refs(rosterIndex([one, other]).byUsername('hugo-m'))).toEqual([1, 3]);
  });

  it('the same name alone does not merge two records', () => {
    const one = entry({ ref: 1, email: 'ana@acme.example', status: 'offboarded' });
    const two = entry({ ref: 2, email: 'ana2@acme.example' });
    const index = rosterIndex([one, two]);
    expect(index.byRef(1)?.ref).toBe(1);
    expect(byAddress('ana@acme.example', one, two)).toEqual([1]);
  });

  it('left twice: the record that ended last counts', () => {
    const first = entry({ ref: 2, email: EMAIL, status: 'offboarded', endDate: '2020-01-31' });
    const second = entry({ ref: 1, email: EMAIL, status: 'offboarded', endDate: '2025-01-31' });
    expect(byAddress(EMAIL, first, second)).toEqual([1]);
  });

  it('inactive is nearer to current than offboarded', () => {
    const left = entry({ ref: 2, email: EMAIL, status: 'offboarded', endDate: '2025-01-31' });
    const paused = entry({ ref: 1, email: EMAIL, status: 'inactive' });
    expect(byAddress(EMAIL, left, paused)).toEqual([1]);
  });

  it('two sources list one person, who is current if either record is', () => {
    const hr = entry({ ref: 1, source: 1, email: EMAIL, status: 'offboarded', endDate: '2026-01-31' });
    const directory = entry({ ref: 2, source: 2, email: EMAIL });
    expect(byAddress(EMAIL, hr, directory)).toEqual([2]);
    expect(byAddress(EMAIL, { ...hr, status: 'active' }, directory)).toEqual([2]);
  });

  it('three records under two addresses are one person', () => {
    const people = [
      entry({ ref: 1, email: EMAIL, status: 'offboarded', endDate: '2019-12-31' }),
      entry({
        ref: 2,
        email: EMAIL,
        aliases: ['as@acme.example'],
        status: 'offboarded',
        endDate: '2022-12-31',
      }),
      entry({ ref: 3, email: 'as@acme.example' }),
    ];
    const index = rosterIndex(people);
    expect([1, 2, 3].map((ref) => index.byRef(ref)?.ref)).toEqual([3, 3, 3]);
    expect(byAddress(EMAIL, ...people)).toEqual([3]);
  });
});

describe('two current records of one source are two people', () => {
  it('with the same address', () => {
    expect(byAddress(EMAIL, entry({ ref: 1, email: EMAIL }), entry({ ref: 2, email: EMAIL }))).toEqual([
      1, 2,
    ]);
  });

  it('with the same alias and the same name', () => {
    expect(
      byAddress(EMAIL, entry({ ref: 1, aliases: [EMAIL] }), entry({ ref: 2, aliases: [EMAIL] })),
    ).toEqual([1, 2]);
  });

  it('with the same username', () => {
    const people = [entry({ ref: 1, usernames: ['sam'] }), entry({ ref: 2, usernames: ['sam'] })];
    expect(refs(rosterIndex(people).byUsername('sam'))).toEqual([1, 2]);
  });

  it('two colleagues are not merged by a leaver who had the address before them', () => {
    const people = [
      entry({ ref: 1, email: EMAIL, name: 'Ana Smith' }),
      entry({ ref: 2, email: EMAIL, name: 'Bo Lee' }),
      entry({ ref: 3, email: EMAIL, name: 'Cy Vu', status: 'offboarded' }),
    ];
    const found = byAddress(EMAIL, ...people);
    expect(found).toContain(1);
    expect(found).toContain(2);
  });

  it('two colleagues are not merged by a second source that lists the address', () => {
    const people = [
      entry({ ref: 1, email: EMAIL, name: 'Ana Smith' }),
      entry({ ref: 2, email: EMAIL, name: 'Bo Lee' }),
      entry({ ref: 3, source: 2, email: EMAIL, name: 'Reception' }),
    ];
    const found = byAddress(EMAIL, ...people);
    expect(found).toContain(1);
    expect(found).toContain(2);
  });

  it('a leaver without a name is not merged with a nameless colleague who has the same group alias', () => {
    const left = entry({
      ref: 1,
      email: 'x1@acme.example',
      aliases: [EMAIL],
      name: '—',
      status: 'offboarded',
    });
    const here = entry({ ref: 2, email: 'x2@acme.example', aliases: [EMAIL], name: '?' });
    expect(rosterIndex([left, here]).byRef(1)).toMatchObject({ ref: 1, status: 'offboarded' });
  });
});

describe('looking up', () => {
  const ana = entry({ ref: 1, email: EMAIL, aliases: ['a@acme.example', EMAIL], usernames: ['ana'] });
  const index = rosterIndex([ana, entry({ ref: 2, email: 'a@acme.example', name: 'Al Bo' })]);

  it('by primary address ignores aliases; by address includes them', () => {
    expect(refs(index.byPrimary('a@acme.example'))).toEqual([2]);
    expect(refs(index.byAddress('a@acme.example'))).toEqual([1, 2]);
  });

  it('finds nobody by a key that no record has', () => {
    expect(index.byPrimary('x@acme.example')).toEqual([]);
    expect(index.byUsername('x')).toEqual([]);
    expect(index.byRef(99)).toBeNull();
    expect(index.carriers('x')).toEqual([]);
    expect(index.size).toBe(2);
  });

  it('lists every record that has a key, even those represented by another record', () => {
    const left = entry({ ref: 3, email: EMAIL, status: 'offboarded' });
    expect(rosterIndex([ana, left]).carriers(EMAIL).toSorted()).toEqual([1, 3]);
    expect(rosterIndex([ana, left]).carriers('ana')).toEqual([1]);
  });

  it('a hostile address is a key like any other', () => {
    const odd = rosterIndex([entry({ ref: 1, email: '__proto__@acme.example', usernames: ['constructor'] })]);
    expect(refs(odd.byUsername('constructor'))).toEqual([1]);
    expect(odd.byUsername('__proto__')).toEqual([]);
  });
});

describe('nameKey', () => {
  it.each([
    ['Ana Smith', 'ana smith'],
    ['SMITH, Ana', 'ana smith'],
    ['Ána  Smíth', 'ana smith'],
    ['Ana-Maria O’Neil', 'ana maria neil o'],
    ['ＡＮＡ', 'ana'],
    ['—', ''],
  ])('%s is %s', (name, key) => {
    expect(nameKey(name)).toBe(key);
  });
});
