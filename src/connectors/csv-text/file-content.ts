import { createHash, type Hash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import { ConnectorError } from '../base/errors.ts';

const CHUNK_BYTES = 1024 * 1024;

/** A file of this machine. */
interface LocalFile {
  readonly path: string;
  readonly signal: AbortSignal;
}

interface NamedFile {
  find(): Promise<LocalFile>;
}

/** A SHA-256 of files and of the settings that say how to read them. */
interface Content {
  /** `null` when a file cannot be read: reading it says why. Works it out again when a file has changed since the last call. */
  digest(): Promise<string | null>;
}

export function fileContent(named: readonly NamedFile[], readWith: unknown): Content {
  let known: { readonly stamp: string; readonly digest: string } | null = null;

  async function work(files: readonly LocalFile[], stamp: string): Promise<string> {
    const hash = createHash('sha256').update(JSON.stringify(readWith));
    for (const file of files) await addFile(hash, file);
    const digest = hash.digest('hex');
    known = { stamp, digest };
    return digest;
  }

  return {
    async digest() {
      let files: readonly LocalFile[] = [];
      try {
        files = await Promise.all(named.map((file) => file.find()));
        const stamp = await stampOf(files);
        return known?.stamp === stamp ? known.digest : await work(files, stamp);
      } catch (error) {
        if (error instanceof ConnectorError) return null;
        for (const { signal } of files) signal.throwIfAborted();
        if (error instanceof Error && 'code' in error) return null;
        throw error;
      }
    },
  };
}

/** What the file system says about the files: the text changes when one was written or replaced. */
async function stampOf(files: readonly LocalFile[]): Promise<string> {
  const stamps = await Promise.all(files.map(({ path }) => stat(path)));
  return stamps.map(({ ino, size, mtimeMs }) => `${ino} ${size} ${mtimeMs}`).join(', ');
}

async function addFile(hash: Hash, { path, signal }: LocalFile): Promise<void> {
  const handle = await open(path);
  try {
    const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
    for (;;) {
      signal.throwIfAborted();
      const { bytesRead } = await handle.read(buffer, 0, CHUNK_BYTES);
      if (bytesRead === 0) return;
      hash.update(buffer.subarray(0, bytesRead));
    }
  } finally {
    await handle.close();
  }
}
