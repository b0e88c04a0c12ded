import { basename } from 'node:path';
import type { ConnectorIo } from '../base/connector.ts';
import type { Meter } from '../base/usage.ts';
import type { CsvFile } from '../csv-text/file.ts';
import { localFile } from './local-file.ts';
import { type FileAccess, webName } from './settings.ts';

/** A file as an admin named it: by a path, by a pattern, or by an address. */
export interface NamedFile {
  /** For messages, without parts that may be secret; for a pattern, the file that was found. */
  readonly name: string;
  /** It is on another machine. */
  readonly remote: boolean;
  /** Finds or downloads it, once for each connection; the result is on this machine. */
  find(): Promise<CsvFile>;
  /** Its name without the folder; for a pattern, that of the file that was found. */
  shortName(): string;
}

export function namedFile(
  name: string,
  access: FileAccess & { readonly meter: Meter },
  io: ConnectorIo,
): NamedFile {
  const place = placeOf(name, access, io);
  let found: Promise<CsvFile> | null = null;
  let shown = place.name;
  return {
    get name() {
      return shown;
    },
    remote: place.remote,
    find() {
      found ??= place.find().then((file) => {
        shown = file.name;
        return file;
      });
      return found;
    },
    shortName: () => basename(shown),
  };
}

function placeOf(
  name: string,
  { headers = {}, sftp, meter }: FileAccess & { readonly meter: Meter },
  io: ConnectorIo,
): Omit<NamedFile, 'shortName'> {
  if (/^https?:\/\//i.test(name))
    return {
      name: webName(name),
      remote: true,
      find: async () => (await import('./web-file.ts')).webFile(io.app, name, { headers, meter }, io),
    };
  if (/^sftp:\/\//i.test(name)) {
    const { host, pathname } = new URL(name);
    if (sftp === undefined) throw new Error('an sftp address was accepted without sftp:');
    return {
      name: `sftp://${host}${decodeURIComponent(pathname)}`,
      remote: true,
      find: async () => (await import('./sftp-file.ts')).sftpFile(io.app, name, sftp, io),
    };
  }
  return { name, remote: false, find: () => localFile(io.app, name, io) };
}
