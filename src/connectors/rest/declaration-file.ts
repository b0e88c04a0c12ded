import { readFileSync, statSync } from 'node:fs';
import { type ReadDeclaration, readDeclaration } from '../rest-declaration/read.ts';

const known = new Map<string, { readonly stamp: string; readonly read: ReadDeclaration }>();

/** The declaration in a file, read again when the file changes. Throws what reading the file throws. */
export function declarationAt(path: string): ReadDeclaration {
  const { mtimeMs, size, ino } = statSync(path);
  const stamp = `${mtimeMs} ${size} ${ino}`;
  const before = known.get(path);
  if (before?.stamp === stamp) return before.read;
  const read = readDeclaration(readFileSync(path, 'utf8'));
  known.set(path, { stamp, read });
  return read;
}
