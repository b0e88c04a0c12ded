import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RawEnvironment } from './environment.ts';
import type { Problem } from './problems.ts';

export interface FoundFile {
  readonly file: string;
  /** The flag or variable that named it; empty when neither did. */
  readonly by: string;
}

/** The demo company, in the package. */
export const DEMO_CONFIG = fileURLToPath(new URL('../../examples/acme/seatkeeper.yaml', import.meta.url));

/** `--config`, then `SEATKEEPER_CONFIG`, then the working directory, then the demo. */
export function findFile(flag: string | undefined, env: RawEnvironment, cwd: string): FoundFile {
  if (flag !== undefined) return { file: resolve(cwd, flag), by: '--config' };
  const named = env.SEATKEEPER_CONFIG;
  if (named !== undefined && named !== '') return { file: resolve(cwd, named), by: 'SEATKEEPER_CONFIG' };
  const here = join(cwd, 'seatkeeper.yaml');
  // An admin who wrote a .yml has a company of their own, and would be puzzled by the demo.
  const meant = existsSync(here) || existsSync(join(cwd, 'seatkeeper.yml'));
  return { file: meant ? here : DEMO_CONFIG, by: '' };
}

export function readConfigText({ file, by }: FoundFile): string | Problem {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    const short = file.replace(/\.yaml$/, '.yml');
    if (code === 'ENOENT' && by === '' && existsSync(short)) {
      return { path: by, line: null, message: `rename ${short} to seatkeeper.yaml` };
    }
    const why = UNREADABLE.get(code) ?? `cannot be read (${code})`;
    return { path: by, line: null, message: `${file} ${why}; write the path of your seatkeeper.yaml` };
  }
}

const UNREADABLE: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'does not exist'],
  ['EISDIR', 'is a folder'],
  ['EACCES', 'may not be read by this user'],
]);
