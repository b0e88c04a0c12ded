import type { Stats } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { ConnectorIo } from '../base/connector.ts';
import { ConnectorError } from '../base/errors.ts';
import { badFile, type CsvFile, csvFile, unreadable } from '../csv-text/file.ts';
import { type FolderEntry, isPattern, newestFit } from './pattern.ts';

type LocalIo = Pick<ConnectorIo, 'directory' | 'signal' | 'now' | 'sleep'>;

/** A file that was written this recently may still be written: it is checked again until it stops changing. */
const MOMENT_MS = 1500;
const REST_MS = 500;
const MOST_LOOKS = 10;

/** The file of this machine that a path or a pattern names, once nobody writes it any more. */
export async function localFile(app: string, name: string, io: LocalIo): Promise<CsvFile> {
  const file = isPattern(name) ? await newestIn(csvFile(app, name, io), io) : csvFile(app, name, io);
  await atRest(file, io);
  return file;
}

async function newestIn(named: CsvFile, io: LocalIo): Promise<CsvFile> {
  const folder = dirname(named.path);
  if (isPattern(folder))
    throw badFile(named, 'has a * in a folder; it may stand in the name of the file only');
  const picked = newestFit(basename(named.path), await entriesOf(named, folder));
  if ('problem' in picked) throw badFile(named, picked.problem);
  return csvFile(named.app, join(dirname(named.name), picked.name), io);
}

async function entriesOf(named: CsvFile, folder: string): Promise<readonly FolderEntry[]> {
  try {
    const names = (await readdir(folder, { withFileTypes: true })).filter((entry) => !entry.isDirectory());
    const found = await Promise.all(names.map(({ name }) => entryOf(folder, name)));
    return found.filter((entry) => entry !== null);
  } catch (cause) {
    throw unreadable({ ...named, path: folder }, cause);
  }
}

/** `null` for an entry that is gone by now, or is not a file. */
async function entryOf(folder: string, name: string): Promise<FolderEntry | null> {
  const found = await stat(resolve(folder, name)).catch(() => null);
  return found?.isFile() === true ? { name, modified: found.mtimeMs } : null;
}

async function atRest(file: CsvFile, { now, sleep }: LocalIo): Promise<void> {
  // If something is wrong with it, reading it will tell.
  const look = (): Promise<Stats | null> => stat(file.path).catch(() => null);
  let before = await look();
  for (let looks = 0; before !== null && Math.abs(now().getTime() - before.ctimeMs) < MOMENT_MS; looks++) {
    if (looks === MOST_LOOKS)
      throw new ConnectorError(
        file.app,
        'file-changed',
        `${file.name} is still being written; it will be read at the next sync`,
      );
    await sleep(REST_MS);
    const after = await look();
    if (after?.size === before.size && after.mtimeMs === before.mtimeMs) return;
    before = after;
  }
}
