export type StoreErrorKind =
  | 'newer'
  | 'damaged'
  | 'disk-full'
  | 'locked'
  | 'not-a-database'
  | 'unreachable'
  /** A restore was cut off. */
  | 'restoring';

/** Why the database cannot be used. The message says which file and what to do. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly kind: StoreErrorKind;

  constructor(kind: StoreErrorKind, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.kind = kind;
  }
}

const FULL = new Set([
  'SQLITE_FULL',
  'SQLITE_IOERR_WRITE',
  'SQLITE_IOERR_FSYNC',
  'SQLITE_IOERR_TRUNCATE',
  'SQLITE_IOERR_SHMSIZE',
  'SQLITE_IOERR_SHMMAP',
  'ENOSPC',
  'EDQUOT',
  // A limit on the size of files, such as systemd's LimitFSIZE.
  'EFBIG',
]);

/** A database that is about to be migrated could not be copied. */
export function noUpgradeCopy(
  file: string,
  { copy, cause }: { readonly copy: string; readonly cause: unknown },
): StoreError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new StoreError(
    'disk-full',
    `Before an upgrade ${file} is copied to ${copy}, and that failed (${why}). Nothing was changed. Free as much space as the database takes, or install the version before again.`,
    cause,
  );
}

export function noDatabase(file: string): StoreError {
  return new StoreError('unreachable', `There is no database ${file}. Name one with --db.`);
}

/** The same for an error that may be about anything: only SQLite's errors and a full disk are about the database. */
export function ownStoreError(error: unknown, file: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return code.startsWith('SQLITE_') || FULL.has(code) ? storeError(error, file) : error;
}

/** Turns SQLite's errors into a `StoreError`; any other error stays as it is. */
export function storeError(error: unknown, file: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (FULL.has(code)) {
    return new StoreError(
      'disk-full',
      `The disk that holds ${file} is full. Nothing was changed. Free some space, then try again.`,
      error,
    );
  }
  if (code === 'SQLITE_NOTADB') {
    return new StoreError(
      'not-a-database',
      `${file} is not a Seatkeeper database. Name another file with --db, or restore a backup.`,
      error,
    );
  }
  if (code.startsWith('SQLITE_CORRUPT')) {
    return new StoreError(
      'damaged',
      `${file} is damaged. Stop Seatkeeper, then restore the last backup: seatkeeper restore <backup file>`,
      error,
    );
  }
  if (code === 'SQLITE_BUSY') {
    return new StoreError(
      'locked',
      `${file} is busy: another process has been writing to it for 5 seconds. Nothing was changed; try again.`,
      error,
    );
  }
  if (code === 'SQLITE_CANTOPEN' || code === 'SQLITE_READONLY' || FOLDER.has(code)) {
    return new StoreError(
      'unreachable',
      `${file} cannot be opened for writing. Check that the folder exists and belongs to the user Seatkeeper runs as.`,
      error,
    );
  }
  return error;
}

/** Whether a row was refused because another one has the same key. */
export function isUniqueViolation(error: unknown): boolean {
  if (error instanceof StoreError) return isUniqueViolation(error.cause);
  return error instanceof Error && 'code' in error && error.code === 'SQLITE_CONSTRAINT_UNIQUE';
}

/** Node's error codes when the folder cannot be made. */
const FOLDER = new Set(['ENOTDIR', 'EACCES', 'EPERM', 'EROFS', 'EEXIST', 'ENOENT', 'EISDIR']);
