import { describe, expect, it } from 'vitest';
import { csvRoster } from '../../src/roster/csv.ts';
import { connectorErrorOf, everyOf, folderWith, testIo } from '../support/connector-io.ts';

async function read(content: string, settings = {}) {
  const io = testIo({
    directory: await folderWith({ 'hr.csv': content }),
    now: () => new Date('2026-11-27T12:00:00Z'),
  });
  const roster = csvRoster.connect({ file: 'hr.csv', ...settings }, io);
  const people = await everyOf(roster.people());
  return { people, setAside: roster.setAside?.().rows ?? [] };
}

const MANY = 'bcdefghij'.split('').map((letter) => `${letter}@x.example`);
/** A roster of people of whom the column says `usual`, and one of whom it says `cell`. */
const roster = (name: string, usual: string, cell: string) =>
  `Work Email,${name}\na@x.example,${cell}\n${MANY.map((email) => `${email},${usual}\n`).join('')}`;

describe('People are not read as working here unless the file says so', () => {
  it.each(['maybe', 'нет', '2'])('a column of yes and no with "%s"', async (cell) => {
    const { people, setAside } = await read(roster('Active', 'yes', cell));
    expect(people).toHaveLength(MANY.length);
    expect(setAside).toMatchObject([{ line: 2, column: 'Active' }]);
    expect(setAside[0]?.problem).toContain(`"${cell}" is neither yes nor no`);
  });

  it.each([
    ['Active', 'yes', ''],
    ['Active', 'yes', 'n/a'],
    ['Currently employed', 'ja', '-'],
    ['Employment status', 'Active', ''],
    ['Employment status', 'Active', 'unbekannt'],
  ])('%s: %s, and once "%s"', async (name, usual, cell) => {
    const { people, setAside } = await read(roster(name, usual, cell));
    expect(people).toHaveLength(MANY.length);
    expect(setAside).toMatchObject([{ line: 2, column: name }]);
  });

  it('a column in which no word is known refuses the file', async () => {
    const error = await connectorErrorOf(read('Work Email,Active\na@x.example,ouais\nb@x.example,nope\n'));
    expect(error.message).toContain('line 2, column Active: "ouais" is neither yes nor no');
  });

  it('unless the settings say what the word, or the empty cell, means', async () => {
    const words = { maybe: 'inactive', '': 'active' };
    const columns = { status: { from: 'Active', words } };
    const { people } = await read('Work Email,Active\na@x.example,maybe\nb@x.example,\nc@x.example,no\n', {
      columns,
    });
    expect(people.map(({ status }) => status)).toEqual(['inactive', 'active', 'inactive']);
  });

  it('and a column of what is denied keeps its sense when the settings name it', async () => {
    const { people } = await read('Work Email,Disabled\na@x.example,yes\nb@x.example,no\n', {
      columns: { status: { from: 'Disabled', words: { perhaps: 'inactive' } } },
    });
    expect(people.map(({ status }) => status)).toEqual(['inactive', 'active']);
  });

  it('but no last day, where there is a column for it, is an answer', async () => {
    const { people } = await read('Work Email,Status,Last day\na@x.example,,\nb@x.example,,2026-03-01\n');
    expect(people.map(({ status }) => status)).toEqual(['active', 'offboarded']);
  });

  it.each([
    ['Not active', 'inactive'],
    ['In-active', 'inactive'],
    ['nicht aktiv', 'inactive'],
    ['non actif', 'inactive'],
    ['n’est plus actif', 'inactive'],
    ['No longer employed', 'offboarded'],
    ['nicht mehr beschäftigt', 'offboarded'],
    ['niet meer in dienst', 'offboarded'],
  ])('"%s" is %s', async (word, status) => {
    expect((await read(roster('Status', 'Active', word))).people[0]).toMatchObject({ status });
  });
});

describe('A kind of employment does not say that somebody works here', () => {
  const people = (count: number, word: string) =>
    Array.from({ length: count }, (_, at) => `p${at}@x.example,${word}\n`).join('');

  it.each([
    ['Employment Status', 'Full-Time', 'Contractor'],
    ['status', 'full-time', 'part-time'],
    ['Beschäftigungsstatus', 'Vollzeit', 'Werkstudent'],
  ])('a column %s of %s and %s refuses the file', async (name, first, next) => {
    const file = `email,${name}\n${people(3, first)}z@x.example,${next}\n`;
    const error = await connectorErrorOf(read(file));
    expect(error.message).toContain(`has only kinds of employment in the column ${name} (${first}, ${next})`);
    expect(error.message).toContain('currentOnly: true');
  });

  it('unless the file lists only people who work here', async () => {
    const { people: found } = await read(`email,Employment Status\n${people(3, 'Full-Time')}`, {
      currentOnly: true,
    });
    expect(found.map(({ status }) => status)).toEqual(['active', 'active', 'active']);
  });

  it.each(['Terminated', 'Inactive', 'no'])('or a row far below says "%s"', async (word) => {
    const file = `email,Employment Status\n${people(2500, 'Full-Time')}z@x.example,${word}\n`;
    const { people: found } = await read(file);
    expect(found).toHaveLength(2501);
    expect(found.at(-1)?.status).not.toBe('active');
  });

  it.each(['Status,Active', 'Active,yes', 'Last day,'])('or another column says it: %s', async (column) => {
    const [name, cell] = column.split(',');
    const { people: found } = await read(`email,Employment Status,${name}\na@x.example,Full-Time,${cell}\n`);
    expect(found).toMatchObject([{ status: 'active' }]);
  });

  it('or the settings say what its words mean', async () => {
    const columns = { status: { from: 'Employment Status', words: { casual: 'offboarded' } } };
    const { people: found } = await read('email,Employment Status\na@x.example,Full-Time\n', { columns });
    expect(found).toMatchObject([{ status: 'active' }]);
  });
});

describe('A kind of employment does not count if there is a last day', () => {
  it.each([
    ['Full-Time', '2026-03-01', 'offboarded'],
    ['Contractor', '2026-03-01', 'offboarded'],
    ['Werkstudent', '2026-03-01', 'offboarded'],
    ['Full-Time', '', 'active'],
    ['Terminated', '', 'offboarded'],
    ['Leave', '', 'on-leave'],
  ])('%s with the last day "%s" is %s', async (kind, day, status) => {
    const file = `Work Email,Employment Status,Termination Date\na@x.example,${kind},${day}\n`;
    expect((await read(file)).people).toMatchObject([{ status }]);
  });

  it('and where another column says that somebody works here, both are kept as they are', async () => {
    const file =
      'Work Email,Status,Employment Status,Termination Date\na@x.example,Active,Full-Time,2026-03-01\n';
    expect((await read(file)).people).toMatchObject([{ status: 'active', endDate: '2026-03-01' }]);
  });
});
