import { describe, expect, it } from 'vitest';
import { csvRoster } from '../../src/roster/csv.ts';
import { connectorErrorOf, everyOf, folderWith, testIo } from '../support/connector-io.ts';

async function connect(content: string | Uint8Array, settings = {}) {
  const directory = await folderWith({ 'staff.csv': content });
  const io = testIo({ directory, now: () => new Date('2026-11-27T12:00:00Z') });
  return csvRoster.connect({ file: 'staff.csv', ...settings }, io);
}

const read = async (content: string | Uint8Array, settings = {}) =>
  everyOf((await connect(content, settings)).people());

describe('Nobody counts as employed in silence', () => {
  it('a roster in which nobody could have left is refused, with what is missing and a guess', async () => {
    const error = await connectorErrorOf(read('Mail,Name,Beschäftigungs-Statuscode\na@x.example,Ana,1\n'));
    expect(error).toMatchObject({ kind: 'bad-file' });
    expect(error.message).toContain('neither a column with the status nor one with the last day');
    expect(error.message).toContain('set columns: { status: "Beschäftigungs-Statuscode" }');
  });

  it("a list in Seatkeeper's own column names is taken at its word, and says that it lists nobody who left", async () => {
    const roster = await connect('id,email,name\n1,a@x.example,Ana\n');
    expect(await everyOf(roster.people())).toMatchObject([{ status: 'active' }]);
    expect(roster.unusedColumns?.().notes).toEqual([{ kind: 'current-only' }]);
    await expect(read('ID,Email,Name\n1,a@x.example,Ana\n')).rejects.toThrow('neither a column');
    await expect(read('id,email,name,stage\n1,a@x.example,Ana,3\n')).rejects.toThrow('neither a column');
  });

  it('unless the settings say that it lists who works here today', async () => {
    expect(await read('Mail\na@x.example\n', { currentOnly: true })).toMatchObject([{ status: 'active' }]);
  });

  it.each([
    ['Last working date of employee', null],
    ['Date of leaving', 'offboarded'],
    ['Data di cessazione', 'offboarded'],
    ['Data de demissão', 'offboarded'],
    ['Datum uit dienst', 'offboarded'],
    ['Data zwolnienia', 'offboarded'],
  ])('a last day below "%s" makes a leaver: %s', async (name, status) => {
    const roster = read(`Work e-mail,${name}\na@x.example,2026-03-01\n`);
    if (status === null) await expect(roster).rejects.toThrow('neither a column');
    else expect(await roster).toMatchObject([{ status, endDate: '2026-03-01' }]);
  });

  it.each([
    ['Status', 'Resigned', 'offboarded'],
    ['Status', 'Deceased', 'offboarded'],
    ['Worker Status', 'T', 'offboarded'],
    ['HR Status', 'Unpaid leave', 'on-leave'],
    ['Stato dipendente', 'Cessato', 'offboarded'],
    ['Situação', 'Demitido', 'offboarded'],
    ['Status zatrudnienia', 'Zwolniony', 'offboarded'],
    ['Dienstverband status', 'Uit dienst', 'offboarded'],
    ['Currently employed', 'No', 'inactive'],
    ['Account enabled', 'False', 'inactive'],
    ['Deleted on', '2026-03-01', 'offboarded'],
    ['Deleted on', '', 'active'],
  ])('%s = %s is %s', async (name, cell, status) => {
    expect(await read(`id,${name}\n1,${cell}\n`)).toMatchObject([{ status }]);
  });

  it('of two columns the stronger word counts', async () => {
    const file = 'id,Status,Employment Status\n1,Active,Terminated\n2,Inactive,Full-Time\n';
    expect(await read(file)).toMatchObject([{ status: 'offboarded' }, { status: 'inactive' }]);
  });

  it('the words of a column may be told', async () => {
    const columns = { status: { from: 'Stand', words: { X: 'offboarded', O: 'active' } } };
    const file = 'id;Stand\n1;X\n2;o\n';
    expect(await read(file, { columns })).toMatchObject([{ status: 'offboarded' }, { status: 'active' }]);
  });
});

describe('A report of HR is read as it is', () => {
  it('a province is not a status, and names may be in reverse order', async () => {
    const file =
      'Staff directory\n\nBadge Number\tWorker\tCity\tState\tStatus\tHire Date\tE-mail - Work\n7\tRuiz, Ana\tLinz\tUpper Austria\tActive\t3/14/2020\tana@x.example\n8\tOkafor, Ben\tGraz\tStyria\tTerminated\t11/3/2019\tben@x.example\nTotal\t\t\t\t\t2\t\n';
    expect(await read(file.replace('E-mail - Work', 'Email - Work'))).toMatchObject([
      { id: '7', name: 'Ana Ruiz', email: 'ana@x.example', status: 'active', startDate: '2020-03-14' },
      { id: '8', name: 'Ben Okafor', status: 'offboarded', startDate: '2019-11-03' },
    ]);
  });

  it('numbers after names are not part of them', async () => {
    const file = 'id,Worker,Status\n1,Ana Ruiz (1001),Active\n2,Ben Okafor (1002),Active\n';
    expect((await read(file)).map(({ name }) => name)).toEqual(['Ana Ruiz', 'Ben Okafor']);
  });

  it('a first day of 0000-00-00 means none', async () => {
    expect(await read('id,Status,Hire Date\n1,Active,0000-00-00\n')).toMatchObject([{ startDate: null }]);
  });

  it('somebody without an address gets the principal name as their address', async () => {
    const file = 'id,mail,userPrincipalName,Status\n1,,ana@x.example,Active\n';
    expect(await read(file)).toMatchObject([{ email: 'ana@x.example', aliases: [] }]);
  });
});
