import { describe, expect, it } from 'vitest';
import { csv } from '../../../src/connectors/csv/csv.ts';
import { everyOf, folderWith, testIo } from '../../support/connector-io.ts';

async function read(content: string, settings = {}) {
  const directory = await folderWith({ 'app.csv': content });
  const io = testIo({ directory, now: () => new Date('2026-11-27T12:00:00Z') });
  const app = csv.connect({ accounts: 'app.csv', ...settings }, io);
  const accounts = await everyOf(app.accounts());
  return {
    states: accounts.map(({ state }) => state),
    notes: app.unusedColumns?.().notes ?? [],
    setAside: app.setAside?.().rows ?? [],
  };
}

const column = (name: string, ...cells: readonly string[]) =>
  `Email,${name}\n${cells.map((cell, at) => `u${at}@x.example,${cell}\n`).join('')}`;

describe('A column of yes and no', () => {
  it.each([
    ['Deaktiviert', 'Nein', 'Ja', 'deactivated'],
    ['Gesperrt', 'Nein', 'Ja', 'suspended'],
    ['Disabled', 'No', 'Yes', 'suspended'],
    ['Blocked?', 'false', 'true', 'suspended'],
    ['Access disabled', '0', '1', 'suspended'],
    ['Not active', 'N', 'Y', 'deactivated'],
    ['Désactivée', 'Non', 'Oui', 'deactivated'],
    ['Anmeldung blockieren', 'Falsch', 'Wahr', 'suspended'],
    ['Aktiv', 'WAHR', 'FALSCH', 'deactivated'],
    ['Login allowed', 'Yes', 'No', 'suspended'],
    ['Freigeschaltet', '✓', '✗', 'suspended'],
    ['Enabled', '✔', 'x', 'suspended'],
    ['Activated', 'Yes', 'No', 'invited'],
  ])('%s: %s is active, %s is %s, and what is neither is unknown', async (name, yes, no, state) => {
    const { states, notes } = await read(column(name, yes, no, 'vielleicht', ''));
    expect(states).toEqual(['active', state, 'unknown', 'unknown']);
    expect(notes).toContainEqual({
      kind: 'unknown-words',
      field: 'state',
      column: name,
      words: [{ word: 'vielleicht', rows: 1 }],
    });
  });

  it.each([
    ['Aktiv', 'x', ['active', 'deactivated']],
    ['Disabled', 'X', ['suspended', 'active']],
    ['Gesperrt', '✓', ['suspended', 'active']],
  ])('%s with "%s" or nothing: nothing is an answer', async (name, mark, expected) => {
    expect((await read(column(name, mark, ''))).states).toEqual(expected);
  });

  it('with nothing in it at all says nothing', async () => {
    expect((await read(column('Disabled', '', ''))).states).toEqual(['unknown', 'unknown']);
  });

  it('keeps its sense when the settings name it', async () => {
    const columns = { state: { from: 'Deaktiviert', words: { vielleicht: 'suspended' } } };
    const { states } = await read(column('Deaktiviert', 'Ja', 'Nein', 'vielleicht', '?'), { columns });
    expect(states).toEqual(['deactivated', 'active', 'suspended', 'unknown']);
  });
});

describe('Of several columns the strongest counts', () => {
  it('deleted before switched off, suspended, invited and active', async () => {
    const file =
      'Email,Status,Deleted,Suspended\na@x,Active,No,No\nb@x,Active,Yes,Yes\nc@x,Invited,No,Yes\nd@x,Active,No,Yes\ne@x,Suspended,No,No\nf@x,Invited,No,No\n';
    expect((await read(file.replaceAll('@x', '@x.example'))).states).toEqual([
      'active',
      'deleted',
      'suspended',
      'suspended',
      'suspended',
      'invited',
    ]);
  });

  it('also of two columns of words, and of a role that says invited', async () => {
    const file =
      'Email,Status,Account status,Role\na@x,Active,Suspended,Member\nb@x,,Deleted,Member\nc@x,Active,Active,Pending invitation\nd@x,Suspended,Active,Pending invitation\n';
    expect((await read(file.replaceAll('@x', '@x.example'))).states).toEqual([
      'suspended',
      'deleted',
      'invited',
      'suspended',
    ]);
  });

  it('and the state is taken from the column whose words are states', async () => {
    const file = 'Email,Status,Account status\na@x.example,Gold,Suspended\nb@x.example,Silver,Active\n';
    expect((await read(file)).states).toEqual(['suspended', 'active']);
  });

  it('a "no" does not outweigh what nobody understands', async () => {
    expect((await read('Email,Suspended,Deleted\na@x.example,No,soon\n')).states).toEqual(['unknown']);
  });
});

describe('A day on which an account is switched off', () => {
  it.each([
    ['Deactivated on', '2027-01-01', 'active'],
    ['Deactivated on', '2026-01-01', 'deactivated'],
    ['Deactivated on', '', 'active'],
    ['Deactivated on', 'No', 'active'],
    ['Deactivated on', 'soon', 'unknown'],
    ['Deactivated on', '03/04/2027', 'active'],
    ['Deactivated on', '03/04/2026', 'deactivated'],
    ['Suspended', '2027-01-01', 'active'],
    ['Suspended', '1.1.2026', 'suspended'],
    ['Deaktivierungsdatum', '1.1.2027', 'active'],
    ['Account expires', '2026-01-01', 'deactivated'],
    ['Account expires', '2027-01-01', 'unknown'],
    ['Account expires', 'never', 'unknown'],
  ])('%s: %s is %s', async (name, day, state) => {
    expect((await read(column(name, day))).states).toEqual([state]);
  });

  it('that may have come or not, as day and month stand, is named', async () => {
    const { setAside } = await read(column('Deactivated on', '11/12/2026', '', ''));
    expect(setAside).toMatchObject([{ line: 2, column: 'Deactivated on' }]);
  });

  it('and an end that is far away says of nobody that they may use the app', async () => {
    const { notes } = await read(column('Account expires', '2027-01-01'));
    expect(notes).toContainEqual({ kind: 'no-state', guess: null });
  });
});

describe('A state that is denied', () => {
  it.each([
    ['Not active', 'deactivated'],
    ['In-active', 'deactivated'],
    ['No longer active', 'deactivated'],
    ['nicht aktiv', 'deactivated'],
    ['nicht mehr aktiv', 'deactivated'],
    ['non actif', 'deactivated'],
    ['n’est plus actif', 'deactivated'],
    ['no activo', 'deactivated'],
    ['non attivo', 'deactivated'],
    ['não ativo', 'deactivated'],
    ['niet actief', 'deactivated'],
    ['not enabled', 'deactivated'],
    ['Not verified', 'invited'],
    ['Not suspended', 'active'],
    ['not deleted', 'unknown'],
  ])('"%s" is %s', async (word, state) => {
    expect((await read(column('Status', 'Active', word))).states).toEqual(['active', state]);
  });
});
