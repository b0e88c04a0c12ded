import { gunzipSync } from 'node:zlib';
import { tableSheet } from './workbook.ts';

/** A table of accounts is never larger than this; anything larger was made to fill the memory. */
const MOST_BYTES = 512 * 1024 * 1024;
const TABLE = /\.(?:csv|tsv|txt|xlsx)$/i;
const WORKBOOK = 'xl/workbook.xml';
/** Files that operating systems add to an archive. */
const ADDED = /(?:^|\/)(?:__MACOSX\/|\.)/;
const TAR_BLOCK = 512;

/** The content of an archive: a table, or why there is none. */
export type Unpacked =
  | { readonly table: Buffer /** Where a workbook has several. */; readonly sheet?: string }
  | { readonly problem: string };

/** Whether these bytes begin a `.zip`, `.xlsx` or `.gz`. */
export function isPacked(bytes: Buffer): boolean {
  const [a, b] = bytes;
  return (a === 0x50 && b === 0x4b) || (a === 0x1f && b === 0x8b);
}

/** The one table in a `.zip`, a `.tar.gz` or a `.csv.gz`, which may be a workbook, or a sheet of a workbook as CSV in UTF-8. */
export async function unpacked(bytes: Buffer): Promise<Unpacked> {
  try {
    return bytes[0] === 0x1f ? inGzip(bytes) : await inZip(bytes);
  } catch (error) {
    const large = error instanceof RangeError || (error instanceof Error && error.message === TOO_LARGE);
    return {
      problem: large
        ? 'is larger than 512 MB when it is unpacked; save it as CSV'
        : 'cannot be unpacked: it is broken, cut off or protected by a password; save it as CSV',
    };
  }
}

const TOO_LARGE = 'too large';

async function inZip(bytes: Buffer): Promise<Unpacked> {
  // Most files are not packed.
  const { unzipSync } = await import('fflate');
  let size = 0;
  const files = unzipSync(bytes, {
    filter({ name, originalSize }) {
      size += originalSize;
      if (size > MOST_BYTES) throw new Error(TOO_LARGE);
      return name === WORKBOOK || (TABLE.test(name) && !ADDED.test(name));
    },
  });
  const { [WORKBOOK]: workbook, ...tables } = files;
  if (workbook !== undefined) {
    const { table, name } = await tableSheet(bytes, Buffer.from(workbook).toString('utf8'));
    return name === null ? { table } : { table, sheet: name };
  }
  const found = only(Object.values(tables).map((file) => Buffer.from(file)));
  const isWorkbook = Object.keys(tables).some((name) => /\.xlsx$/i.test(name));
  return 'table' in found && isWorkbook && isPacked(found.table) ? inZip(found.table) : found;
}

function inGzip(bytes: Buffer): Unpacked {
  const content = gunzipSync(bytes, { maxOutputLength: MOST_BYTES });
  const isTar = content.toString('latin1', 257, 262) === 'ustar';
  return isTar ? only(tablesInTar(content)) : { table: content };
}

/** Headers of 512 bytes: the name at 0, the size at 124 in octal, the kind at 156; each file is filled up to whole blocks. */
function tablesInTar(content: Buffer): Buffer[] {
  const tables: Buffer[] = [];
  for (let at = 0; at + TAR_BLOCK <= content.length; ) {
    const name = content.toString('utf8', at, at + 100).replace(/\0.*$/s, '');
    const size = Number.parseInt(content.toString('latin1', at + 124, at + 136), 8) || 0;
    const kind = content.toString('latin1', at + 156, at + 157);
    const from = at + TAR_BLOCK;
    const isFile = kind === '0' || kind === '\0';
    if (isFile && TABLE.test(name) && !ADDED.test(name)) tables.push(content.subarray(from, from + size));
    at = from + Math.ceil(size / TAR_BLOCK) * TAR_BLOCK;
  }
  return tables;
}

function only([table, ...more]: readonly Buffer[]): Unpacked {
  if (table === undefined)
    return { problem: 'is an archive without a table (.csv, .tsv, .txt or .xlsx) in it' };
  if (more.length === 0) return { table };
  return {
    problem: `is an archive with ${more.length + 1} tables in it; unpack it, and name the one you mean`,
  };
}
