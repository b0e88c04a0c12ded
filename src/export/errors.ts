export type ExportErrorKind = 'exists' | 'disk-full' | 'unreachable' | 'too-large' | 'taken';

/** Why no file was written. The message names the file and what to do. */
export class ExportError extends Error {
  override readonly name = 'ExportError';
  readonly kind: ExportErrorKind;

  constructor(kind: ExportErrorKind, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.kind = kind;
  }
}

/** Turns an error of the file system into an `ExportError`; returns any other error unchanged. */
export function exportError(error: unknown, file: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return new ExportError(
        'disk-full',
        `The disk that holds ${file} is full or does not allow a file of that size. Nothing was left behind. Free some space or name a file elsewhere.`,
        error,
      );
    case 'EEXIST':
      return alreadyExists(file);
    case 'ENOENT':
    case 'ENOTDIR':
      return new ExportError(
        'unreachable',
        `There is no folder for ${file}. Nothing was written. Create the folder first, or name a file elsewhere.`,
        error,
      );
    case 'EISDIR':
    case 'ENOTEMPTY':
      return new ExportError(
        'unreachable',
        `${file} is a folder. Nothing was written. Name a file in it.`,
        error,
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'ENAMETOOLONG':
      return new ExportError(
        'unreachable',
        `${file} cannot be written (${code}). Nothing was written. Check that its folder belongs to the user Seatkeeper runs as, or name a file elsewhere.`,
        error,
      );
    default:
      return error;
  }
}

export function alreadyExists(file: string): ExportError {
  return new ExportError(
    'exists',
    `${file} already exists. Nothing was written. Name another file, or add --force to replace it.`,
  );
}
