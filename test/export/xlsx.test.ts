import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { sheetName } from '../../src/export/workbook-xml.ts';
import { writeSheet } from '../../src/export/write-sheet.ts';
import { writeXlsx } from '../../src/export/xlsx.ts';
import { range } from '../support/company.ts';
import { AWKWARD, FORMULAS, LONG, UNREADABLE } from './hostile-cells.ts';
import { newFile, STAYS, sheetOf, xlsxSheets } from './sheets.ts';

const XLSX = { format: 'xlsx', force: false, signal: STAYS } as const;

function sheetXml(file: string): string {
  return Buffer.from(unzipSync(readFileSync(file))['xl/worksheets/sheet1.xml'] ?? []).toString();
}

async function written(texts: readonly string[]): Promise<unknown[]> {
  const file = newFile('cells.xlsx');
  await writeSheet(
    sheetOf(
      texts.map((text) => ['before', text, 'after']),
      ['a', 'b', 'c'],
    ),
    file,
    XLSX,
  );
  const [sheet] = await xlsxSheets(file);
  const [head, ...rows] = sheet?.rows ?? [];
  expect(head).toEqual(['a', 'b', 'c']);
  for (const row of rows) expect([row[0], row[2], row.length]).toEqual(['before', 'after', 3]);
  return rows.map((row) => row[1]);
}

test('every awkward text arrives in its own cell unchanged', async () => {
  expect(await written(AWKWARD)).toEqual(AWKWARD);
});

test('text that looks like a formula is stored as text, unchanged', async () => {
  expect(await written(FORMULAS)).toEqual(FORMULAS.map((text) => text.replace('\0', '\ufffd')));
});

test('control characters and broken surrogates become �', async () => {
  expect(await written(UNREADABLE.map(([from]) => from))).toEqual(UNREADABLE.map(([, to]) => to));
});

test('numbers, flags, days and instants keep their type, and text in such a column stays text', async () => {
  const file = newFile('typed.xlsx');
  const columns = [
    { label: 'seats', type: 'number' },
    { label: 'paid', type: 'flag' },
    { label: 'last active', type: 'date' },
  ] as const;
  await writeSheet(
    sheetOf(
      [
        [-5, true, '2026-03-01'],
        [0.25, false, '2026-03-01T12:30:45.000Z'],
        ['about 7', 'yes', 'in spring'],
        [null, null, '1899-01-01'],
        [Number.POSITIVE_INFINITY, null, '2026-99-99'],
        [1, null, '2026-02-31'],
        [1, null, '2026-03-01T23:59:59.999Z'],
        [1, null, '2026-03-01T00:00'],
        [1, null, '2026-03-01T12:00:00+02:00'],
        [1, null, '2026-03-01T24:00Z'],
        [1, null, '2026-13-01'],
        [1, null, '2026-00-10T08:07:00Z'],
        [1, null, '2026-03-00'],
        [1, null, '2028-02-29T08:07'],
      ],
      columns,
    ),
    file,
    XLSX,
  );
  const [sheet] = await xlsxSheets(file);
  expect(sheet?.rows.slice(1)).toEqual([
    [-5, true, new Date('2026-03-01T00:00:00Z')],
    [0.25, false, new Date('2026-03-01T12:30:45Z')],
    ['about 7', 'yes', 'in spring'],
    [null, null, '1899-01-01'],
    [null, null, '2026-99-99'],
    [1, null, '2026-02-31'],
    [1, null, new Date('2026-03-01T23:59:59Z')],
    [1, null, new Date('2026-03-01T00:00:00Z')],
    [1, null, '2026-03-01T12:00:00+02:00'],
    [1, null, '2026-03-01T24:00Z'],
    [1, null, '2026-13-01'],
    [1, null, '2026-00-10T08:07:00Z'],
    [1, null, '2026-03-00'],
    [1, null, new Date('2028-02-29T08:07:00Z')],
  ]);
});

test('a time is the same second for readers that cut off, and its column is wide enough to show it', async () => {
  const file = newFile('times.xlsx');
  const moments = ['2026-03-01T08:07:00Z', '2026-03-01T08:07:01.999Z', '2026-03-01T23:59:59Z'];
  await writeSheet(
    sheetOf(
      moments.map((moment) => [moment, 'ada.lovelace@acme.example', 7]),
      [
        { label: 'first seen', type: 'date' },
        { label: 'email', type: 'text' },
        { label: 'n', type: 'number' },
      ],
    ),
    file,
    XLSX,
  );
  const xml = sheetXml(file);
  const serials = [...xml.matchAll(/<v>(\d+)\.(\d+)<\/v>/g)].map(([, , time]) =>
    Math.trunc(Number(`0.${time}`) * 86_400),
  );
  expect(serials).toEqual([8 * 3600 + 7 * 60, 8 * 3600 + 7 * 60 + 1, 86_399]);
  const widths = [...xml.matchAll(/width="(\d+)"/g)].map(([, width]) => Number(width));
  expect(widths).toEqual([20, 'ada.lovelace@acme.example'.length + 3, 11]);
});

test('a text that is too long for a cell is shortened, and the sheet "About" reports it', async () => {
  const file = newFile('long.xlsx');
  const pair = `${'y'.repeat(32_765)}😀😀`;
  const done = await writeSheet(
    sheetOf([[LONG], [`<${LONG}`], [pair], ['z'.repeat(32_767)]], ['a']),
    file,
    XLSX,
  );
  expect(done.cut).toBe(3);
  const [sheet, about] = await xlsxSheets(file);
  expect(sheet?.rows.slice(1)).toEqual([
    [`${'x'.repeat(32_766)}…`],
    [`<${'x'.repeat(32_765)}…`],
    [`${'y'.repeat(32_765)}…`],
    ['z'.repeat(32_767)],
  ]);
  expect(about?.rows.at(-1)).toEqual([
    'Shortened',
    '3 cells were longer than the 32,767 characters of an Excel cell; a CSV keeps the full text.',
  ]);
});

test('the notes are on a sheet of their own', async () => {
  const file = newFile('notes.xlsx');
  const done = await writeSheet(sheetOf([['x']], ['a'], 'access [figma]: all'), file, XLSX);
  expect(done.about).toBeNull();
  const [sheet, about] = await xlsxSheets(file);
  expect(sheet?.name).toBe('access  figma   all');
  expect(about).toEqual({
    name: 'About',
    rows: [
      ['About this file', ''],
      ['Organisation', 'Acme'],
      ['Filter', 'inactive'],
      ['Rows', '1'],
    ],
  });
});

test('at the row limit of Excel the table continues on the next sheet', async () => {
  const file = newFile('rows.xlsx');
  const handle = openSync(file, 'w');
  const sheet = sheetOf(
    range(11).map((n) => [`row ${n}`]),
    ['a'],
    'a'.repeat(40),
  );
  const done = await writeXlsx(sheet, async (bytes) => void writeSync(handle, bytes), STAYS, {
    rows: 5,
    bytes: Number.POSITIVE_INFINITY,
  });
  closeSync(handle);
  expect(done).toEqual({ rows: 11, cut: 0 });
  const sheets = await xlsxSheets(file);
  expect(sheets.map(({ name, rows }) => [name, rows.length])).toEqual([
    ['a'.repeat(31), 5],
    [`${'a'.repeat(27)} (2)`, 5],
    [`${'a'.repeat(27)} (3)`, 4],
    ['About', 4],
  ]);
  expect(sheets.slice(0, 3).flatMap(({ rows }) => rows.slice(1).flat())).toEqual(
    range(11).map((n) => `row ${n}`),
  );
});

test('a sheet that is full to the last row is not followed by an empty one', async () => {
  const file = newFile('full.xlsx');
  const handle = openSync(file, 'w');
  const sheet = sheetOf(
    range(8).map((n) => [n]),
    ['a'],
  );
  await writeXlsx(sheet, async (bytes) => void writeSync(handle, bytes), STAYS, { rows: 5, bytes: 1e9 });
  closeSync(handle);
  expect((await xlsxSheets(file)).map(({ rows }) => rows.length)).toEqual([5, 5, 4]);
});

test('a sheet whose text grows too long is continued on the next sheet', async () => {
  const file = newFile('bytes.xlsx');
  const handle = openSync(file, 'w');
  const sheet = sheetOf(
    range(9).map((n) => [n]),
    ['a'],
  );
  await writeXlsx(sheet, async (bytes) => void writeSync(handle, bytes), STAYS, { rows: 100, bytes: 10 });
  closeSync(handle);
  expect((await xlsxSheets(file)).map(({ rows }) => rows.length)).toEqual([4, 4, 4, 4]);
});

test('the same table gives the same bytes', async () => {
  const files = [newFile('one.xlsx'), newFile('two.xlsx')];
  for (const file of files) await writeSheet(sheetOf([['x', 1]], ['a', 'b']), file, XLSX);
  const [one, two] = files.map((file) => readFileSync(file));
  expect(one?.equals(two ?? Buffer.alloc(0))).toBe(true);
});

test.each([
  ['access figma', 'access figma'],
  ["'quoted'", 'quoted'],
  ['a/b\\c*d?e:f[g]', 'a b c d e f g'],
  ['', 'Sheet'],
  ['History', 'Sheet History'],
  ['about', 'about (2)'],
  [`${'x'.repeat(30)}😀`, 'x'.repeat(30)],
])('a sheet called %j is named %j', (wanted, name) => {
  expect(sheetName(wanted, ['About'])).toBe(name);
});
