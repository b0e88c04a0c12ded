import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { writeSheet } from '../../src/export/write-sheet.ts';
import { AWKWARD, FORMULAS, LONG, UNREADABLE } from './hostile-cells.ts';
import { csvRows, newFile, STAYS, sheetOf } from './sheets.ts';

const CSV = { format: 'csv', force: false, signal: STAYS } as const;

async function written(texts: readonly string[]): Promise<string[]> {
  const file = newFile('cells.csv');
  await writeSheet(
    sheetOf(
      texts.map((text) => ['before', text, 'after']),
      ['a', 'b', 'c'],
    ),
    file,
    CSV,
  );
  const [head, ...rows] = csvRows(file);
  expect(head).toEqual(['a', 'b', 'c']);
  for (const row of rows) expect([row[0], row[2], row.length]).toEqual(['before', 'after', 3]);
  return rows.map((row) => row[1] ?? '');
}

test('every awkward text arrives in its own cell unchanged', async () => {
  expect(await written([...AWKWARD, LONG])).toEqual([...AWKWARD, LONG]);
});

test('text that a spreadsheet would evaluate starts with an added quote and is otherwise unchanged', async () => {
  const expected = FORMULAS.map((text) => `'${text.replace('\0', '\ufffd')}`);
  expect(await written(FORMULAS)).toEqual(expected);
});

test('control characters and broken surrogates become �', async () => {
  expect(await written(UNREADABLE.map(([from]) => from))).toEqual(UNREADABLE.map(([, to]) => to));
});

test('a hostile header is neutralised too, because apps name their own columns', async () => {
  const file = newFile('head.csv');
  await writeSheet(sheetOf([['1', '2']], ['=cmd|calc', 'a,"b"']), file, CSV);
  expect(csvRows(file)[0]).toEqual(["'=cmd|calc", 'a,"b"']);
});

test('our own numbers stay numbers, and text that looks like a formula is neutralised', async () => {
  const file = newFile('numbers.csv');
  const row = [-5, 0.1 + 0.2, '-5', true, null, '', Number.NaN, 1e21];
  await writeSheet(sheetOf([row], ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']), file, CSV);
  expect(csvRows(file)[1]).toEqual(['-5', '0.30000000000000004', "'-5", 'true', '', '', '', '1e+21']);
});

test('the bytes are RFC 4180 in UTF-8 with a byte order mark', async () => {
  const file = newFile('bytes.csv');
  await writeSheet(
    sheetOf(
      [
        ['Chloé', 'a "b", c'],
        ['', 'x\ny'],
      ],
      ['name', 'said'],
    ),
    file,
    CSV,
  );
  expect(readFileSync(file, 'utf8')).toBe('\ufeffname,said\r\nChloé,"a ""b"", c"\r\n,"x\ny"\r\n');
});

test('a row of one empty cell is still a row', async () => {
  const file = newFile('one.csv');
  await writeSheet(sheetOf([['a'], [''], [null], ['b']], ['only']), file, CSV);
  expect(csvRows(file)).toEqual([['only'], ['a'], [''], [''], ['b']]);
});

test('a table without rows has a header, and the notes are in a file next to it', async () => {
  const file = newFile('none.csv');
  const done = await writeSheet(sheetOf([], ['name', 'said']), file, CSV);
  expect(readFileSync(file, 'utf8')).toBe('\ufeffname,said\r\n');
  expect(done).toMatchObject({ file, about: `${file}.about.txt`, rows: 0, cut: 0, bytes: 14 });
  expect(readFileSync(`${file}.about.txt`, 'utf8')).toBe('Organisation: Acme\nFilter: inactive\nRows: 0\n');
});
