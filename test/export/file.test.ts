import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { ExportError } from '../../src/export/errors.ts';
import { FORMATS, writeSheet } from '../../src/export/write-sheet.ts';
import { range } from '../support/company.ts';
import { csvRows, newFile, STAYS, sheetOf } from './sheets.ts';

const rows = (count: number) =>
  sheetOf(
    range(count).map((n) => [`row ${n}`, 'x'.repeat(1000)]),
    ['a', 'b'],
  );
const left = (file: string) => readdirSync(dirname(file));

test('only its owner may read the file', async () => {
  const file = newFile('seats.csv');
  const { about } = await writeSheet(rows(2), file, { format: 'csv', force: false, signal: STAYS });
  for (const each of [file, about ?? '']) expect(statSync(each).mode & 0o777).toBe(0o600);
});

test.each(FORMATS)('an existing %s is kept, unless --force replaces it', async (format) => {
  const file = newFile(`seats.${format}`);
  writeFileSync(file, 'mine');
  const refused = await writeSheet(rows(2), file, { format, force: false, signal: STAYS }).catch(
    (error: unknown) => error,
  );
  expect(refused).toBeInstanceOf(ExportError);
  expect(String(refused)).toContain(
    `${file} already exists. Nothing was written. Name another file, or add --force to replace it.`,
  );
  expect(readFileSync(file, 'utf8')).toBe('mine');
  expect(left(file)).toEqual([`seats.${format}`]);
  await writeSheet(rows(2), file, { format, force: true, signal: STAYS });
  expect(readFileSync(file, 'utf8')).not.toBe('mine');
});

test('a file that another process creates during the export is kept', async () => {
  const file = newFile('seats.csv');
  const sheet = {
    ...rows(2),
    pages: (function* () {
      yield [['1', '2']];
      writeFileSync(file, 'theirs');
      yield [['3', '4']];
    })(),
  };
  await expect(writeSheet(sheet, file, { format: 'csv', force: false, signal: STAYS })).rejects.toThrow(
    'already exists',
  );
  expect(readFileSync(file, 'utf8')).toBe('theirs');
  expect(left(file)).toEqual(['seats.csv']);
});

test.each(FORMATS)('a %s has its name only once it is complete', async (format) => {
  const file = newFile(`seats.${format}`);
  const seen: boolean[] = [];
  const sheet = {
    ...rows(2),
    pages: (function* () {
      for (let n = 0; n < 50; n++) {
        seen.push(existsSync(file));
        yield [[String(n), 'x']];
      }
    })(),
  };
  await writeSheet(sheet, file, { format, force: false, signal: STAYS });
  expect(seen).toEqual(Array(50).fill(false));
  expect(existsSync(file)).toBe(true);
});

/** The kernel's device that acts like a full disk: every write to it fails. */
const onFullDisk = {
  force: true,
  signal: STAYS,
  open: async (path: string, flags: string, mode: number) => {
    await open(path, flags, mode).then((handle: FileHandle) => handle.close());
    return open('/dev/full', 'w');
  },
} as const;

/** Only Linux has `/dev/full`, so these tests run only there. */
test.runIf(process.platform === 'linux').each(FORMATS)(
  'on a full disk a %s is refused in one sentence, and the old file stays',
  async (format) => {
    const file = newFile(`seats.${format}`);
    writeFileSync(file, 'last week');
    const error = await writeSheet(rows(3000), file, {
      ...onFullDisk,
      open: onFullDisk.open as unknown as typeof open,
      format,
    }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'ExportError', kind: 'disk-full' });
    expect(String(error)).toContain(`The disk that holds ${file} is full`);
    expect(readFileSync(file, 'utf8')).toBe('last week');
  },
);

test.each(FORMATS)('no %s is left when the data cannot be read to its end', async (format) => {
  const file = newFile(`seats.${format}`);
  const sheet = {
    ...rows(2),
    pages: (function* () {
      for (let n = 0; n < 2000; n++) yield [[String(n), 'x'.repeat(1000)]];
      throw new Error('the database went away');
    })(),
  };
  await expect(writeSheet(sheet, file, { format, force: false, signal: STAYS })).rejects.toThrow(
    'the database went away',
  );
  expect(left(file)).toEqual([]);
});

test.each(FORMATS)('an aborted export leaves no %s behind', async (format) => {
  const stop = new AbortController();
  const file = newFile(`seats.${format}`);
  let read = 0;
  const sheet = {
    ...rows(2),
    pages: (function* () {
      for (; ; read++) {
        if (read === 5) stop.abort(new Error('stopped'));
        yield [[String(read), 'x']];
      }
    })(),
  };
  await expect(writeSheet(sheet, file, { format, force: false, signal: stop.signal })).rejects.toThrow(
    'stopped',
  );
  expect(read).toBeLessThan(10);
  expect(left(file)).toEqual([]);
});

test('the next export replaces what a killed one left', async () => {
  const file = newFile('seats.csv');
  writeFileSync(`${file}.partial`, 'half a f');
  await writeSheet(rows(2), file, { format: 'csv', force: false, signal: STAYS });
  expect(left(file).toSorted()).toEqual(['seats.csv', 'seats.csv.about.txt']);
  expect(csvRows(file)).toHaveLength(3);
});

test('of two exports to one name one is complete, and the other is refused', async () => {
  const file = newFile('seats.csv');
  const done = await Promise.allSettled(
    [400, 401].map((count) => writeSheet(rows(count), file, { format: 'csv', force: false, signal: STAYS })),
  );
  const [won, ...others] = done.flatMap((result) =>
    result.status === 'fulfilled' ? [result.value.rows] : [],
  );
  expect(others).toEqual([]);
  expect(csvRows(file)).toHaveLength((won ?? 0) + 1);
  const [lost] = done.flatMap((result) => (result.status === 'rejected' ? [String(result.reason)] : []));
  expect(lost).toMatch(/Another export is writing|already exists/);
  expect(left(file).filter((name) => name.endsWith('.partial'))).toEqual([]);
});

test.each([
  ['a folder that does not exist', 'no/such/seats.csv', 'There is no folder for'],
  ['a folder', 'folder', 'already exists'],
])('%s is refused in one sentence', async (_, name, why) => {
  const home = dirname(newFile('x'));
  mkdirSync(join(home, 'folder'));
  const file = join(home, name);
  await expect(writeSheet(rows(2), file, { format: 'csv', force: false, signal: STAYS })).rejects.toThrow(
    why,
  );
  expect(readdirSync(home)).toEqual(['folder']);
});
