import { describe, expect, test } from 'vitest';
import { renderMessage } from '../../../src/chat/terminal/text/render.ts';
import { seen } from '../../commands/desk.ts';
import { accounts, company, csvOf, range, seats } from '../../support/company.ts';

const HEADER = 'id,email,username,name,status,department,manager,end_date';

interface Rows {
  readonly id?: (n: number) => string;
  readonly name?: (n: number) => string;
  readonly header?: string;
  readonly row?: (cells: readonly string[]) => readonly string[];
}

/** Forty people, three of whom have left and two of whom are inactive. */
const forty = ({ id = String, name = (n) => `Person ${n}`, header = HEADER, row = (cells) => cells }: Rows) =>
  csvOf(
    header,
    range(40).map((n) =>
      row([
        id(n),
        `p${n}@acme.example`,
        `person.${n}`,
        name(n),
        n > 38 ? 'inactive' : 'active',
        'Sales',
        'p1@acme.example',
        n < 4 ? '2026-02-20' : '',
      ]).join(','),
    ),
  );

async function readAfter(rows: Rows, before: Rows = {}) {
  const acme = company({ roster: forty(before), apps: { figma: accounts(...seats(40)) } });
  const office = acme.open();
  await office.sync();
  await office.news();
  acme.at('2026-03-02T10:00:00Z');
  acme.write('roster.csv', forty({ id: (n) => `E${n}`, ...rows }));
  const [{ result } = { result: { status: 'none' } }] = await office.sync();
  const [said] = await office.news();
  const text = said === undefined ? '' : renderMessage(said.message, { width: 400, colour: false }).text;
  return { acme, office, status: result.status, text };
}

const without = (column: number) => ({
  header: HEADER.split(',').toSpliced(column, 1).join(','),
  row: (cells: readonly string[]) => cells.toSpliced(column, 1),
});

describe('facts that are gone from the file in which the ids changed', () => {
  test.each([
    ['the last days', 7, 'The last day of 3 of 3 people is gone (100%).'],
    ['departments', 5, 'The department of 40 of 40 people is gone (100%).'],
    ['managers', 6, 'The manager of 40 of 40 people is gone (100%).'],
    ['usernames', 2, 'The username of 40 of 40 people is gone (100%).'],
    ['the status', 4, '2 people who had left or were inactive would count as working here again.'],
  ])('%s are named beside the ids', async (_, column, lost) => {
    const { status, text } = await readAfter(without(column));
    expect(status).toBe('held');
    expect(text).toContain('40 other ids, 40 with the same address and name');
    expect(text).toContain(lost);
    expect(text).not.toContain('token lost rights');
  });

  test('are no doubt where none is gone', async () => {
    const { text } = await readAfter({});
    expect(text).toContain('40 other ids, 40 with the same address and name');
    expect(text).not.toContain('gone');
    expect(text).not.toContain('lost rights');
  });
});

describe('people whose ids and names change in one file', () => {
  const renamed = (n: number) => (n === 7 ? 'Person Seven-Lindt' : n === 8 ? 'P. 8' : `Person ${n}`);

  test('stay the same people while their names do not contradict', async () => {
    const { office, text } = await readAfter({ name: renamed });
    expect(text).toContain('40 other ids, 40 with the same address and name');
    const [held] = office.values("SELECT id FROM run WHERE status = 'held'");
    await office.ask(`sync accept ${held}`);
    expect(seen(await office.ask('who Person 7'))).not.toContain('no longer in the roster');
    expect(office.values('SELECT count(*) FROM person WHERE replaced_by IS NULL')).toEqual([40]);
  });

  test('are two people when their given names differ', async () => {
    const { text } = await readAfter({ name: (n) => (n === 7 ? 'Zoe 7' : `Person ${n}`) });
    expect(text).toContain('40 other ids, 39 with the same address and name');
  });

  test('are not guessed where one new record fits two who are gone', async () => {
    const shared = {
      row: (cells: readonly string[]) =>
        cells[1] === 'p8@acme.example' ? cells.with(1, 'p7@acme.example') : cells,
    };
    const { office } = await readAfter(
      { name: (n) => (n === 7 ? 'Ann Roth' : `Person ${n}`) },
      { ...shared, name: (n) => (n === 7 ? 'Ann Berg' : n === 8 ? 'Ann Moe' : `Person ${n}`) },
    );
    const [held] = office.values("SELECT id FROM run WHERE status = 'held'");
    await office.ask(`sync accept ${held}`);
    expect(
      office.values(
        'SELECT external_id FROM person WHERE gone_at IS NOT NULL AND replaced_by IS NULL ORDER BY 1',
      ),
    ).toEqual(['7', '8']);
  });
});

test('somebody inactive is not inactive since today because the ids changed', async () => {
  const { acme, office } = await readAfter({}, { name: (n) => `Person ${n}` });
  const [held] = office.values("SELECT id FROM run WHERE status = 'held'");
  await office.ask(`sync accept ${held}`);
  expect(acme.now().toISOString()).toContain('2026-03-02');
  expect(office.values("SELECT since FROM person WHERE external_id = 'E39'")).toEqual([null]);
});

test('who names the person the roster lists, and mentions the record of the same name that has vanished', async () => {
  const { acme, office } = await readAfter({});
  await office.ask('sync accept 3');
  const address = (rows: string) =>
    rows.replace('p7@acme.example', 'person.seven@acme.example').replace('E7,', 'E70,');
  acme.at('2026-03-03T10:00:00Z');
  acme.write('roster.csv', address(forty({ id: (n) => `E${n}` })).replace('person.7,', 'seven,'));
  await office.sync();
  const text = seen(await office.ask('who "person 7"'));
  expect(text).toContain('Person 7 is active: no accounts.');
  expect(text).toContain('email       person.seven@acme.example');
  expect(text).toContain('department  Sales');
  expect(text).toContain(
    'No longer in the roster: Person 7 (p7@acme.example) since 3 Mar. To see that record: who p7@acme.example.',
  );
  expect(seen(await office.ask('who p7@acme.example'))).toContain('no longer in the roster since  3 Mar');
  const several = await office.ask('who "on 7"');
  expect(several.ok).toBe(false);
  expect(several.message.summary).toContain('Person 7 (p7@acme.example, no longer in the roster)');
});
