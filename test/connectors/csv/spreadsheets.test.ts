import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { csv } from '../../../src/connectors/csv/csv.ts';
import { csvRoster } from '../../../src/roster/csv.ts';
import { connectorErrorOf, everyOf, folderWith, testIo } from '../../support/connector-io.ts';

async function read(...contents: readonly (string | Uint8Array)[]) {
  const files = Object.fromEntries(contents.map((content, at) => [`${at}.csv`, content]));
  const app = csv.connect({ accounts: Object.keys(files) }, testIo({ directory: await folderWith(files) }));
  return { accounts: await everyOf(app.accounts()), notes: app.unusedColumns?.().notes ?? [] };
}

const namesIn = async (content: string | Uint8Array) =>
  (await read(content)).accounts.map(({ name }) => name);

const NS = 'xmlns="http://schemas.openxmlformats.org';
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** A workbook as Excel saves it, of sheets whose cells are texts, or numbers with the style of a date. */
function workbook(
  sheets: readonly {
    readonly name: string;
    readonly state?: string;
    readonly rows: readonly (readonly (string | number)[])[];
  }[],
): Uint8Array {
  const cell = (value: string | number, row: number, column: number) => {
    const at = `${String.fromCharCode(65 + column)}${row + 1}`;
    return typeof value === 'number'
      ? `<c r="${at}" s="1"><v>${value}</v></c>`
      : `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`;
  };
  const sheet = (rows: (typeof sheets)[number]['rows']) =>
    `<worksheet ${NS}/spreadsheetml/2006/main"><sheetData>${rows
      .map(
        (cells, row) =>
          `<row r="${row + 1}">${cells.map((value, at) => cell(value, row, at)).join('')}</row>`,
      )
      .join('')}</sheetData></worksheet>`;
  const parts: Record<string, string> = {
    'xl/workbook.xml': `<workbook ${NS}/spreadsheetml/2006/main" xmlns:r="${REL}"><sheets>${sheets
      .map(
        ({ name, state }, at) =>
          `<sheet name="${name}" sheetId="${at + 1}"${state === undefined ? '' : ` state="${state}"`} r:id="rId${at + 1}"/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships ${NS}/package/2006/relationships">${sheets
      .map(
        (_, at) =>
          `<Relationship Id="rId${at + 1}" Type="${REL}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
      )
      .join('')}<Relationship Id="rId99" Type="${REL}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': `<styleSheet ${NS}/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
  };
  for (const [at, { rows }] of sheets.entries()) parts[`xl/worksheets/sheet${at + 1}.xml`] = sheet(rows);
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])));
}

const COVER = {
  name: 'Cover',
  rows: [['Report of users'], ['Made by', 'Ana'], ['Questions', 'it@x.example']],
};
const LEGEND = {
  name: 'Legend',
  rows: [
    ['Column', 'Meaning', 'Example'],
    ['Status', 'what it is', 'active'],
    ['Login', 'who it is', 'ana'],
  ],
};
const USERS = {
  name: 'Users &amp; guests',
  rows: [
    ['Login', 'Email', 'Status', 'Last login'],
    ['ana', 'ana@x.example', 'active', 45987],
    ['bo', 'bo@x.example', 'suspended', ''],
  ],
};
const ANA_AND_BO = [
  { username: 'ana', state: 'active', lastActive: '2025-11-26' },
  { username: 'bo', state: 'suspended', lastActive: null },
];

describe('A workbook is read where its table is', () => {
  it.each([
    ['after a cover', [COVER, USERS]],
    ['after a cover and a legend', [COVER, LEGEND, USERS]],
    ['after a sheet that is hidden', [{ ...USERS, name: 'Old', state: 'hidden' }, USERS]],
    ['after one that only a program can show', [{ ...USERS, name: 'Old', state: 'veryHidden' }, USERS]],
    ['before others', [USERS, LEGEND]],
  ])('%s', async (_, sheets) => {
    const { accounts, notes } = await read(workbook(sheets));
    expect(accounts).toMatchObject(ANA_AND_BO);
    expect(notes).toContainEqual({ kind: 'sheet', sheet: 'Users & guests' });
  });

  it('in a zip, and says nothing of a sheet that is the only one', async () => {
    const packed = zipSync({ 'export/users.xlsx': workbook([USERS]), 'readme.pdf': strToU8('x') });
    const { accounts, notes } = await read(packed);
    expect(accounts).toMatchObject(ANA_AND_BO);
    expect(notes).toEqual([]);
  });

  it('but an archive with two tables, and a workbook of an old Excel, are refused in words', async () => {
    const two = zipSync({ 'a.xlsx': workbook([USERS]), 'b.csv': strToU8('x') });
    expect((await connectorErrorOf(read(two))).message).toContain('is an archive with 2 tables in it');
    const old = Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]);
    expect((await connectorErrorOf(read(old))).message).toContain('is a workbook of an old Excel (.xls)');
  });
});

describe('Ids that a spreadsheet has spoilt are nobody’s', () => {
  it.each(['1.23457E+16', '1,23457E+16', '1E+17'])('%s', async (id) => {
    const file = `User ID,Email,Status\n"${id}",a@x.example,active\n`;
    expect((await connectorErrorOf(read(file))).message).toContain(
      `"${id}" is a long number that a spreadsheet`,
    );
    const directory = await folderWith({ 'hr.csv': file });
    const people = everyOf(csvRoster.connect({ file: 'hr.csv' }, testIo({ directory })).people());
    expect((await connectorErrorOf(people)).message).toContain('that a spreadsheet has shortened');
  });

  it('and so are those that it has rounded', async () => {
    const file = 'User ID,Email\n12345678901234500,a@x.example\n12345678901236700,b@x.example\n';
    expect((await connectorErrorOf(read(file))).message).toContain('a spreadsheet has rounded them');
  });

  it('but long ids, and zeros in front, are kept', async () => {
    const file =
      'User ID,Email\n12345678901234567,a@x.example\n00123,b@x.example\n123,c@x.example\n1e5,d@x.example\n';
    const { accounts } = await read(file);
    expect(accounts.map(({ id }) => id)).toEqual(['12345678901234567', '00123', '123', '1e5']);
  });
});

describe('A title with other separators than the table', () => {
  it.each([
    ['commas above semicolons', 'Report, made on 27.11.2026, by Ana\n\nName;E-Mail;Status\n', ';'],
    ['two such lines', 'Users, all\nMade by Ana, IT, Berlin\nName;E-Mail;Status\n', ';'],
    ['semicolons above tabs', 'Users; all; of; them\nName\tE-Mail\tStatus\n', '\t'],
    ['tabs above commas', 'Users\tall\tof them\nName,E-Mail,Status\n', ','],
  ])('%s', async (_, above, mark) => {
    const rows = [
      ['Ruiz', 'a@x.example', 'active'],
      ['Lee', 'b@x.example', 'suspended'],
    ];
    const file = above + rows.map((cells) => `${cells.join(mark)}\n`).join('');
    expect((await read(file)).accounts).toMatchObject([
      { name: 'Ruiz', state: 'active' },
      { name: 'Lee', state: 'suspended' },
    ]);
  });

  it('and lists in cells are no separators', async () => {
    const { accounts } = await read('email,groups\na@x.example,x|y|z|w\nb@x.example,x|y|z\n');
    expect(accounts.map(({ emails }) => emails[0])).toEqual(['a@x.example', 'b@x.example']);
  });
});

/** Letters where windows-1250 has others than windows-1252. */
const W1250 = Object.fromEntries(
  'ł:b3 ś:9c Ś:8c ż:bf ę:ea ą:b9 ń:f1 ć:e6 Ł:a3 ř:f8 č:e8 ě:ec ů:f9 Č:c8 ž:9e š:9a ő:f5 ź:9f Ż:af'
    .split(' ')
    .map((pair) => [pair[0], Number.parseInt(pair.slice(2), 16)]),
);
const bytes = (text: string, table: Readonly<Record<string, number>>) =>
  Uint8Array.from([...text].map((letter) => table[letter] ?? letter.charCodeAt(0)));

describe('Names in the code pages of Windows', () => {
  it.each([
    ['Łukasz Nowak'],
    ['Marcin Święcki'],
    ['Jan Wiśniewski'],
    ['Grażyna Gołąb'],
    ['Tomasz Kamiński'],
    ['Petr Dvořák'],
    ['Jan Němec'],
    ['Eva Nováčková'],
    ['Ivana Petrović'],
    ['Zoltán Erdős'],
  ])('%s is windows-1250', async (name) => {
    const { accounts, notes } = await read(bytes(`Name,Email,Status\n${name},a@x.example,active\n`, W1250));
    expect(accounts).toMatchObject([{ name }]);
    expect(notes).toContainEqual({ kind: 'encoding', encoding: 'windows-1250' });
  });

  it.each([
    'Jörg Weiß',
    'Hélène Lefèvre',
    'José Muñoz',
    'João Simões',
    'Søren Kjær',
    'Åsa Håkansson',
    'Anaïs Sœur',
  ])('%s is windows-1252', async (name) => {
    expect(await namesIn(bytes(`Name,Email,Status\n${name},a@x.example,active\n`, { œ: 0x9c }))).toEqual([
      name,
    ]);
  });

  it('and where the letters leave it open, headings and addresses decide', async () => {
    expect(await namesIn(bytes('Imię,Nazwisko,E-mail\nRené,Fęs,a@x.example\n', W1250))).toEqual(['René Fęs']);
    expect(await namesIn(bytes('Name,Email\nFęs,a@acme.pl\n', W1250))).toEqual(['Fęs']);
    expect(await namesIn(bytes('Name,Email\nFês,a@acme.example\n', {}))).toEqual(['Fês']);
  });
});

describe('Files that are joined', () => {
  it('not by numbers that only count rows', async () => {
    const { accounts } = await read(
      'User ID,Email,Status\n1,a@x.example,active\n2,b@x.example,active\n',
      'ID,Email,Last seen,Status\n1,b@x.example,2026-01-01,suspended\n2,a@x.example,2026-02-01,active\n',
    );
    expect(accounts).toMatchObject([
      { id: '1', state: 'active', lastActive: '2026-02-01' },
      { id: '2', state: 'suspended', lastActive: '2026-01-01' },
    ]);
  });

  it('and one id for two people is refused', async () => {
    const files = read('User ID,Email\n1,a@x.example\n2,b@x.example\n', 'ID,Email\n1,c@x.example\n');
    expect((await connectorErrorOf(files)).message).toContain(
      '0.csv and 1.csv give the id "1" to different addresses',
    );
  });

  it('the state may be in the second', async () => {
    const { accounts } = await read(
      'User ID,Email\n1,a@x.example\n2,b@x.example\n',
      'Email,Status\nb@x.example,Suspended\n',
    );
    expect(accounts.map(({ state }) => state)).toEqual(['unknown', 'suspended']);
  });
});

describe('The export of Microsoft 365 in another language', () => {
  it.each([
    [
      'Anzeigename,Benutzerprinzipalname,Objekt-ID,Anmeldeinformationen blockieren,Lizenzen,Proxyadressen',
      'Wahr',
      'Falsch',
      'Nicht lizenziert',
    ],
    [
      'Nom d’affichage,Nom d’utilisateur principal,ID d’objet,Bloquer la connexion,Licences,Adresses proxy',
      'Vrai',
      'Faux',
      'Sans licence',
    ],
    [
      'Nombre para mostrar,Nombre principal de usuario,Id de objeto,Bloquear credencial,Licencias,Direcciones de proxy',
      'Verdadero',
      'Falso',
      'Sin licencia',
    ],
  ])('%s', async (header, yes, no, none) => {
    const { accounts } = await read(
      `${header}\nAna Ruiz,ana@x.example,o1,${no},Plan Uno+Plan Dos,SMTP:ana@x.example+smtp:a.ruiz@x.example\nBo Lee,bo@x.example,o2,${yes},${none},SMTP:bo@x.example\n`,
    );
    expect(accounts).toMatchObject([
      {
        id: 'o1',
        emails: ['ana@x.example', 'a.ruiz@x.example'],
        name: 'Ana Ruiz',
        state: 'active',
        licenses: ['Plan Uno', 'Plan Dos'],
      },
      { id: 'o2', state: 'suspended', licenses: [] },
    ]);
  });
});
