import { accessSync, constants, statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Store } from '../db/open.ts';

/**
 * What SQLite finds wrong with the file; `null` when nothing. Reads every page: a second for some hundred megabytes. A file of more
 * than `atMost` bytes is not read, and counts as sound: a service has checked it at its start.
 */
export function damageOf(
  store: Store,
  { atMost, indexes = false }: { atMost: number; indexes?: boolean },
): string | null {
  // A file that was removed while in use has no size; `whyReadOnly` reports it.
  if ((statSync(store.file, { throwIfNoEntry: false })?.size ?? 0) > atMost) return null;
  const check = indexes ? 'integrity_check' : 'quick_check';
  try {
    const found = store.sqlite.pragma(`${check}(3)`) as Record<string, string>[];
    const problems = found.map((row) => row[check] ?? '');
    return problems[0] === 'ok' ? null : problems.join('; ').replace(/\s+/g, ' ');
  } catch (error) {
    const code = String(Reflect.get(error as object, 'code'));
    if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') return (error as Error).message;
    throw error;
  }
}

/** Why the file can no longer be written, as the system's code (EROFS, EACCES, ENOENT); `null` when it can. */
export function whyReadOnly(file: string): string | null {
  try {
    // SQLite also makes files next to it.
    for (const each of [file, dirname(file)]) accessSync(each, constants.W_OK);
    return null;
  } catch (error) {
    return String(Reflect.get(error as object, 'code'));
  }
}

/** How many bytes are free for us on the disk of a file; `null` when the system does not say. */
export function freeBytes(file: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(dirname(file));
    return bavail * bsize;
  } catch {
    return null;
  }
}

/** How large the database is on the disk, in bytes. `wal`: what was written since it was last copied into the file. */
export function fileSizes({ file }: Store): { readonly main: number; readonly wal: number } {
  const size = (path: string) => statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  return { main: size(file), wal: size(`${file}-wal`) };
}
