import { type FileHandle, link, lstat, open, rename, rm, stat } from 'node:fs/promises';
import { ExportError, existsAlready, exportError } from './errors.ts';
import type { Sink } from './sheet.ts';

export interface FileOptions {
  /** Replaces what stands there. */
  readonly force: boolean;
  /** How a new file is opened; tests fill the disk here. */
  readonly open?: typeof open;
}

/**
 * Writes a file that only its owner may read, and gives it its name when all of it is on the disk: there is a whole file or
 * none. After an error nothing is left; after a kill at most `<file>.partial`, which the next export to that name replaces.
 * Throws `ExportError`.
 */
export async function writeWhole<T>(
  file: string,
  { force, open: opened = open }: FileOptions,
  write: (sink: Sink) => Promise<T>,
): Promise<T> {
  const partial = `${file}.partial`;
  let handle: FileHandle | null = null;
  try {
    if (!force) await refuseExisting(file);
    await rm(partial, { force: true });
    handle = await opened(partial, 'wx', 0o600);
    const { sink, written } = writer(handle);
    const result = await write(sink);
    await written();
    await handle.datasync();
    await refuseTaken(handle, partial, file);
    await place(partial, file, force);
    return result;
  } catch (error) {
    if (handle !== null) await discard(handle, partial);
    throw exportError(error, file);
  } finally {
    await handle?.close();
  }
}

/** One write under way while the next bytes are made. */
function writer(handle: FileHandle): { sink: Sink; written: () => Promise<void> } {
  let under: Promise<void> = Promise.resolve();
  const sink = async (bytes: Uint8Array) => {
    await under;
    under = writeAll(handle, bytes);
    // Told to whoever calls next; without this it would count as nobody's.
    under.catch(() => {});
  };
  return { sink, written: () => under };
}

async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; ) at += (await handle.write(bytes, at)).bytesWritten;
}

export async function refuseExisting(file: string): Promise<void> {
  const found = await lstat(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (found !== null) throw existsAlready(file);
}

/** Somebody else who exports to the same name has thrown our file away and writes their own. */
async function refuseTaken(handle: FileHandle, partial: string, file: string): Promise<void> {
  const [ours, there] = [await handle.stat(), await stat(partial).catch(() => null)];
  if (there !== null && there.ino === ours.ino && there.dev === ours.dev) return;
  throw new ExportError(
    'taken',
    `Another export is writing ${file} right now. Wait for that one, or name another file.`,
  );
}

async function place(partial: string, file: string, force: boolean): Promise<void> {
  if (force) return rename(partial, file);
  try {
    // Unlike a rename, never replaces what somebody put there meanwhile.
    await link(partial, file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && NO_LINKS.has(String(error.code)))) throw error;
    await refuseExisting(file);
    return rename(partial, file);
  }
  await rm(partial, { force: true });
}

/** What file systems without hard links say. */
const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EXDEV', 'EMLINK']);

async function discard(handle: FileHandle, partial: string): Promise<void> {
  const [ours, there] = await Promise.all([handle.stat(), lstat(partial)]).catch(() => [null, null]);
  // The folder may be what failed: then there is nothing to take away, and the first error tells why.
  if (ours !== null && there !== null && ours.ino === there.ino)
    await rm(partial, { force: true }).catch(() => {});
}
