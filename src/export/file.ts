import { type FileHandle, link, lstat, open, rename, rm, stat } from 'node:fs/promises';
import { alreadyExists, ExportError, exportError } from './errors.ts';
import type { Sink } from './sheet.ts';

export interface FileOptions {
  /** Whether to replace an existing file of that name. */
  readonly force: boolean;
  /** How a new file is opened; tests fill the disk here. */
  readonly open?: typeof open;
}

/**
 * Writes a file that only its owner may read. It gets its name once it is completely on the disk, so that there is a whole file or
 * none. An error leaves nothing; a killed process leaves at most `<file>.partial`, which the next export to that name replaces.
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

/** Writes one chunk while the next one is prepared. */
function writer(handle: FileHandle): { sink: Sink; written: () => Promise<void> } {
  let under: Promise<void> = Promise.resolve();
  const sink = async (bytes: Uint8Array) => {
    await under;
    under = writeAll(handle, bytes);
    // The next call reports the error; without this handler Node would report it as unhandled.
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
  if (found !== null) throw alreadyExists(file);
}

/** Throws when another export to the same name has deleted our file and is writing its own. */
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
    // Unlike a rename, a link never replaces a file that appeared in the meantime.
    await link(partial, file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && NO_LINKS.has(String(error.code)))) throw error;
    await refuseExisting(file);
    return rename(partial, file);
  }
  await rm(partial, { force: true });
}

/** The errors of file systems without hard links. */
const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EXDEV', 'EMLINK']);

async function discard(handle: FileHandle, partial: string): Promise<void> {
  const [ours, there] = await Promise.all([handle.stat(), lstat(partial)]).catch(() => [null, null]);
  // If the folder itself failed, there is nothing to remove, and the first error names the cause.
  if (ours !== null && there !== null && ours.ino === there.ino)
    await rm(partial, { force: true }).catch(() => {});
}
