export type ExportErrorKind = 'exists' | 'disk-full' | 'unreachable' | 'too-large' | 'taken';

/** Why no file was written. The message says which file and what to do. */
export class ExportError extends Error {
  override readonly name = 'ExportError';
  readonly kind: ExportErrorKind;

  constructor(kind: ExportErrorKind, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.kind = kind;
  }
}

/** Turns what the file system says into ours; anything else stays as it is. */
export function exportError(error: unknown, file: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return new ExportError(
        'disk-full',
        `The disk that holds ${file} is full, or allows no file of that size. Nothing was left behind; free some space or name a file elsewhere.`,
        error,
      );
    case 'EEXIST':
      return existsAlready(file);
    case 'ENOENT':
    case 'ENOTDIR':
      return new ExportError(
        'unreachable',
        `There is no folder for ${file}. Nothing was written; make the folder first, or name a file elsewhere.`,
        error,
      );
    case 'EISDIR':
    case 'ENOTEMPTY':
      return new ExportError(
        'unreachable',
        `${file} is a folder. Nothing was written; name a file in it.`,
        error,
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'ENAMETOOLONG':
      return new ExportError(
        'unreachable',
        `${file} cannot be written (${code}). Nothing was written; check that its folder belongs to the user Seatkeeper runs as, or name a file elsewhere.`,
        error,
      );
    default:
      return error;
  }
}

export function existsAlready(file: string): ExportError {
  return new ExportError(
    'exists',
    `${file} exists already. Nothing was written; name another file, or say --force to replace it.`,
  );
}
