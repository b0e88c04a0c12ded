import { statSync } from 'node:fs';
import { appendFile, mkdir, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { csv } from '../../../src/connectors/csv/csv.ts';
import { csvRoster } from '../../../src/roster/csv.ts';
import { connectorErrorOf, everyOf, folderWith, testIo } from '../../support/connector-io.ts';

const LIST = (address: string) => `email,state\n${address},active\n`;

/** A folder whose files were written at these moments. */
async function exportsOf(files: Readonly<Record<string, string>>): Promise<string> {
  const directory = await folderWith({});
  await mkdir(join(directory, 'exports'));
  for (const [name, at] of Object.entries(files)) {
    const path = join(directory, 'exports', name);
    await writeFile(path, LIST(`${name.replace(/\W/g, '-')}@acme.example`));
    await utimes(path, new Date(at), new Date(at));
  }
  return directory;
}

const app = (directory: string, accounts = 'exports/slack-*.csv') =>
  csv.connect({ accounts }, testIo({ directory }));

describe('A pattern stands for the newest file that fits it', () => {
  it('whose date is the date of the data, and whose name is the name of the file', async () => {
    const directory = await exportsOf({
      'slack-2026-01.csv': '2026-01-31T09:00:00Z',
      'slack-2026-02.csv': '2026-02-28T09:00:00Z',
      'slack-a.csv': '2026-02-01T09:00:00Z',
      'zoom-2026-03.csv': '2026-03-09T09:00:00Z',
    });
    const slack = app(directory);
    expect(await everyOf(slack.accounts())).toMatchObject([{ emails: ['slack-2026-02-csv@acme.example'] }]);
    expect(await slack.dataAge?.()).toBe('2026-02-28T09:00:00.000Z');
    expect(slack.dataFile).toBe('slack-2026-02.csv');
    expect(slack.unusedColumns?.().file).toBe('exports/slack-2026-02.csv');
  });

  it('for a roster as well', async () => {
    const directory = await exportsOf({
      'hr 1.csv': '2026-01-01T00:00:00Z',
      'hr 2.csv': '2026-02-01T00:00:00Z',
    });
    await writeFile(join(directory, 'exports', 'hr 3.csv'), 'email,status\nana@acme.example,active\n');
    const roster = csvRoster.connect({ file: 'exports/hr*.csv' }, testIo({ directory }));
    expect(await everyOf(roster.people())).toMatchObject([{ email: 'ana@acme.example' }]);
    expect(roster.dataFile).toBe('hr 3.csv');
  });

  it('but of two that are equally new none is taken', async () => {
    const directory = await exportsOf({
      'slack-a.csv': '2026-02-28T09:00:00.100Z',
      'slack-b.csv': '2026-02-28T09:00:00.900Z',
      'slack-c.csv': '2026-02-27T09:00:00Z',
    });
    expect((await connectorErrorOf(everyOf(app(directory).accounts()))).message).toBe(
      'exports/slack-*.csv fits two files that are equally new (slack-b.csv and slack-a.csv, written 2026-02-28T09:00:00Z); delete one, or write a narrower pattern',
    );
  });

  it('nor one that another program has not finished', async () => {
    const directory = await exportsOf({
      'slack-a.csv': '2026-01-28T09:00:00Z',
      '~$slack-b.csv': '2026-02-27T09:00:00Z',
      '.slack-c.csv': '2026-02-27T09:00:00Z',
      'slack-d.csv.part': '2026-02-27T09:00:00Z',
      'slack-e.csv.crdownload': '2026-02-27T09:00:00Z',
    });
    expect(await everyOf(app(directory, 'exports/*slack-*').accounts())).toMatchObject([
      { emails: ['slack-a-csv@acme.example'] },
    ]);
  });

  it.each([
    ['exports/figma-*.csv', 'exports/figma-*.csv fits no file; put one there, or correct the pattern'],
    ['exports/*/a.csv', 'exports/*/a.csv has a * in a folder; it may stand in the name of the file only'],
    ['gone/*.csv', /^gone\/\*\.csv was not found at .*\/gone; put it there/],
  ])('%s fits nothing, and says so', async (pattern, message) => {
    const directory = await exportsOf({ 'slack-a.csv': '2026-01-28T09:00:00Z' });
    const error = await connectorErrorOf(everyOf(app(directory, pattern).accounts()));
    expect(error.kind).toBe('bad-file');
    expect(error.message).toEqual(typeof message === 'string' ? message : expect.stringMatching(message));
  });

  it('means other content once a newer file is there', async () => {
    const directory = await exportsOf({ 'slack-a.csv': '2026-01-28T09:00:00Z' });
    const before = await app(directory).content?.();
    expect(await app(directory).content?.()).toBe(before);
    await writeFile(join(directory, 'exports', 'slack-b.csv'), LIST('new@acme.example'));
    expect(await app(directory).content?.()).not.toBe(before);
  });
});

describe('A file that is being written is no half list', () => {
  it('it is waited for until it rests', async () => {
    const directory = await folderWith({ 'app.csv': LIST('a@acme.example') });
    const path = join(directory, 'app.csv');
    const now = () => new Date(statSync(path).ctimeMs);
    let looks = 0;
    const sleep = async () => {
      if (++looks > 3) return;
      await appendFile(path, `b${looks}@acme.example,active\n`);
    };
    const accounts = await everyOf(
      csv.connect({ accounts: 'app.csv' }, testIo({ directory, sleep, now })).accounts(),
    );
    expect(accounts).toHaveLength(4);
    expect(looks).toBe(4);
  });

  it('and refused when it does not rest; a second try may find it whole', async () => {
    const directory = await folderWith({ 'app.csv': LIST('a@acme.example') });
    const path = join(directory, 'app.csv');
    const now = () => new Date(statSync(path).ctimeMs);
    const sleep = async () => {
      await appendFile(path, 'b@acme.example,active\n');
    };
    const reading = everyOf(
      csv.connect({ accounts: 'app.csv' }, testIo({ directory, sleep, now })).accounts(),
    );
    const error = await connectorErrorOf(reading);
    expect(error).toMatchObject({
      kind: 'file-changed',
      message: 'app.csv is still being written; it will be read at the next sync',
    });
  });

  it('a file that was written a while ago is read at once', async () => {
    const directory = await exportsOf({ 'slack-a.csv': '2026-03-10T11:59:50Z' });
    const io = testIo({ directory });
    await everyOf(csv.connect({ accounts: 'exports/slack-a.csv' }, io).accounts());
    expect(io.waits).toEqual([]);
    expect((await stat(join(directory, 'exports', 'slack-a.csv'))).isFile()).toBe(true);
  });
});
