import { once } from 'node:events';
import { crc32, createDeflateRaw } from 'node:zlib';
import { Zip, type ZipInputFile } from 'fflate';
import { ExportError } from './errors.ts';
import type { Sink } from './sheet.ts';

/** A zip file that is written while it grows, one entry at a time. */
export interface ZipFile {
  /** Writes one entry; `fill` passes its text in pieces. */
  entry(name: string, fill: (write: Write) => Promise<void>): Promise<void>;
  end(): Promise<void>;
}

/** Takes text. Resolves to its length in bytes once there is room for more. */
type Write = (text: string) => Promise<number>;

/** The limit of the file and of each entry without zip64 records, which some readers do not understand. */
export const ZIP_LIMIT = 2 ** 32 - 1;
/** The lowest compression: repeated names and tags still shrink to a tenth, in a third of the time. */
const COMPRESSION = {
  level: 1,
  chunkSize: 1 << 18,
};
/** A zip needs a date, and the same sheet should give the same bytes. */
const DATE = '1980-01-02';

/** fflate writes the container; Node's own zlib compresses the content, natively and on another thread. */
export function createZip(sink: Sink): ZipFile {
  let ready: Uint8Array[] = [];
  let length = 0;
  const zip = new Zip((error, bytes) => {
    if (error !== null) throw error;
    ready.push(bytes);
    length += bytes.length;
  });

  async function flush(): Promise<void> {
    const chunks = ready;
    ready = [];
    if (length > ZIP_LIMIT)
      throw new ExportError(
        'too-large',
        'The file would be larger than 4 GB, the limit of XLSX. Nothing was written. Export as CSV, or use a filter.',
      );
    for (const chunk of chunks) await sink(chunk);
  }

  return {
    async entry(name, fill) {
      const file: ZipInputFile = { filename: name, size: 0, crc: 0, compression: 8, mtime: DATE };
      zip.add(file);
      const deflate = createDeflateRaw(COMPRESSION);
      const add = (bytes: Uint8Array, last: boolean) =>
        file.ondata?.(null, bytes as Uint8Array<ArrayBuffer>, last);
      deflate.on('data', (bytes: Buffer) => add(bytes, false));
      const pieces = encoder(async (bytes, free) => {
        file.size += bytes.length;
        file.crc = crc32(bytes, file.crc);
        deflate.write(bytes, free);
        await flush();
      });
      try {
        await fill(pieces.add);
        await pieces.end();
        deflate.end();
        await once(deflate, 'end');
        add(new Uint8Array(0), true);
        await flush();
      } finally {
        deflate.destroy();
      }
    },
    async end() {
      zip.end();
      await flush();
    },
  };
}

/** How many pieces may wait for the compressor, which works while the next ones are prepared. */
const AHEAD = 4;
/** Large enough that handing them to another thread costs little. */
const PIECE = 1 << 19;

/** Takes the bytes of a piece and calls `free` once they are used up. */
type Take = (bytes: Buffer, free: () => void) => Promise<void>;

/** Encodes text into a few buffers that are reused, because a gigabyte of new ones would burden the garbage collector. */
function encoder(take: Take): { readonly add: Write; end(): Promise<void> } {
  const idle = Array.from({ length: AHEAD }, () => Buffer.allocUnsafeSlow(PIECE));
  let waiting: (() => void) | null = null;
  let current: Buffer<ArrayBuffer> | null = null;
  let used = 0;

  async function next(): Promise<Buffer<ArrayBuffer>> {
    while (idle.length === 0)
      await new Promise<void>((resolve) => {
        waiting = resolve;
      });
    return idle.pop() ?? Buffer.allocUnsafeSlow(PIECE);
  }

  async function hand(): Promise<void> {
    if (current === null) return;
    const full = current;
    const bytes = full.subarray(0, used);
    current = null;
    used = 0;
    await take(bytes, () => {
      idle.push(full);
      waiting?.();
      waiting = null;
    });
  }

  return {
    async add(text) {
      // One UTF-16 unit takes at most three bytes.
      const most = text.length * 3;
      if (most > PIECE - used) await hand();
      if (most > PIECE) {
        const bytes = Buffer.from(text);
        await take(bytes, () => {});
        return bytes.length;
      }
      current ??= await next();
      const length = current.write(text, used);
      used += length;
      return length;
    },
    end: hand,
  };
}
