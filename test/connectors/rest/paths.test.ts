import { afterEach, describe, expect, it } from 'vitest';
import { connectorErrorOf } from '../../support/connector-io.ts';
import type { VendorServer } from '../vendors/server.ts';
import { declared, faultsOf, listing, type Row } from './declared.ts';

const open: VendorServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

const ROWS: readonly Row[] = [
  { id: 1, status: 'on', blocked: null, plan: 'Pro', bot: false, type: 'user', teams: [{ name: 'A' }] },
  { id: 2, status: 'on', blocked: null, plan: 'Pro', bot: true, type: 'user', teams: [] },
];

interface Parts {
  /** What `map` holds besides the id; its state is active unless it says so. */
  readonly map?: string;
  readonly list?: string;
  readonly before?: string;
}

async function lab({ map = '', list = '', before = '' }: Parts, rows = ROWS, more: Row = {}) {
  const state = map.includes('state:') ? '' : '  state: { always: active }\n';
  const made = await declared(
    `${before}accounts: { get: /users, items: users${list} }\nmap:\n  id: id\n${state}${map}`,
    listing(() => ({ body: { users: rows, ...more } })),
  );
  open.push(made.server);
  return made;
}

async function refusal(...asked: Parameters<typeof lab>): Promise<string> {
  return (await connectorErrorOf((await lab(...asked)).read())).message;
}

async function states(...asked: Parameters<typeof lab>): Promise<string[]> {
  return (await (await lab(...asked)).read()).map(({ state }) => state);
}

const STATUS = '{ path: status, values: { "on": active } }';

describe('a path with a slip in it', () => {
  it.each<[string, Parts, string]>([
    [
      'of a rule of the state: nobody would be suspended',
      { map: `  state: [{ when: { path: blokced, is: true }, means: suspended }, ${STATUS}]\n` },
      'state (blokced)',
    ],
    [
      'of a date in such a rule',
      {
        map: `  state: [{ when: [{ path: blocked, is: true }, { path: until, past: false }], means: suspended }, ${STATUS}]\n`,
      },
      'state (until)',
    ],
    [
      'of words that have something for nobody',
      { map: '  state: { path: sttaus, values: { "on": active }, none: unknown }\n' },
      'state (sttaus)',
    ],
    ['of words of the kind', { map: '  kind: { path: typ, values: { user: person } }\n' }, 'kind (typ)'],
    [
      'of a rule of the kind: nobody would be a bot',
      { map: '  kind: [{ when: { path: is_bot, is: true }, means: bot }, { else: person }]\n' },
      'kind (is_bot)',
    ],
    [
      'of the condition of a value: nobody would hold a license',
      { map: '  licenses: { path: plan, when: { path: statsu, is: "on" } }\n' },
      'licenses (statsu)',
    ],
    ['of one of several values', { map: '  role: [rank, type]\n' }, 'role (rank)'],
    [
      'beside a text that is always there',
      { map: '  role: [{ path: rank }, { text: Member }]\n' },
      'role (rank)',
    ],
    ['of one part of a name', { map: '  name: { join: [type, last_name] }\n' }, 'name (last_name)'],
    ['of what the entries of a list have', { map: '  role: teams.title\n' }, 'role (teams.title)'],
    [
      'of which rows count: bots would be accounts',
      { list: ', only: { not: { path: robot, is: true } }' },
      'only (robot)',
    ],
    ['of which rows count: nobody would', { list: ', only: { path: tipe, is: user }' }, 'only (tipe)'],
  ])('is refused: %s', async (_, parts, named) => {
    expect(await refusal(parts)).toContain(
      `has no row on its first page with ${named}; correct the path, or name the field or the path under mayLack`,
    );
  });

  it('is said of all that are wrong at once', async () => {
    const map = `  role: rank\n  state: [{ when: { path: blokced, is: true }, means: suspended }, ${STATUS}]\n`;
    expect(await refusal({ map })).toContain('with role (rank) or state (blokced);');
  });

  it('may be one that rows need not have, where the declaration says so by field or by path', async () => {
    const rules = `  state: [{ when: { path: archived_at, empty: false }, means: deactivated }, ${STATUS}]\n`;
    for (const named of ['state', 'archived_at'])
      expect(await states({ map: `${rules}  mayLack: [${named}]\n` })).toEqual(['active', 'active']);
    const parts = { map: '  mayLack: [robot]\n', list: ', only: { not: { path: robot, is: true } }' };
    expect(await states(parts)).toEqual(['active', 'active']);
  });

  it('that mayLack itself has is a fault of the file', () => {
    const faults = faultsOf(`accounts: { get: /u }\nmap: { id: id, state: ${STATUS}, mayLack: [stat] }\n`);
    expect(faults.join()).toContain('names stat, which is neither mapped nor a path that is read');
  });
});

describe('that nothing is there never makes everybody active', () => {
  it.each([
    ['by words', '{ path: supsended, values: { "true": suspended }, missing: active }', 'supsended'],
    [
      'by words for all that is nothing',
      '{ path: supsended, values: { "true": suspended }, none: active }',
      'supsended',
    ],
    [
      'by a test',
      '[{ when: { path: lefton, missing: true }, means: active }, { else: deactivated }]',
      'lefton',
    ],
    [
      'by an empty value',
      '[{ when: { path: lefton, empty: true }, means: active }, { else: deactivated }]',
      'lefton',
    ],
    [
      'by a test that is denied',
      '[{ when: { not: { path: lefton, isNull: true } }, means: active }, { else: unknown }]',
      'lefton',
    ],
    [
      'by one test of several',
      '[{ when: [{ path: status, is: "on" }, { path: lefton, missing: true }], means: active }, { else: unknown }]',
      'lefton',
    ],
  ])('%s, whatever mayLack says', async (_, state, path) => {
    for (const mayLack of ['', '  mayLack: [state]\n', `  mayLack: [${path}]\n`])
      expect(await refusal({ map: `  state: ${state}\n${mayLack}` })).toContain(
        `with state (${path}); correct the path: as it is declared, accounts that have nothing there are active, and that would be all of them`,
      );
  });

  it('where some row has it, the others may be active for having nothing', async () => {
    const map = '  state: { path: suspended, values: { "true": suspended }, missing: active }\n';
    expect(await states({ map }, [{ id: 1 }, { id: 2, suspended: true }])).toEqual(['active', 'suspended']);
  });
});

describe('a further list', () => {
  const PARTS = `accounts:
  - { get: /users, items: users }
  - { get: /users, items: guests, map: { id: gid, name: nick } }
map: { id: id, state: { always: active }, name: type }
`;
  const guests = async (rows: readonly Row[]) => {
    const made = await declared(
      PARTS,
      listing(() => ({ body: { users: ROWS, guests: rows } })),
    );
    open.push(made.server);
    return made;
  };

  it('that is mapped in another way has paths of its own', async () => {
    expect((await connectorErrorOf((await guests([{ gid: 9, nickname: 'Jo' }])).read())).message).toContain(
      'has no row on its first page with name (nick)',
    );
  });

  it('may be empty', async () => {
    expect(await (await guests([])).read()).toHaveLength(2);
  });
});

describe('a table in the same answer', () => {
  const before = 'tables: { ranks: { sameAnswer: true, items: ranks, key: id } }\n';
  const map = '  role: { from: ranks, key: type, path: name }\n';
  const RANKS = [{ id: 'user', name: 'User' }];

  it.each([
    [
      'its list',
      { before: before.replace('items: ranks', 'items: rank') },
      'has no list at rank, the table ranks',
    ],
    [
      'its key',
      { before: before.replace('key: id', 'key: uid') },
      'key (uid), which the table ranks is read by',
    ],
    [
      'what is read of it',
      { map: map.replace('name', 'title') },
      'role (title), which the table ranks is read by',
    ],
  ])('that lacks %s is refused', async (_, parts, words) => {
    expect(await refusal({ before, map, ...parts }, ROWS, { ranks: RANKS })).toContain(words);
  });

  it('is read where all is there', async () => {
    const made = await lab({ before, map }, ROWS, { ranks: RANKS });
    expect(await made.read()).toMatchObject([{ role: 'User' }, { role: 'User' }]);
  });
});
