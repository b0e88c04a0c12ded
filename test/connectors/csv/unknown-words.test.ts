import { describe, expect, it } from 'vitest';
import { csv } from '../../../src/connectors/csv/csv.ts';
import { connectorErrorOf, everyOf, folderWith, testIo } from '../../support/connector-io.ts';

async function read(content: string) {
  const directory = await folderWith({ 'app.csv': content });
  const app = csv.connect({ accounts: 'app.csv' }, testIo({ directory }));
  const accounts = await everyOf(app.accounts());
  return { accounts, notes: app.unusedColumns?.().notes ?? [], setAside: app.setAside?.().rows ?? [] };
}

// Invented headings, in the manner of consoles that nobody has shown us.
describe('A word that nobody knows is never "active", and loses no row', () => {
  it('in a column of states of which other words are known: the state is unknown, and a note says so', async () => {
    const { accounts, notes, setAside } = await read(
      'Member,E-mail,Member status\nA,a@x.example,Active\nB,b@x.example,Hibernating\nC,c@x.example,Hibernating\nD,d@x.example,Parked\n',
    );
    expect(accounts.map(({ state }) => state)).toEqual(['active', 'unknown', 'unknown', 'unknown']);
    expect(setAside).toEqual([]);
    expect(notes).toContainEqual({
      kind: 'unknown-words',
      field: 'state',
      column: 'Member status',
      words: [
        { word: 'Hibernating', rows: 2 },
        { word: 'Parked', rows: 1 },
      ],
    });
  });

  it('in an export that is known, whatever its other words are', async () => {
    const { accounts, notes } = await read(
      'User,Login,Status,Activation date,Authentication Source,Last Login,Last Password Change\nA,a@x.example,HALF_BAKED,,OKTA,,\n',
    );
    expect(accounts).toMatchObject([{ state: 'unknown' }]);
    expect(notes).toContainEqual({ kind: 'recognised', export: 'Okta password health' });
  });

  it('in a column of kinds', async () => {
    const { accounts } = await read(
      'Email,User type,Role,Status\na@x.example,Guest,Admin,active\nb@x.example,Martian,Admin,active\nc@x.example,Member,Admin,active\nd@x.example,Member,Admin,active\ne@x.example,Guest,Admin,active\n',
    );
    expect(accounts.map(({ kind }) => kind)).toEqual(['guest', 'unknown', 'person', 'person', 'guest']);
  });

  it("but in a list with Seatkeeper's own heading it is a slip, and is named", async () => {
    const { setAside } = await read(
      `email,state\n${'a b c d e f g h i j k l m n o p q r s t u v w x y z'
        .split(' ')
        .map((letter) => `${letter}@x.example,active\n`)
        .join('')}zz@x.example,activ\n`,
    );
    expect(setAside).toMatchObject([{ line: 28, column: 'state' }]);
  });

  it('and a column in which no word is known may mean something else, so the file is refused', async () => {
    const error = await connectorErrorOf(read('email,Status\na@x.example,Gold\nb@x.example,Silver\n'));
    expect(error.message).toContain('column Status: "Gold" is not known');
  });
});

describe('A column of accounts from which nothing is read', () => {
  it('is named, but neither one that is read beside the others nor one that the settings give up', async () => {
    const directory = await folderWith({
      'app.csv': 'E-mail,Given name,Employee ID,Blocked,Team,Desk\na@x.example,Ana,7,no,Red,4\n',
    });
    const app = csv.connect({ accounts: 'app.csv', columns: { Desk: 'none' } }, testIo({ directory }));
    await everyOf(app.accounts());
    expect(app.unusedColumns?.().notes).toEqual([{ kind: 'kept', columns: ['Team'] }]);
  });
});
