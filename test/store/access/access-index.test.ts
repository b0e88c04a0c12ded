import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AccessRow } from '../../../src/domain/access/access-row.ts';
import { desk, FILES, printed } from '../../commands/desk.ts';
import {
  ACCOUNTS,
  accounts,
  company,
  csvOf,
  type Office,
  people,
  range,
  seats,
  staff,
} from '../../support/company.ts';

const PEOPLE = FILES.roster.split('\n').slice(0, -1);

const rows = async (office: Office, filter: string) =>
  printed(await office.ask(`access figma ${filter}`)) as AccessRow[];
const ids = async (office: Office, filter: string) =>
  (await rows(office, filter)).map(({ account }) => account).join(' ');

/** A service with a warm index, and a shell beside it on the same file. */
async function warm() {
  const { acme, office: shell } = await desk();
  const service = acme.open({ lasting: true });
  for (const filter of ['sort:person', 'email:acme', 'group:Design', 'sort:projects', 'sort:known'])
    await service.ask(`access figma ${filter}`);
  return { acme, service, shell };
}

const DECISIONS: readonly (readonly [question: string, filter: string, before: string, after: string])[] = [
  ['known figma f6 "group alias"', 'known:yes', '', 'f6'],
  ['known figma f6 "group alias"', 'status:unknown known:no', 'f5 f6 f7', 'f5 f7'],
  ['known figma f4 leaver', 'sort:known status:inactive', 'f2 f4', 'f4 f2'],
  ['link figma f5 cleo@acme.example', 'status:unknown', 'f5 f6 f7', 'f6 f7'],
  ['link figma f5 cleo@acme.example', 'status:active', 'f1 f3 f8', 'f1 f3 f5 f8'],
  ['link figma f5 cleo@acme.example', 'group:Design', 'f1 f3', 'f1 f3 f5'],
  ['link figma f5 cleo@acme.example', 'sort:match status:active', 'f1 f3 f8', 'f5 f1 f3 f8'],
  ['link figma f5 cleo@acme.example', 'sort:-person', 'f8 f4 f3 f2 f1 f5 f6 f7', 'f8 f4 f3 f5 f2 f1 f6 f7'],
  ['link figma f1 dan@acme.example', 'status:inactive', 'f2 f4', 'f1 f2 f4'],
  ['add figma f6 name:"Aaron IT"', 'sort:person', 'f1 f2 f3 f4 f8 f5 f6 f7', 'f6 f1 f2 f3 f4 f8 f5 f7'],
];

test.each(DECISIONS)(
  '%s is visible in a table that was indexed before: %s',
  async (question, filter, before, after) => {
    for (const decider of ['service', 'shell'] as const) {
      const office = await warm();
      expect(await ids(office.service, filter)).toBe(before);
      expect((await office[decider].ask(question)).ok).toBe(true);
      expect(await ids(office.service, filter)).toBe(after);
    }
  },
);

test('a decision that is taken back or expires also ends in a table that was indexed before', async () => {
  const { acme, service, shell } = await warm();
  await service.ask('known figma f6 "group alias" until:2026-03-09');
  expect(await ids(service, 'known:yes')).toBe('f6');
  await service.ask('known figma f6 --undo');
  expect(await ids(service, 'known:yes')).toBe('');
  await shell.ask('known figma f6 "group alias" until:2026-03-09');
  expect(await ids(service, 'known:yes')).toBe('f6');
  acme.at('2026-03-10T09:00:00Z');
  await shell.sync();
  expect(await ids(service, 'known:yes')).toBe('');
  expect(await ids(service, 'status:unknown sort:first_seen')).toBe('f5 f6 f7');
});

test.each(['service', 'shell'] as const)(
  'changes of a sync by the %s are visible in a table that was indexed before',
  async (who) => {
    const { acme, service, shell } = await warm();
    const reader = who === 'service' ? service : shell;
    const header = `${ACCOUNTS},projects`;
    acme.write(
      'figma.csv',
      csvOf(header, [
        'f1,ada@acme.example,,ada,Ada Keller,active,person,admin,Collab,2026-03-01,2',
        'f2,ben@acme.example,,,Ben Okafor,deactivated,person,editor,Full,2026-02-25,3',
        'f4,dan@acme.example,,,Dan Roth,active,person,editor,Dev Mode,2025-12-01,100',
        'f5,eva.lind@home.example,,,Eva Lind,active,guest,viewer,,2026-02-28,2',
        'f6,it-team@acme.example,,,IT Team,active,person,viewer',
        'f7,,,build-bot,Build Bot,active,bot',
        'f8,finn@acme.example,,,Zoe Moe,invited,person,viewer,Full',
        'f9,new@else.example,,,New One,active,person,viewer,Full,2026-03-01,50',
      ]),
    );
    await reader.sync();
    expect(await ids(service, '')).toBe('f1 f2 f4 f5 f6 f7 f8 f9');
    expect(await ids(service, 'license:full')).toBe('f2 f8 f9');
    expect(await ids(service, 'state:deactivated')).toBe('f2');
    expect(await ids(service, 'kind:guest')).toBe('f5');
    expect(await ids(service, 'idle:60')).toBe('f4');
    expect(await ids(service, 'email:zoe')).toBe('f8');
    expect(await ids(service, 'email:else.ex')).toBe('f9');
    expect(await ids(service, 'sort:-projects')).toBe('f4 f9 f2 f1 f5 f6 f7 f8');
  },
);

test.each(['service', 'shell'] as const)(
  'changes of a roster read by the %s are visible in a table that was indexed before',
  async (who) => {
    const { acme, service, shell } = await warm();
    const reader = who === 'service' ? service : shell;
    acme.write(
      'roster.csv',
      `${PEOPLE.map((line) =>
        line
          .replace(
            'Ada Keller,active,Design,Cleo Park,Design;Everyone',
            'Zada Keller,active,Design,Cleo Park,Everyone',
          )
          .replace('Finn Moe,on-leave', 'Finn Moe,offboarded'),
      ).join('\n')}\n`,
    );
    await reader.sync();
    expect(await ids(service, 'group:Design')).toBe('f3');
    expect(await ids(service, 'status:inactive')).toBe('f2 f4 f8');
    expect(await ids(service, 'offboarded:yes')).toBe('f2 f8');
    expect(await ids(service, 'sort:-person status:active')).toBe('f1 f3');
  },
);

test('a read without changes leaves the index as it is', async () => {
  const { service, shell } = await warm();
  const { index } = await service.context.indexes.of(service.context.store, 2);
  await shell.sync();
  await service.sync();
  await shell.ask('snooze figma f2');
  await service.ask('columns figma set person');
  expect((await service.context.indexes.of(service.context.store, 2)).index).toBe(index);
  await shell.ask('known figma f6 "group alias"');
  expect((await service.context.indexes.of(service.context.store, 2)).index).not.toBe(index);
});

test('a held or failed read changes nothing in a table that was indexed before', async () => {
  const acme = company({ roster: people(...staff(30)), apps: { figma: accounts(...seats(30)) } });
  const office = acme.open({ lasting: true });
  await office.sync();
  expect(await rows(office, 'sort:email')).toHaveLength(30);
  acme.write('figma.csv', accounts(...seats(10), 'x1,stranger@else.example'));
  await office.sync();
  expect(await rows(office, 'sort:email')).toHaveLength(30);
  expect(await ids(office, 'email:stranger')).toBe('');
  acme.write('figma.csv', accounts('a1,p1@acme.example,,,,bogus'));
  await office.sync();
  expect(await rows(office, 'sort:email')).toHaveLength(30);
});

test('a page never shows an account that does not match the filter, even while a read is being applied', async () => {
  const { service } = await warm();
  expect(await ids(service, 'status:active')).toBe('f1 f3 f8');
  // The state that another process would see in the middle of applying: no run is sealed, nothing is in the audit.
  const other = (await import('../../../src/store/db/open.ts')).openStore(service.context.config.database);
  other.sqlite.exec("UPDATE account SET status = 'inactive' WHERE external_id = 'f3'");
  other.close();
  const [table] = (await service.ask('access figma status:active')).message.body;
  expect(table?.type === 'table' ? table.rows.map(([label]) => label) : []).toEqual([
    'ada@acme.example',
    'finn@acme.example',
  ]);
});

const FILTERS = [
  ...['active', 'inactive', 'unknown'].map((status) => `status:${status}`),
  ...['yes', 'no'].flatMap((yes) => [`offboarded:${yes}`, `known:${yes}`]),
  ...['person', 'guest', 'bot'].map((kind) => `kind:${kind}`),
  ...['active', 'deactivated'].map((state) => `state:${state}`),
  ...['full', 'collab', 'e'].map((license) => `license:${license}`),
  ...['idle:1', 'idle:60', 'never-active'],
  ...['p1', '@acme', '1@acme.e', 'ELSE.example', 'person 2', 'other2', 'o', 'u7', 'zoë'].map(
    (text) => `email:${JSON.stringify(text)}`,
  ),
  ...['group:A', 'group:b', 'group:none'],
];
const KEY = (filter: string) => filter.split(':')[0] ?? '';

test('the index finds the same accounts as a scan of the table, for any filter and order', async () => {
  const draw = (n: number, of: readonly string[]) => of[(n * 7 + (n >> 2)) % of.length] ?? '';
  const acme = company({
    roster: csvOf('id,email,name,status,groups', [
      ...range(40).map(
        (n) =>
          `P${n},p${n}@acme.example,Person ${n},${draw(n, ['active', 'inactive', 'offboarded', 'active'])},${draw(n, ['A', 'B', 'A;B', '', 'C'])}`,
      ),
      'Z,zoe@acme.example,Zoë Ž,active,A',
    ]),
    apps: {
      figma: csvOf(`${ACCOUNTS},team`, [
        ...range(100).map((n) =>
          [
            `u${n}`,
            n % 3 === 0 ? `x${n}@else.example` : n % 11 === 0 ? '' : `p${n % 45}+${n}@acme.example`,
            n % 13 === 0 ? `other${n}@acme.example;more${n}@third.example` : '',
            n % 5 === 0 ? `u-${n}` : '',
            draw(n, ['Person 2', 'ZOË Ž', `Someone ${n}`, '']),
            draw(n, ['active', 'deactivated', 'active', 'invited']),
            draw(n, ['person', 'guest', 'bot', 'person']),
            draw(n, ['admin', 'editor', '']),
            draw(n, ['Full', 'Collab', 'Full;Dev', '']),
            draw(n, ['2026-03-01', '2025-01-01T10:00:00Z', '', '2026-02-01']),
            draw(n, ['9', '10', '-3', '2.5', '']),
          ].join(','),
        ),
      ]),
    },
    yaml: 'groups: { A: [figma], B: [figma], C: [] }',
  });
  const shell = acme.open();
  await shell.sync();
  const service = acme.open({ lasting: true });
  const every = await rows(shell, '');
  expect(every.length).toBe(100);
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.constantFrom(...FILTERS), { maxLength: 3, selector: KEY }),
      fc.constantFrom(null, 'email', 'team', 'last_active', 'person', 'licenses', 'status'),
      fc.boolean(),
      async (filters, sort, down) => {
        const question = [...filters, ...(sort === null ? [] : [`sort:${down ? '-' : ''}${sort}`])].join(' ');
        const wanted = every.filter((row) => filters.every((filter) => passes(row, filter)));
        const found = await rows(service, question);
        expect(found.map(({ account }) => account).sort()).toEqual(
          wanted.map(({ account }) => account).sort(),
        );
        if (sort === null) expect(found).toEqual(wanted);
        else
          inOrder(
            found.map((row) => cellOf(row, sort)),
            down,
          );
        expect(await rows(shell, question)).toEqual(found);
      },
    ),
    { numRuns: 60 },
  );
});

/** The same filter again, written as simply as possible. */
function passes(row: AccessRow, filter: string): boolean {
  const value = filter
    .slice(KEY(filter).length + 1)
    .replaceAll('"', '')
    .toLowerCase();
  const ago = (days: number) =>
    new Date(Date.parse('2026-03-02') - days * 86_400_000).toISOString().slice(0, 10);
  switch (KEY(filter)) {
    case 'status':
      return row.status === value;
    case 'offboarded':
      return row.offboarded === (value === 'yes');
    case 'known':
      return (row.known !== null) === (value === 'yes');
    case 'kind':
      return row.kind === value;
    case 'state':
      return row.state === value;
    case 'license':
      return row.licenses.some((license) => license.toLowerCase().includes(value));
    case 'idle':
      return row.lastActive !== null && row.lastActive < ago(Number(value));
    case 'never-active':
      return row.lastActive === null;
    case 'group':
      return value === 'none'
        ? row.grantedBy.length === 0
        : row.grantPaths.some((path) =>
            path
              .toLowerCase()
              .split(/ > | \(|\)/)
              .includes(value),
          );
    default:
      return (
        row.account === value ||
        [...row.emails, row.username, row.name].some((text) => text?.toLowerCase().includes(value) === true)
      );
  }
}

function cellOf(row: AccessRow, column: string): string | number | null {
  switch (column) {
    case 'email':
      return row.emails[0] ?? null;
    case 'team':
      return row.columns.team === null ? null : Number(row.columns.team);
    case 'last_active':
      return row.lastActive === null ? null : Date.parse(row.lastActive);
    case 'person':
      return row.person?.name ?? null;
    case 'licenses':
      return row.licenses.join(', ') || null;
    default:
      return row.status;
  }
}

/** Compares neighbours: numbers inside texts as numbers, and accounts without a value last. */
function inOrder(values: readonly (string | number | null)[], down: boolean): void {
  for (const [at, value] of values.entries()) {
    const next = values[at + 1];
    if (next === undefined || next === null) continue;
    expect(value).not.toBeNull();
    const order = typeof value === 'number' ? value - Number(next) : natural(String(value), next as string);
    expect(down ? -order : order).toBeLessThanOrEqual(0);
  }
}

/** Compares piece by piece: numbers as numbers, the rest letter by letter. */
function natural(a: string, b: string): number {
  const [ours, theirs] = [a, b].map((text) => text.toLowerCase().match(/\d+|\D/g) ?? []);
  for (const [at, piece] of (ours ?? []).entries()) {
    const other = theirs?.[at];
    if (other === undefined) return 1;
    const numbers = /\d/.test(piece) && /\d/.test(other);
    const order = numbers ? Number(piece) - Number(other) : piece < other ? -1 : piece > other ? 1 : 0;
    if (order !== 0) return order;
  }
  return (ours?.length ?? 0) - (theirs?.length ?? 0);
}
