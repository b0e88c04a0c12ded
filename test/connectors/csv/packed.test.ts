import { gzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { csv } from '../../../src/connectors/csv/csv.ts';
import { connectorErrorOf, everyOf, folderWith, testIo } from '../../support/connector-io.ts';

const TABLE = 'login,Status,Last seen\nana,active,2026-02-01\nbo,suspended,Never\n';
const READ = [
  { id: 'ana', state: 'active', lastActive: '2026-02-01' },
  { id: 'bo', state: 'suspended', lastActive: null },
];

async function read(content: Uint8Array) {
  const directory = await folderWith({ 'app.zip': content });
  return everyOf(csv.connect({ accounts: 'app.zip' }, testIo({ directory })).accounts());
}

const zip = (files: Record<string, string>) =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));

function tar(name: string, text: string): Buffer {
  const header = Buffer.alloc(512);
  header.write(name, 0);
  header.write(`${text.length.toString(8).padStart(11, '0')}\0`, 124);
  header.write('0ustar', 156, 'latin1');
  header.write('ustar\0', 257);
  const body = Buffer.alloc(Math.ceil(text.length / 512) * 512);
  body.write(text);
  return Buffer.concat([header, body, Buffer.alloc(1024)]);
}

const NS = 'xmlns="http://schemas.openxmlformats.org';
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const text = (at: string, value: string) => `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`;
/** Cells as Excel saves them: a text, a day as a number with a style, a truth, and a formula with the value it had. */
const WORKBOOK = {
  'xl/workbook.xml': `<workbook ${NS}/spreadsheetml/2006/main" xmlns:r="${REL}"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships ${NS}/package/2006/relationships"><Relationship Id="rId1" Type="${REL}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${REL}/styles" Target="styles.xml"/></Relationships>`,
  'xl/styles.xml': `<styleSheet ${NS}/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
  'xl/worksheets/sheet1.xml': `<worksheet ${NS}/spreadsheetml/2006/main"><sheetData><row r="1">${text('A1', 'Login')}${text('B1', 'Last login')}${text('C1', 'Active')}${text('D1', 'Role')}</row><row r="2">${text('A2', 'ana &quot;x&quot;')}<c r="B2" s="1"><v>45987</v></c><c r="C2" t="b"><v>0</v></c><c r="D2" t="str"><f>WEBSERVICE("https://x.example")</f><v>Admin</v></c></row></sheetData></worksheet>`,
};

describe('A packed export is read as it is', () => {
  it('in a zip, beside what systems add', async () => {
    const packed = zip({ 'report/members.csv': TABLE, '__MACOSX/._members.csv': 'x', 'readme.pdf': 'x' });
    expect(await read(packed)).toMatchObject(READ);
  });

  it('in a tar.gz, and in a gz of its own', async () => {
    expect(await read(gzipSync(tar('report/members.csv', TABLE)))).toMatchObject(READ);
    expect(await read(gzipSync(TABLE))).toMatchObject(READ);
  });

  it('in a workbook, with days as days, and the value that a formula had', async () => {
    expect(await read(zip(WORKBOOK))).toMatchObject([
      { username: 'ana "x"', state: 'deactivated', lastActive: '2025-11-26', role: 'Admin' },
    ]);
  });

  it('in another encoding than UTF-8', async () => {
    const latin1 = zipSync({ 'a.csv': new Uint8Array(Buffer.from('login;Name\nzoe;Zoë\n', 'latin1')) });
    expect(await read(latin1)).toMatchObject([{ name: 'Zoë' }]);
  });

  it.each([
    ['two tables', zip({ 'a.csv': TABLE, 'b.csv': TABLE }), 'is an archive with 2 tables in it'],
    ['no table', zip({ 'a.pdf': 'x' }), 'is an archive without a table'],
    ['a broken archive', Buffer.from('PK\u0003\u0004 and nothing else'), 'cannot be unpacked'],
    ['a broken gz', gzipSync(TABLE).subarray(0, 20), 'cannot be unpacked'],
    ['an archive in an archive', gzipSync(gzipSync(TABLE)), 'is an archive with another one in it'],
  ])('but %s is refused in words', async (_, content, problem) => {
    const error = await connectorErrorOf(read(content));
    expect(error.kind).toBe('bad-file');
    expect(error.message).toContain(problem);
  });
});
