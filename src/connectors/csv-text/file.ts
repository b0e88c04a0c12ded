import { isUtf8 } from 'node:buffer';
import { type FileHandle, open, readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { TextDecoder } from 'node:util';
import type { Instant } from '../../domain/day.ts';
import type { ConnectorIo } from '../base/connector.ts';
import { ConnectorError } from '../base/errors.ts';
import { encodingOf, type OtherEncoding, utf16In } from './encoding.ts';
import { isScreenText } from './screen-text.ts';
import { isPacked, unpacked } from './unpack.ts';

/** Texts of this size are short-lived for the garbage collector; at four times the size, each would wait for a full collection. */
const CHUNK_BYTES = 64 * 1024;

/** A file that an admin named, and the app or roster source it belongs to. */
export interface CsvFile {
  /** Its name was typed in a command; otherwise it is written in seatkeeper.yaml, which is the place to correct it. */
  readonly typed?: true;
  readonly app: string;
  /** As the admin wrote it, for errors. */
  readonly name: string;
  readonly path: string;
  readonly signal: AbortSignal;
}

export function csvFile(app: string, name: string, io: Pick<ConnectorIo, 'directory' | 'signal'>): CsvFile {
  return { app, name, path: resolve(io.directory, name), signal: io.signal };
}

/** Told about an encoding other than UTF-8, and about the sheet of a workbook that has several. */
export type Told = (found: { readonly encoding: OtherEncoding } | { readonly sheet: string }) => void;

/**
 * The text of a file in chunks, from UTF-8, UTF-16, or else the encoding that `told` is told. Ends normally only when the whole file was read and did not
 * change during the read.
 */
export async function* readFileText(file: CsvFile, told: Told = () => {}): AsyncGenerator<string> {
  const before = await modified(file);
  if (before.size === 0) throw badFile(file, 'is empty; it needs at least a header line');
  const handle = await opened(file);
  try {
    yield* decoded(file, chunks(file, handle), () => readFile(file.path), told);
  } finally {
    await handle.close();
  }
  const after = await modified(file);
  if (after.size !== before.size || after.mtimeMs !== before.mtimeMs) {
    throw new ConnectorError(
      file.app,
      'file-changed',
      `${file.name} changed while it was read; it will be read again`,
    );
  }
}

export async function modifiedAt(file: CsvFile): Promise<Instant> {
  return (await modified(file)).mtime.toISOString();
}

export function badFile(file: CsvFile, problem: string, cause?: unknown): ConnectorError {
  return new ConnectorError(file.app, 'bad-file', `${file.name} ${problem}`, { cause });
}

export const WEB_PAGE =
  'is a web page (HTML), not a table; if it is the page of a login, the address needs a key';

const OLD_WORKBOOK = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);
const FROM_DIRECTORY =
  'export it with csvde or with Get-ADUser … | Export-Csv, or let the roster source ldap read the directory itself';
const LDIF = `is LDIF, as ldifde and ldapsearch write it, and not a table; ${FROM_DIRECTORY}`;
const SCREEN_TEXT = `is text for the screen, as dsquery, dsget and Format-Table print it, and not a table; ${FROM_DIRECTORY}`;

async function* decoded(
  file: CsvFile,
  source: AsyncIterable<Chunk>,
  whole: () => Promise<Buffer>,
  told: Told,
): AsyncGenerator<string> {
  let decoder = new TextDecoder('utf-8', { fatal: true });
  /** Bytes above 127 at the end of the last chunk, which may be an incomplete letter. */
  let pending: Buffer = Buffer.alloc(0);
  for await (const { bytes, first } of source) {
    if (first && isPacked(bytes)) {
      const found = await unpacked(await whole());
      if ('problem' in found) throw badFile(file, found.problem);
      // An archive inside an archive is not supported.
      if (found.sheet !== undefined) told({ sheet: found.sheet });
      if (isPacked(found.table)) throw badFile(file, 'is an archive with another one in it; unpack it');
      yield* decoded(file, inChunks(found.table), () => Promise.resolve(found.table), told);
      return;
    }
    if (first && bytes.subarray(0, 4).equals(OLD_WORKBOOK))
      throw badFile(file, 'is a workbook of an old Excel (.xls); save it as .xlsx or CSV');
    const utf16 = first ? utf16In(bytes) : null;
    if (utf16 !== null) decoder = new TextDecoder(utf16, { fatal: true });
    let text: string;
    try {
      text = decoder.decode(bytes, { stream: bytes.length > 0 });
    } catch (cause) {
      const other = decoder.encoding === 'utf-8' ? encodingOf(await whole()) : null;
      if (other === null) throw notUtf8(file, decoder.encoding, await whole(), cause);
      told({ encoding: other });
      decoder = new TextDecoder(other, { fatal: true });
      text = decoder.decode(Buffer.concat([pending, bytes]), { stream: bytes.length > 0 });
    }
    pending = lastBytesOf(bytes);
    if (first && /^\s*<(?:!doctype html|html|head|table)\b/i.test(text)) throw badFile(file, WEB_PAGE);
    if (first && /^\s*(?:#[^\n]*\s+)*(?:version:\s*\d+\s+)?dn::? /i.test(text)) throw badFile(file, LDIF);
    if (first && isScreenText(text)) throw badFile(file, SCREEN_TEXT);
    if (text.includes('\0'))
      throw badFile(file, 'contains NUL bytes, so it is not plain text; save it as CSV in UTF-8');
    if (text !== '') yield text;
  }
}

function lastBytesOf(bytes: Buffer): Buffer {
  let from = bytes.length;
  while (from > 0 && bytes.length - from < 3 && (bytes[from - 1] ?? 0) >= 0x80) from--;
  return Buffer.from(bytes.subarray(from));
}

interface Chunk {
  readonly bytes: Buffer;
  readonly first: boolean;
}

/** Bytes that are in memory, an empty chunk last. */
async function* inChunks(bytes: Buffer): AsyncGenerator<Chunk> {
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES)
    yield { bytes: bytes.subarray(at, at + CHUNK_BYTES), first: at === 0 };
  yield { bytes: Buffer.alloc(0), first: false };
}

/** The bytes of the file, an empty chunk last. The next chunk is fetched while this one is processed. */
async function* chunks(file: CsvFile, handle: FileHandle): AsyncGenerator<Chunk> {
  const buffers = [Buffer.allocUnsafe(CHUNK_BYTES), Buffer.allocUnsafe(CHUNK_BYTES)] as const;
  const fetch = (turn: number) => {
    const buffer = turn % 2 === 0 ? buffers[0] : buffers[1];
    const fetching = handle
      .read(buffer, 0, CHUNK_BYTES)
      .then(({ bytesRead }) => buffer.subarray(0, bytesRead));
    // It is awaited in its turn; until then a failure must not count as unhandled.
    fetching.catch(() => {});
    return fetching;
  };
  let ahead = fetch(0);
  try {
    for (let turn = 0; ; turn++) {
      file.signal.throwIfAborted();
      const bytes = await ahead;
      if (bytes.length > 0) ahead = fetch(turn + 1);
      yield { bytes, first: turn === 0 };
      if (bytes.length === 0) return;
    }
  } finally {
    // The file is closed next, so a pending read has to finish first, wanted or not.
    await ahead.catch(() => {});
  }
}

function notUtf8(file: CsvFile, encoding: string, whole: Buffer, cause: unknown): ConnectorError {
  const line = encoding === 'utf-8' ? lineOfBadByte(whole) : null;
  const where = line === null ? '' : ` line ${line}`;
  const named = encoding.toUpperCase();
  return badFile({ ...file, name: `${file.name}${where}` }, `is not valid ${named}; save it as UTF-8`, cause);
}

function lineOfBadByte(bytes: Buffer): number | null {
  for (let line = 1, from = 0; ; line++) {
    const end = bytes.indexOf(0x0a, from);
    if (!isUtf8(bytes.subarray(from, end < 0 ? bytes.length : end))) return line;
    if (end < 0) return null;
    from = end + 1;
  }
}

async function modified(file: CsvFile) {
  try {
    const found = await stat(file.path);
    if (found.isFile()) return found;
  } catch (cause) {
    throw unreadable(file, cause);
  }
  throw badFile(file, `is not a file: ${file.path} is a folder or a device; name the CSV file itself`);
}

async function opened(file: CsvFile): Promise<FileHandle> {
  try {
    return await open(file.path);
  } catch (cause) {
    throw unreadable(file, cause);
  }
}

export function unreadable(file: CsvFile, cause: unknown): ConnectorError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return badFile(
        file,
        `was not found at ${file.path}; put it there or correct the path${file.typed ? '' : ' in seatkeeper.yaml'}`,
        cause,
      );
    case 'EACCES':
    case 'EPERM':
      return badFile(
        file,
        `cannot be read at ${file.path}: permission denied; let the user that runs Seatkeeper read it`,
        cause,
      );
    default:
      return badFile(file, `could not be read at ${file.path} (${code})`, cause);
  }
}
