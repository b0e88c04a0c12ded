import { isUtf8 } from 'node:buffer';
import { readFileSync, statSync } from 'node:fs';
import { platform } from 'node:os';
import { resolve } from 'node:path';

type Variables = Readonly<Record<string, string | undefined>>;

/** A variable whose value was read from the file that `NAME_FILE` names, as Docker and Kubernetes hand over secrets. */
export interface SecretFile {
  readonly variable: string;
  /** Absolute. */
  readonly file: string;
  /** Whether every user of this machine may read it. */
  readonly openToAll: boolean;
}

export interface SecretFiles {
  /** The environment, with what the files hold. */
  readonly env: Variables;
  readonly files: readonly SecretFile[];
  /** By variable: why its file is of no use, as the end of a sentence. */
  readonly problems: ReadonlyMap<string, string>;
}

/** No token and no key is longer. */
const MOST_BYTES = 64 * 1024;

/** Reads the files for those of the names that have one. An empty variable counts as one that is not set. */
export function readSecretFiles(env: Variables, names: Iterable<string>, cwd: string): SecretFiles {
  const filled: Record<string, string | undefined> = { ...env };
  const files: SecretFile[] = [];
  const problems = new Map<string, string>();
  for (const variable of new Set(names)) {
    const named = Object.hasOwn(env, fileVariable(variable)) ? env[fileVariable(variable)]?.trim() : '';
    if (named === undefined || named === '') continue;
    if (Object.hasOwn(env, variable) && env[variable]?.trim()) {
      problems.set(variable, `is set beside ${variable}; keep one of them`);
      continue;
    }
    const file = resolve(cwd, named);
    const found = readSecretFile(file);
    if ('wrong' in found) problems.set(variable, `names ${file}, which ${found.wrong}`);
    else {
      filled[variable] = found.value;
      files.push({ variable, file, openToAll: found.openToAll });
    }
  }
  return { env: filled, files, problems };
}

export function fileVariable(variable: string): string {
  return `${variable}_FILE`;
}

function readSecretFile(file: string): { value: string; openToAll: boolean } | { wrong: string } {
  try {
    const found = statSync(file);
    if (found.isDirectory()) return { wrong: 'is a folder; write the path of a file' };
    if (!found.isFile()) return { wrong: 'is not a file; write the path of one' };
    if (found.size > MOST_BYTES) return { wrong: 'has more than 64 KB; write the path of the secret alone' };
    // Windows keeps permissions elsewhere, and shows every file as writable by all.
    const mode = platform() === 'win32' ? 0 : found.mode;
    if ((mode & 0o002) !== 0)
      return { wrong: `every user of this machine may change; run chmod 600 ${file}` };
    const bytes = readFileSync(file);
    if (!isUtf8(bytes) || bytes.includes(0)) return { wrong: 'does not hold text' };
    const value = bytes
      .toString('utf8')
      .replace(/^\ufeff/, '')
      .replace(/[\r\n]+$/, '');
    if (value.trim() === '') return { wrong: 'is empty; write the secret into it' };
    return { value, openToAll: (mode & 0o004) !== 0 };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return { wrong: UNREADABLE.get(code) ?? `cannot be read (${code})` };
  }
}

const UNREADABLE: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'does not exist'],
  ['ENOTDIR', 'does not exist'],
  ['EACCES', 'may not be read by this user'],
]);
